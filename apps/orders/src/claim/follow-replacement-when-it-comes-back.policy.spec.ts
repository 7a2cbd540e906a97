import { ReturnSettled } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { followReplacementWhenItComesBack } from './follow-replacement-when-it-comes-back.policy';

const settled = (orderId: string) =>
  recorded(ReturnSettled.of({ returnId: 'r-1', orderId, refundMinor: 0, currency: 'GBP', byGrade: [] }));

describe('a replacement that comes back', () => {
  it('is followed by its claim', () =>
    expect(followReplacementWhenItComesBack.react(settled('c-1.claim-2'))).toEqual([
      {
        type: 'FollowReplacement',
        data: { claimId: 'c-1', replacementOrderId: 'c-1.claim-2', detail: 'Units came back with the return r-1.' },
      },
    ]));
  it('is not every return', () => expect(followReplacementWhenItComesBack.react(settled('o-1'))).toEqual([]));
});
