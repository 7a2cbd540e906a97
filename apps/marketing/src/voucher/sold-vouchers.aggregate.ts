import { fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** An order bought a voucher, which waits for its money. */
export const VoucherBought = event('VoucherBought', 1, {
  orderId: fields.Id,
  voucherId: fields.Id,
  amountMinor: fields.Minor,
});
/** Money of an order with vouchers came in. */
export const VoucherMoneyCame = event('VoucherMoneyCame', 1, { orderId: fields.Id, amountMinor: fields.Minor });

const events = { VoucherBought, VoucherMoneyCame };

export interface SoldVouchers {
  readonly bought: readonly { readonly voucherId: string; readonly amountMinor: number }[];
  readonly paidMinor: number;
}

/** The vouchers that an order bought, and the money that came in for it since. */
export const soldVouchers: Aggregate<EventFrom<(typeof events)[keyof typeof events]>, SoldVouchers> = {
  kind: 'sold-vouchers',
  events,
  initial: { bought: [], paidMinor: 0 },
  evolve(sold, { type, data }) {
    switch (type) {
      case 'VoucherBought': {
        const { voucherId, amountMinor } = data;
        return { ...sold, bought: [...sold.bought, { voucherId, amountMinor }] };
      }
      case 'VoucherMoneyCame':
        return { ...sold, paidMinor: sold.paidMinor + data.amountMinor };
      default:
        return never(type);
    }
  },
};
