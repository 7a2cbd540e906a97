import {
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderPartiallyShipped,
  OrderPlaced,
  OrderRejected,
  OrderShipped,
  OrderUnitsDelivered,
  notPersonal,
} from '@concord/contracts';
import { given, givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import type { RecordDelivery, RecordDispatch } from './parcels';
import { cancelOrder } from './cancel-order.decider';
import type { CancelOrder } from './cancellation';
import { order, type OrderCommand } from './order.decider';
import type { PlacedLine } from './order-state';
import { orderAggregate, ParcelArrived, ParcelLeft, PickingBegun, type OrderEvent } from './order.aggregate';
import { placeOrder } from './place-order.decider';
import type { PromotionFacts } from './offers';
import type { PlaceOrder } from './place-order';
import type { ProductFacts, SaleFacts } from './sale';

/** The past of an order, for commands about it. */
export function givenOrder(id: string) {
  const own = given(order);
  const joint = givenStreams(cancelOrder);
  return (...events: readonly OrderEvent[]) => ({
    when: (command: OrderCommand | CancelOrder, at: { at?: string } = {}) =>
      command.type === 'CancelOrder'
        ? joint({ of: orderAggregate, id, events }).when(command, at)
        : own(...events).when(command, at),
  });
}

/** What the specs of orders share: an order of tees and postage, and its commands. */
export const past = givenOrder('o-1');
export const fresh = givenStreams(placeOrder);
export const orderId = 'o-1';
export const shipTo = { country: 'GB' };

// What is known of the goods and the promotions.
export const product = (more: Partial<ProductFacts> = {}): ProductFacts => {
  return {
    sku: 'TEE',
    isKnown: true,
    title: 'Tee',
    kind: 'shippable',
    published: true,
    channels: ['b2c', 'b2b', 'd2c'],
    priceMinor: 1000,
    currency: 'GBP',
    tiers: [],
    taxClass: 'standard',
    weightG: null,
    ...more,
  };
};
export const tee = product();
export const postage = product({ sku: 'POST', title: 'Postage', kind: 'service', priceMinor: 450 });
export const spring = (more: Partial<PromotionFacts> = {}): PromotionFacts => {
  return {
    code: 'SPRING',
    promotionId: 'p-1',
    isUsedUp: false,
    status: 'active',
    skus: [],
    reward: { kind: 'percent', value: 10 },
    scope: 'order',
    priority: 100,
    group: 'standard',
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-02-01T00:00:00.000Z',
    ...more,
  };
};
export type Asked = Partial<PlaceOrder['data'] & Pick<SaleFacts, 'products' | 'promotions'>>;
export const placing = ({ products = [tee, postage], promotions = [spring()], ...more }: Asked = {}): PlaceOrder => ({
  type: 'PlaceOrder',
  data: {
    orderId,
    channel: 'b2c',
    currency: 'GBP',
    lines: [{ sku: 'TEE', quantity: 2 }],
    promotionCodes: [],
    shipTo,
    orderedAt: SPEC_TIME,
    payment: { method: 'invoice' },
    facts: { products, promotions, listPrices: [], lists: [], tax: undefined },
    buyer: { channel: more.channel ?? 'b2c', currency: more.currency ?? 'GBP', ids: [], groups: [] },
    ...more,
  },
});

// What happened.
export const line = (lineId: string, sku: string, quantity: number, unitMinor: number, stocked = true): PlacedLine => {
  const title = sku === 'POST' ? 'Postage' : 'Tee';
  return { lineId, sku, title, quantity, unitMinor, discounts: [], totalMinor: quantity * unitMinor, stocked };
};
export const placed = (lines: PlacedLine[] = [line('1', 'TEE', 2, 1000)], discountMinor = 0) => {
  const goodsMinor = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  const totals = { goodsMinor, discountMinor, totalMinor: goodsMinor - discountMinor };
  const common = { orderId, channel: 'b2c' as const, currency: 'GBP', shipTo, orderedAt: SPEC_TIME };
  return OrderPlaced.of({ ...common, lines, ...totals, paymentMethod: 'invoice' });
};
export const allocation = (warehouse: string, quantity: number, sku = 'TEE') => ({ sku, warehouse, quantity });
export const confirmed = (from = placed(), allocations = [allocation('MAIN', 2)]) => {
  const { currency, lines, totalMinor, orderedAt } = from.data;
  return OrderConfirmed.of({ orderId, currency, lines, totalMinor, allocations, shipTo, orderedAt });
};
export const cancelled = (stage: 'checkout' | 'confirmed') =>
  OrderCancelled.of({ orderId, reason: notPersonal('changed my mind'), stage });
export const rejected = OrderRejected.of({ orderId, reason: 'stock', detail: 'none left', short: [] });
export const picking = PickingBegun.of({ orderId, fulfilmentId: 'o-1.MAIN' });
export const left = (
  warehouse: string,
  units: { lineId: string; sku: string; quantity: number }[],
  amountMinor: number,
) => {
  const money = { amountMinor, totalMinor: 2000, currency: 'GBP', paymentMethod: 'invoice' as const };
  return ParcelLeft.of({ orderId, fulfilmentId: `o-1.${warehouse}`, warehouse, units, ...money });
};
export const arrived = (warehouse: string, deliveredAt = '2026-01-04T00:00:00.000Z') =>
  ParcelArrived.of({ orderId, fulfilmentId: `o-1.${warehouse}`, deliveredAt, recordedAt: SPEC_TIME });
export const partlyShipped = (warehouse: string) =>
  OrderPartiallyShipped.of({ orderId, fulfilmentId: `o-1.${warehouse}` });
export const shipped = (warehouse: string) => OrderShipped.of({ orderId, fulfilmentId: `o-1.${warehouse}` });
export const there = (warehouse: string, units: { lineId: string; sku: string; quantity: number }[]) =>
  OrderUnitsDelivered.of({
    orderId,
    fulfilmentId: `o-1.${warehouse}`,
    units,
    deliveredAt: '2026-01-04T00:00:00.000Z',
  });
export const delivered = (deliveredAt = '2026-01-04T00:00:00.000Z') => OrderDelivered.of({ orderId, deliveredAt });
export const two = [{ lineId: '1', sku: 'TEE', quantity: 2 }];
export const one = [{ lineId: '1', sku: 'TEE', quantity: 1 }];

// The command.
export const cancel = {
  type: 'CancelOrder' as const,
  data: { orderId, cancellationId: 'x-1', reason: notPersonal('changed my mind'), by: 'customer' as const },
};
export const confirm = { type: 'ConfirmOrder' as const, data: { orderId, allocations: [allocation('MAIN', 2)] } };
export const reject = {
  type: 'RejectOrder' as const,
  data: { orderId, reason: 'stock' as const, detail: 'none left', short: [] },
};
export const dispatch = (warehouse: string, quantity: number, sku = 'TEE'): RecordDispatch => {
  const lines = [{ sku, quantity }];
  return { type: 'RecordDispatch', data: { orderId, fulfilmentId: `o-1.${warehouse}`, warehouse, lines } };
};
export const deliver = (warehouse: string, deliveredAt = '2026-01-04T00:00:00.000Z'): RecordDelivery => {
  return { type: 'RecordDelivery', data: { orderId, fulfilmentId: `o-1.${warehouse}`, deliveredAt } };
};
export const pick = { type: 'BeginPicking' as const, data: { orderId, fulfilmentId: 'o-1.MAIN' } };
