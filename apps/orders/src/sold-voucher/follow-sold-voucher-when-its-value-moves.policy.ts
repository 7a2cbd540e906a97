import { VoucherExpired, VoucherIssued, VoucherTransferred, VoucherVoided } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { NoteVoucherLoss, NoteVoucherSale, NoteVoucherSuccessor } from './follow-sold-voucher.decider';

const lost = (voucherId: string, causeId: string, amountMinor: number): NoteVoucherLoss[] => [
  { type: 'NoteVoucherLoss', data: { voucherId, causeId, amountMinor } },
];

export const followSoldVoucherWhenItsValueMoves = policy(
  'orders.follow-sold-voucher-when-its-value-moves',
  { VoucherIssued, VoucherVoided, VoucherExpired, VoucherTransferred },
  {
    VoucherIssued: ({ data: { voucherId, cause, orderId, amountMinor, currency } }): NoteVoucherSale[] =>
      cause === 'sold' && orderId !== undefined
        ? [{ type: 'NoteVoucherSale', data: { voucherId, orderId, amountMinor, currency } }]
        : [],
    VoucherVoided: ({ data: { voucherId, amountMinor }, eventId }) => lost(voucherId, eventId, amountMinor),
    VoucherExpired: ({ data: { voucherId, amountMinor }, eventId }) => lost(voucherId, eventId, amountMinor),
    VoucherTransferred: ({ data: { voucherId, toVoucherId } }): NoteVoucherSuccessor[] => [
      { type: 'NoteVoucherSuccessor', data: { voucherId, toVoucherId } },
    ],
  },
);
