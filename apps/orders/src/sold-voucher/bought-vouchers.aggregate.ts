import { fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const { Id, Minor, Currency } = fields;
const bought = { orderId: Id, soldAs: Id };

/** The order bought this voucher. */
export const OrderVoucherBought = event('OrderVoucherBought', 1, { ...bought, amountMinor: Minor, currency: Currency });
/** The unspent value of a bought voucher is on another one. */
export const OrderVoucherCarriedOn = event('OrderVoucherCarriedOn', 1, { ...bought, voucherId: Id, toVoucherId: Id });
/** An amount of a bought voucher is void or expired: nobody can spend it any more. */
export const OrderVoucherLost = event('OrderVoucherLost', 1, { ...bought, voucherId: Id, amountMinor: Minor });

const events = { OrderVoucherBought, OrderVoucherCarriedOn, OrderVoucherLost };
export type BoughtVouchersEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface BoughtVoucher {
  readonly voucherId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** What is void or expired. */
  readonly lostMinor: number;
  /** The vouchers that carry what is unspent of it. */
  readonly carriers: readonly string[];
}

/** The vouchers that an order bought, by the id under which it bought them. */
export const boughtVouchers: Aggregate<BoughtVouchersEvent, readonly BoughtVoucher[]> = {
  kind: 'bought-vouchers',
  events,
  initial: [],

  evolve(vouchers, { type, data }) {
    switch (type) {
      case 'OrderVoucherBought': {
        const { soldAs: voucherId, amountMinor, currency } = data;
        return [...vouchers, { voucherId, amountMinor, currency, lostMinor: 0, carriers: [voucherId] }];
      }
      case 'OrderVoucherCarriedOn':
        return changed(vouchers, data.soldAs, ({ carriers }) => ({
          carriers: [...carriers.filter((id) => id !== data.voucherId), data.toVoucherId],
        }));
      case 'OrderVoucherLost':
        return changed(vouchers, data.soldAs, ({ carriers, lostMinor }) => ({
          lostMinor: lostMinor + data.amountMinor,
          carriers: carriers.filter((id) => id !== data.voucherId),
        }));
      default:
        return never(type);
    }
  },
};

const changed = (
  vouchers: readonly BoughtVoucher[],
  soldAs: string,
  change: (voucher: BoughtVoucher) => Partial<BoughtVoucher>,
) => vouchers.map((voucher) => (voucher.voucherId === soldAs ? { ...voucher, ...change(voucher) } : voucher));
