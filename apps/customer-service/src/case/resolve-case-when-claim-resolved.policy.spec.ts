import { ClaimResolved, notPersonal } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { resolveCaseWhenClaimResolved } from './resolve-case-when-claim-resolved.policy';

const settled = (more: { stillOpen?: number }) =>
  recorded(
    ClaimResolved.of({
      claimId: 'c-1',
      orderId: 'o',
      resolution: 'replacement',
      refundMinor: 0,
      currency: 'GBP',
      replacementOrderId: 'c-1.claim-1',
      reason: notPersonal('left'),
      ...more,
    }),
  );

describe('the case of a claim', () => {
  const about = { orderId: 'o', kind: 'claim', matter: 'c-1' };
  it.each([
    ['a person decided it', {}, 'The claim was decided: replacement.'],
    ['its replacement left after all', { stillOpen: 1 }, 'The replacement left after all.'],
  ])('is resolved when %s', (_, more, outcome) =>
    expect(resolveCaseWhenClaimResolved.react(settled(more))).toEqual([
      { type: 'ResolveOrderCase', data: { ...about, outcome: notPersonal(outcome) } },
    ]),
  );
});
