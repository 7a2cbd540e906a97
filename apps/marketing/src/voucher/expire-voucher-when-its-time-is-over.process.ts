import { VoucherIssued } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { ExpireVoucher } from './voucher.decider';

export const expireVoucherWhenItsTimeIsOver = process('marketing.expire-voucher-when-its-time-is-over', {
  kind: 'voucher-life',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { VoucherIssued },
  opensOn: ['VoucherIssued'],
  idFor: ({ data }) => data.voucherId,
  on: {
    VoucherIssued: ({ data: { expiresAt }, occurredAt }) =>
      expiresAt === undefined
        ? {}
        : { timers: [{ name: 'expire', inMs: Math.max(0, Date.parse(expiresAt) - Date.parse(occurredAt)) }] },
  },
  timers: {
    expire: (_, voucherId) => {
      const command: ExpireVoucher = { type: 'ExpireVoucher', data: { voucherId } };
      return { commands: [command] };
    },
  },
});
