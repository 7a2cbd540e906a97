import { fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** An order bought a voucher, which waits for its money. */
export const VoucherBought = event('VoucherBought', 1, {
  orderId: fields.Id,
  voucherId: fields.Id,
  amountMinor: fields.Minor,
});
/** Money of an order came in, before or after the vouchers that it bought were issued. */
export const VoucherMoneyCame = event('VoucherMoneyCame', 1, { orderId: fields.Id, amountMinor: fields.Minor });

const events = { VoucherBought, VoucherMoneyCame };

export interface SoldVouchers {
  readonly bought: readonly { readonly voucherId: string; readonly amountMinor: number }[];
  readonly paidMinor: number;
}

/** The vouchers that an order bought, and the money that came in for it. */
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

/** Whether the money of an order covers all vouchers that it bought. */
export const isPaidFor = ({ bought, paidMinor }: SoldVouchers): boolean =>
  paidMinor >= bought.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
