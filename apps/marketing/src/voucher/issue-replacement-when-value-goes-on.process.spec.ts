import { givenProcess, recorded } from '@concord/event-sourcing';
import { issueReplacementWhenValueGoesOn } from './issue-replacement-when-value-goes-on.process';
import { VoucherReplacementNeeded } from './voucher.aggregate';

describe('value that goes on to a new voucher', () => {
  it('asks for a code, under the id of that voucher', () => {
    const about = { orderId: 'o1', amountMinor: 100, currency: 'GBP', customerId: 'ann' };
    const needed = VoucherReplacementNeeded.of({ voucherId: 'v1', replacementId: 'v2', ...about, days: 30 });
    const request = { voucherId: 'v2', fromVoucherId: 'v1', ...about, expiresAt: '2026-02-04T09:00:00.000Z' };
    givenProcess(issueReplacementWhenValueGoesOn)()
      .when(recorded(needed))
      .then({ calls: [{ gateway: 'voucher-code', key: 'v2', request }] });
  });
});
