import { notPersonal, OrderLineCancelled } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { reduceFulfilmentsWhenLineCancelled } from './reduce-fulfilments-when-line-cancelled.policy';

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
  it('leaves its parcel, once per line of a cancellation', () =>
    expect(reduceFulfilmentsWhenLineCancelled.react(recorded(cancelled('called-off')))).toMatchObject([
      { type: 'ReduceFulfilments', data: { orderId: 'o', reductionId: 'x.1', allocations: [{ warehouse: 'MAIN' }] } },
    ]));
  it('changes no parcel for missing units: they left it with the short pick', () =>
    expect(reduceFulfilmentsWhenLineCancelled.react(recorded(cancelled('missing')))).toEqual([]));
  it('changes no parcel for a service', () =>
    expect(reduceFulfilmentsWhenLineCancelled.react(recorded(cancelled('called-off', [])))).toEqual([]));
});
