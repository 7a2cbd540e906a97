import { OrderBackorderFilled, OrderConfirmed, OrderLineCancelled, OrderPlaced, notPersonal } from '@concord/contracts';
import { SPEC_TIME } from '@concord/event-sourcing';
import type { FillBackorder } from './backorder';
import { UnitsArrivedEarly } from './order.aggregate';
import { givenOrder } from './order-in-specs';

const past = givenOrder('o-1');
const orderId = 'o-1';
const shipTo = { country: 'GB' };
const line = {
  lineId: '1',
  sku: 'TEE',
  title: 'Tee',
  quantity: 5,
  unitMinor: 100,
  discounts: [],
  totalMinor: 500,
  stocked: true,
};
const placed = OrderPlaced.of({
  orderId,
  channel: 'b2c',
  currency: 'GBP',
  lines: [line],
  goodsMinor: 500,
  discountMinor: 0,
  totalMinor: 500,
  shipTo,
  orderedAt: SPEC_TIME,
  paymentMethod: 'card',
  mayWait: true,
});
const at = (quantity: number) => ({ sku: 'TEE', warehouse: 'MAIN', quantity });
const waiting = [{ sku: 'TEE', quantity: 3, promisedAt: '2026-02-01T00:00:00.000Z' }];
const common = { orderId, currency: 'GBP', lines: [line], totalMinor: 500, shipTo, orderedAt: SPEC_TIME };
const confirmed = OrderConfirmed.of({ ...common, allocations: [at(2)], waiting });
const fill = (quantity: number, fillId = 'f-1'): FillBackorder => {
  return { type: 'FillBackorder', data: { orderId, fillId, sku: 'TEE', allocations: [at(quantity)] } };
};
const filled = (accepted: number, { refused = 0, waiting: still = 0, fillId = 'f-1' } = {}) =>
  OrderBackorderFilled.of({
    orderId,
    fillId,
    sku: 'TEE',
    allocations: accepted > 0 ? [at(accepted)] : [],
    refused: refused > 0 ? [at(refused)] : [],
    waiting: still,
    shipTo,
  });
const cancelled = (quantity: number) =>
  OrderLineCancelled.of({
    orderId,
    cancellationId: 'x',
    lineId: '1',
    sku: 'TEE',
    quantity,
    allocations: [],
    amountMinor: quantity * 100,
    discounts: [],
    currency: 'GBP',
    cause: 'called-off',
    reason: notPersonal('no longer wanted'),
  });

describe('units that waited', () => {
  it('are sent from where goods came', () => past(placed, confirmed).when(fill(3)).then(filled(3)));
  it('are filled once, part by part', () => {
    past(placed, confirmed, filled(3)).when(fill(3)).then();
    const first = filled(1, { waiting: 2 });
    past(placed, confirmed).when(fill(1)).then(first);
    past(placed, confirmed, first)
      .when(fill(2, 'f-2'))
      .then(filled(2, { fillId: 'f-2' }));
  });
  it('can be cancelled while they wait', () =>
    past(placed, confirmed)
      .when({
        type: 'CancelOrder',
        data: {
          orderId,
          cancellationId: 'x',
          by: 'customer',
          reason: notPersonal('no longer wanted'),
          lines: [{ sku: 'TEE', quantity: 3 }],
        },
      })
      .then(cancelled(3)));
  it('are refused where they were cancelled by then', () =>
    past(placed, confirmed, cancelled(2))
      .when(fill(3))
      .then(filled(1, { refused: 2 })));
  it('that come during the checkout are kept until it is over', () => {
    const early = UnitsArrivedEarly.of({ orderId, fillId: 'f-1', sku: 'TEE', allocations: [at(3)] });
    past(placed).when(fill(3)).then(early);
    past(placed, early).when(fill(3)).then();
    past(placed, early)
      .when({ type: 'ConfirmOrder', data: { orderId, allocations: [at(2)], waiting } })
      .then(confirmed, filled(3));
  });
});
