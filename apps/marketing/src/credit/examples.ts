import { notPersonal, VoucherActivated, VoucherIssued } from '@concord/contracts';

// Builders for specs.
export const voucherId = 'v1';
export const orderId = 'o1';
export const issued = (
  amountMinor: number,
  more: { voucherId?: string; expiresAt?: string; customerId?: string; orderId?: string } = {},
) =>
  VoucherIssued.of({
    voucherId,
    code: notPersonal('sealed'),
    codeHash: 'hash',
    amountMinor,
    currency: 'GBP',
    cause: 'goodwill',
    ...more,
  });
export const activated = (amountMinor: number, more: { voucherId?: string; expiresAt?: string } = {}) =>
  VoucherActivated.of({
    voucherId,
    codeHash: 'hash',
    amountMinor,
    balanceMinor: amountMinor,
    currency: 'GBP',
    status: 'active',
    ...more,
  });
