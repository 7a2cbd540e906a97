import { notPersonal, OrderLineCancelled } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { reduceReservationWhenLineCancelled } from './reduce-reservation-when-line-cancelled.policy';

const cancelled = (cause: 'called-off' | 'missing', allocations = [{ sku: 'TEE', warehouse: 'MAIN', quantity: 1 }]) =>
  OrderLineCancelled.of({
    orderId: 'o',
    cancellationId: 'x',
    lineId: '1',
    sku: 'TEE',
    quantity: 1,
    allocations,
    amountMinor: 500,
    discounts: [],
    currency: 'GBP',
    cause,
    reason: notPersonal('changed my mind'),
  });

describe('a cancelled line', () => {
  it('releases its units, once per line of a cancellation', () =>
    expect(reduceReservationWhenLineCancelled.react(recorded(cancelled('called-off')))).toMatchObject([
      { type: 'ReduceReservation', data: { orderId: 'o', releaseId: 'x.1', allocations: [{ warehouse: 'MAIN' }] } },
    ]));
  it('names the units that wait: those without a warehouse', () =>
    expect(reduceReservationWhenLineCancelled.react(recorded(cancelled('called-off', [])))).toMatchObject([
      { data: { allocations: [], waiting: [{ sku: 'TEE', quantity: 1 }] } },
    ]));
  it('releases nothing for missing units: they left the books with the short pick', () =>
    expect(reduceReservationWhenLineCancelled.react(recorded(cancelled('missing')))).toEqual([]));
});
