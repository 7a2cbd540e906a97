import {
  CancellationOvertaken,
  notPersonal,
  OrderCancelled,
  OrderLineCancelled,
  OrderRejected,
} from '@concord/contracts';
import { recorded, type DomainEvent } from '@concord/event-sourcing';
import { followReplacementWhenUnitsNotSent } from './follow-replacement-when-units-not-sent.policy';

const orderId = 'c-1.claim-2';
const react = (event: DomainEvent) => followReplacementWhenUnitsNotSent.react(recorded(event));
const rejected = (id: string) => OrderRejected.of({ orderId: id, reason: 'stock', detail: 'out of stock', short: [] });
const reason = notPersonal('gone');
const units = { lineId: '1', sku: 'TEE', quantity: 1, allocations: [], amountMinor: 0, discounts: [] };
const cancellation = { orderId, cancellationId: 'x', ...units, currency: 'GBP', reason };

describe('a replacement whose units are not sent, or left after all', () => {
  it.each([
    ['out of stock', rejected(orderId)],
    ['The replacement was cancelled.', OrderCancelled.of({ orderId, reason, stage: 'confirmed' })],
    ['Units were not on the shelf.', OrderLineCancelled.of({ ...cancellation, cause: 'missing' })],
    ['Units were called off.', OrderLineCancelled.of({ ...cancellation, cause: 'called-off' })],
    [
      'A parcel left after all.',
      CancellationOvertaken.of({ orderId, fulfilmentId: 'f', units: [], amountMinor: 0, discounts: [] }),
    ],
  ])('is followed by its claim: %s', (detail, event) =>
    expect(react(event)).toEqual([
      { type: 'FollowReplacement', data: { claimId: 'c-1', replacementOrderId: orderId, detail } },
    ]),
  );
  it('is not every order', () => expect(react(rejected('o-1'))).toEqual([]));
});
