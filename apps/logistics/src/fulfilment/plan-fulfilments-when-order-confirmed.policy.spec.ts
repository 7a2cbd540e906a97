import { OrderConfirmed } from '@concord/contracts';
import { recorded, SPEC_TIME } from '@concord/event-sourcing';
import { planFulfilmentsWhenOrderConfirmed } from './plan-fulfilments-when-order-confirmed.policy';

const units = { sku: 'TEE', warehouse: 'MAIN', quantity: 1 };
const confirmed = (allocations: (typeof units)[]) =>
  OrderConfirmed.of({
    orderId: 'o',
    currency: 'GBP',
    lines: [],
    totalMinor: 0,
    allocations,
    shipTo: { country: 'GB' },
    orderedAt: SPEC_TIME,
  });

describe('a confirmed order', () => {
  it('gets its parcels planned, with the time at which the customer ordered', () =>
    expect(planFulfilmentsWhenOrderConfirmed.react(recorded(confirmed([units])))).toEqual([
      {
        type: 'PlanFulfilments',
        data: { orderId: 'o', allocations: [units], shipTo: { country: 'GB' }, orderedAt: SPEC_TIME },
      },
    ]));
  it('is noted where all of its units wait', () => {
    const event = confirmed([]);
    const waiting = [{ sku: 'TEE', quantity: 1, promisedAt: SPEC_TIME }];
    expect(
      planFulfilmentsWhenOrderConfirmed.react(recorded(OrderConfirmed.of({ ...event.data, waiting }))),
    ).toMatchObject([{ type: 'PlanFulfilments', data: { orderId: 'o', allocations: [], waits: true } }]);
  });
  it('gets no parcel where it needs no stock', () =>
    expect(planFulfilmentsWhenOrderConfirmed.react(recorded(confirmed([])))).toEqual([]));
});
