import { OrderConfirmed } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { deliverOrderWhenNothingIsSent } from './deliver-order-when-nothing-is-sent.policy';

const confirmed = (allocations: { sku: string; warehouse: string; quantity: number }[]) =>
  OrderConfirmed.of({
    orderId: 'o',
    currency: 'GBP',
    lines: [],
    totalMinor: 0,
    allocations,
    shipTo: { country: 'GB' },
  });

describe('a confirmed order', () => {
  it('is delivered at once where it needs no parcel', () =>
    expect(deliverOrderWhenNothingIsSent.react(recorded(confirmed([])))).toEqual([
      { type: 'DeliverWithoutParcel', data: { orderId: 'o' } },
    ]));
  it('waits for its parcels otherwise', () =>
    expect(
      deliverOrderWhenNothingIsSent.react(recorded(confirmed([{ sku: 'TEE', warehouse: 'MAIN', quantity: 1 }]))),
    ).toEqual([]));
});
