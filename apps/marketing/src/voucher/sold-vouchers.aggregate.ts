import { fields } from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const { Id, Minor, Currency } = fields;
const money = { orderId: Id, amountMinor: Minor, currency: Currency };

/** An order bought a voucher, which waits for its money. */
export const VoucherBought = event('VoucherBought', 1, { ...money, voucherId: Id });
/** Money of an order came in, before or after the vouchers that it bought were issued. */
export const VoucherMoneyCame = event('VoucherMoneyCame', 1, money);
/** So much of the money of an order is with its customer again, by this refund or dispute: nothing where it came back. */
export const VoucherMoneyWentBack = event('VoucherMoneyWentBack', 1, { ...money, backId: Id });

const events = { VoucherBought, VoucherMoneyCame, VoucherMoneyWentBack };

interface Sum {
  readonly amountMinor: number;
  readonly currency: string;
}

export interface SoldVouchers {
  readonly bought: readonly (Sum & { readonly voucherId: string })[];
  /** What came in, by currency. */
  readonly cameMinor: Readonly<Record<string, number>>;
  /** What went back, by refund or dispute. */
  readonly back: Readonly<Record<string, Sum>>;
}

/** The vouchers that an order bought, and the money that came in for it. */
export const soldVouchers: Aggregate<EventFrom<(typeof events)[keyof typeof events]>, SoldVouchers> = {
  kind: 'sold-vouchers',
  events,
  initial: { bought: [], cameMinor: {}, back: {} },
  evolve(sold, { type, data }) {
    const { amountMinor, currency } = data;
    switch (type) {
      case 'VoucherBought':
        return { ...sold, bought: [...sold.bought, { voucherId: data.voucherId, amountMinor, currency }] };
      case 'VoucherMoneyCame': {
        const sumMinor = (lookup(sold.cameMinor, currency) ?? 0) + amountMinor;
        return { ...sold, cameMinor: { ...sold.cameMinor, [currency]: sumMinor } };
      }
      case 'VoucherMoneyWentBack':
        return { ...sold, back: { ...sold.back, [data.backId]: { amountMinor, currency } } };
      default:
        return never(type);
    }
  },
};

/** Whether the money of an order in a currency that did not go back covers all vouchers that it bought in it. */
export const isPaidFor = ({ bought, cameMinor, back }: SoldVouchers, currency: string): boolean =>
  (lookup(cameMinor, currency) ?? 0) - sumIn(Object.values(back), currency) >= sumIn(bought, currency);

const sumIn = (sums: readonly Sum[], currency: string) =>
  sums.reduce((total, sum) => total + (sum.currency === currency ? sum.amountMinor : 0), 0);
