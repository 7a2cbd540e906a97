import { OrderRejected } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { reopenClaimWhenReplacementNotSent } from './reopen-claim-when-replacement-not-sent.policy';

const rejected = (orderId: string) =>
  recorded(OrderRejected.of({ orderId, reason: 'stock', detail: 'out of stock', short: [] }));

describe('a replacement that is not sent', () => {
  it('opens its claim again', () =>
    expect(reopenClaimWhenReplacementNotSent.react(rejected('c-1.claim-2'))).toEqual([
      {
        type: 'ReopenClaim',
        data: { claimId: 'c-1', replacementOrderId: 'c-1.claim-2', detail: 'out of stock' },
      },
    ]));
  it('is not every order', () => expect(reopenClaimWhenReplacementNotSent.react(rejected('o-1'))).toEqual([]));
});
