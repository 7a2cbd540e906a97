import { process } from '@concord/event-sourcing';
import type { NewVoucher } from './voucher-code.gateway';
import { VoucherReplacementNeeded } from './voucher.aggregate';

const MS_A_DAY = 86_400_000;

/** A code is made by chance and sealed, so a gateway makes it. The process has nothing to remember. */
export const issueReplacementWhenValueGoesOn = process('marketing.issue-replacement-when-value-goes-on', {
  kind: 'voucher-replacement',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { VoucherReplacementNeeded },
  opensOn: ['VoucherReplacementNeeded'],
  idFor: ({ data }) => data.replacementId,
  on: {
    VoucherReplacementNeeded: ({ data, occurredAt }) => {
      const { voucherId, replacementId, orderId, amountMinor, currency, customerId, days } = data;
      const request: NewVoucher = {
        voucherId: replacementId,
        fromVoucherId: voucherId,
        orderId,
        amountMinor,
        currency,
        ...(customerId !== undefined && { customerId }),
        expiresAt: new Date(Date.parse(occurredAt) + days * MS_A_DAY).toISOString(),
      };
      return { calls: [{ gateway: 'voucher-code', key: replacementId, request }] };
    },
  },
});
