import { fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const { Id, Minor } = fields;

/** The value of this voucher was bought as the voucher `soldAs`, by an order. */
export const VoucherSaleNoted = event('VoucherSaleNoted', 1, { voucherId: Id, orderId: Id, soldAs: Id });
/** An amount of this voucher is void or expired. */
export const VoucherLossNoted = event('VoucherLossNoted', 1, { voucherId: Id, causeId: Id, amountMinor: Minor });
/** An amount of this voucher is on another one now. */
export const VoucherSuccessorNoted = event('VoucherSuccessorNoted', 1, { voucherId: Id, toVoucherId: Id });

const events = { VoucherSaleNoted, VoucherLossNoted, VoucherSuccessorNoted };
export type SoldVoucherEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface SoldVoucher {
  /** The order that bought its value, and the voucher that this order got; null where no order is known. */
  readonly sale: { readonly orderId: string; readonly soldAs: string } | null;
  /** Amounts that are void or expired. */
  readonly losses: readonly { readonly causeId: string; readonly amountMinor: number }[];
  /** The vouchers that carry its value on. */
  readonly successors: readonly string[];
}

/** What orders knows of a voucher that may have been bought. Marketing tells it by voucher, in any order. */
export const soldVoucher: Aggregate<SoldVoucherEvent, SoldVoucher> = {
  kind: 'sold-voucher',
  events,
  initial: { sale: null, losses: [], successors: [] },

  evolve(voucher, { type, data }) {
    switch (type) {
      case 'VoucherSaleNoted':
        return { ...voucher, sale: { orderId: data.orderId, soldAs: data.soldAs } };
      case 'VoucherLossNoted': {
        const { causeId, amountMinor } = data;
        return { ...voucher, losses: [...voucher.losses, { causeId, amountMinor }] };
      }
      case 'VoucherSuccessorNoted':
        return { ...voucher, successors: [...voucher.successors, data.toVoucherId] };
      default:
        return never(type);
    }
  },
};
