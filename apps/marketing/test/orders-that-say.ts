import { Module } from '@nestjs/common';
import { orderEvents } from '@concord/contracts';
import { Engine, type Command, type Decider, type DomainEvent } from '@concord/event-sourcing';
import { service, type RunningService, type ServiceDeclaration } from '@concord/service';
import { meta } from '@concord/testing';
import { v7 as uuid7 } from 'uuid';

type Say = Command<'Say', { stream: string; events: readonly DomainEvent[] }>;

/** Publishes whatever it is told, on the streams that it is told: the topic of orders with the real relay behind it. */
const said: Decider<Say, DomainEvent, object> = {
  kind: 'said',
  events: orderEvents,
  initial: {},
  commands: ['Say'],
  id: ({ data }) => data.stream,
  decide: ({ data }) => data.events,
  evolve: (state) => state,
};
const parts = { name: 'orders', deciders: [said] };

@Module({ imports: [service(parts)] })
class OrdersThatSayModule {}

const SERVICES = ['orders', 'inventory', 'oversight', 'marketing'];

export const ordersThatSay: ServiceDeclaration = {
  module: OrdersThatSayModule,
  parts,
  title: 'Orders',
  description: 'Says what it is told.',
  port: 0,
  services: SERVICES,
};

/** Has orders publish events of one stream; by default of the order that the first of them names. */
export async function say(orders: RunningService, events: readonly DomainEvent[], stream?: string): Promise<void> {
  const { orderId } = events[0]!.data as { orderId: string };
  const command: Say = { type: 'Say', data: { stream: stream ?? orderId, events } };
  await orders.app.get(Engine).execute({ commands: [{ command }], commandId: uuid7(), meta });
}
