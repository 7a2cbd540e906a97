import { ClaimResolved, notPersonal } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { resolveCaseWhenReplacementLeftAfterAll } from './resolve-case-when-replacement-left-after-all.policy';

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

describe('a replacement that left after all', () => {
  it('resolves the case of its claim', () =>
    expect(resolveCaseWhenReplacementLeftAfterAll.react(settled({ stillOpen: 0 }))).toMatchObject([
      { type: 'ResolveOrderCase', data: { orderId: 'o', kind: 'claim' } },
    ]));
  it('leaves the case while another claim of the order is open, or where a person decided', () => {
    expect(resolveCaseWhenReplacementLeftAfterAll.react(settled({ stillOpen: 1 }))).toEqual([]);
    expect(resolveCaseWhenReplacementLeftAfterAll.react(settled({}))).toEqual([]);
  });
});
