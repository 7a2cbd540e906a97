import { Module } from '@nestjs/common';
import { orderEvents, OrderPlaced } from '@concord/contracts';
import { Engine, type Aggregate, type Command, type DomainEvent, type JointDecider } from '@concord/event-sourcing';
import { service, type RunningService, type ServiceDeclaration, type ServiceParts } from '@concord/service';
import { meta } from './till';
import { v7 as uuid7 } from 'uuid';

// What other services hear of orders, said by specs: by way of a real store, relay and topic.

const aggregate = (kind: string): Aggregate => ({ kind, events: orderEvents, initial: {}, evolve: (state) => state });
const KINDS = { cart: aggregate('cart'), order: aggregate('order') };

type Say = Command<'Say', { kind: keyof typeof KINDS; id: string; events: readonly DomainEvent[] }>;

const say: JointDecider<Say> = {
  commands: ['Say'],
  aggregate: KINDS.order,
  id: ({ data }) => data.id,
  decideJointly: ({ data: { kind, id, events } }) => [{ to: KINDS[kind], id, events }],
};

const parts: ServiceParts = {
  name: 'orders',
  deciders: [say],
  aggregates: [KINDS.cart],
  projections: [],
  policies: [],
  processes: [],
};

@Module({ imports: [service(parts)] })
class OrdersModule {}

/** A service that says of orders what it is told to say. */
export const toldByOrders: ServiceDeclaration = {
  module: OrdersModule,
  parts,
  title: 'Orders',
  description: 'Events of orders.',
  port: 0,
};

/** Appends public events to the stream of an order or a basket. */
export const tell = (running: RunningService, kind: keyof typeof KINDS, id: string, ...events: DomainEvent[]) => {
  const command: Say = { type: 'Say', data: { kind, id, events } };
  return running.app.get(Engine).execute({ commands: [{ command }], commandId: uuid7(), meta });
};

/** An order of one SKU. */
export const placed = (
  orderId: string,
  sku: string,
  quantity: number,
  more: { cartId?: string; mayWait?: true } = {},
) =>
  OrderPlaced.of({
    orderId,
    currency: 'GBP',
    lines: [
      {
        lineId: '1',
        sku,
        title: sku,
        quantity,
        unitMinor: 100,
        discounts: [],
        totalMinor: 100 * quantity,
        stocked: true,
      },
    ],
    goodsMinor: 100 * quantity,
    discountMinor: 0,
    totalMinor: 100 * quantity,
    shipTo: { country: 'GB' },
    channel: 'b2c',
    orderedAt: new Date().toISOString(),
    ...more,
  });
