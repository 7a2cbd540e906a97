import { fields } from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Minor, Currency } = fields;
const money = { orderId: Id, amountMinor: Minor, currency: Currency };

/** An order bought a voucher, which waits for its money. */
export const VoucherBought = event('VoucherBought', 1, { ...money, voucherId: Id });
/** Money of an order came in, before or after the vouchers that it bought were issued. */
export const VoucherMoneyCame = event('VoucherMoneyCame', 1, money);
/** So much of the money of an order is with its customer again, by this refund or dispute: nothing where it came back. */
export const VoucherMoneyWentBack = event('VoucherMoneyWentBack', 1, { ...money, backId: Id });

/** What an order that is confirmed is to be paid with money, and what it is worth without discounts. */
export const VoucherDebtNoted = event('VoucherDebtNoted', 1, {
  ...money,
  worthMinor: Minor,
  /** The worth of the lines that nobody sends. */
  services: Type.Array(Type.Object({ lineId: Id, worthMinor: Minor })),
});
/** The order owes more or less, because units of it were cancelled, or left although they had been cancelled. */
export const VoucherDebtChanged = event('VoucherDebtChanged', 1, {
  orderId: Id,
  causeId: Id,
  lineId: Type.Optional(Id),
  amountMinor: Type.Integer(),
  worthMinor: Type.Integer(),
  currency: Currency,
});
/** The first parcel of the order left, and all that nobody sends with it: the vouchers can no longer be cancelled. */
export const VoucherOrderLeft = event('VoucherOrderLeft', 1, { orderId: Id });

const events = {
  VoucherBought,
  VoucherMoneyCame,
  VoucherMoneyWentBack,
  VoucherDebtNoted,
  VoucherDebtChanged,
  VoucherOrderLeft,
};
export type SoldVouchersEvent = EventFrom<(typeof events)[keyof typeof events]>;

interface Sum {
  readonly amountMinor: number;
  readonly currency: string;
}

interface Worth {
  readonly worthMinor: number;
}

export interface SoldVouchers {
  readonly bought: readonly (Sum & { readonly voucherId: string })[];
  /** What came in, by currency. */
  readonly cameMinor: Readonly<Record<string, number>>;
  /** What went back, by refund or dispute. */
  readonly back: Readonly<Record<string, Sum>>;
  /** What the order owes; null until it is confirmed. */
  readonly debt: (Sum & Worth & { readonly services: readonly (Worth & { readonly lineId: string })[] }) | null;
  /** What it owes more or less, by cancellation or parcel. */
  readonly changes: Readonly<Record<string, Sum & Worth & { readonly lineId?: string }>>;
  readonly hasLeft: boolean;
}

/** The vouchers that an order bought, what it owes, and the money that came in for it. */
export const soldVouchers: Aggregate<SoldVouchersEvent, SoldVouchers> = {
  kind: 'sold-vouchers',
  events,
  shapeVersion: 2,
  initial: { bought: [], cameMinor: {}, back: {}, debt: null, changes: {}, hasLeft: false },

  evolve(sold, { type, data }) {
    switch (type) {
      case 'VoucherBought': {
        const { voucherId, amountMinor, currency } = data;
        return { ...sold, bought: [...sold.bought, { voucherId, amountMinor, currency }] };
      }
      case 'VoucherMoneyCame': {
        const { amountMinor, currency } = data;
        const sumMinor = (lookup(sold.cameMinor, currency) ?? 0) + amountMinor;
        return { ...sold, cameMinor: { ...sold.cameMinor, [currency]: sumMinor } };
      }
      case 'VoucherMoneyWentBack': {
        const { backId, amountMinor, currency } = data;
        return { ...sold, back: { ...sold.back, [backId]: { amountMinor, currency } } };
      }
      case 'VoucherDebtNoted': {
        const { amountMinor, currency, worthMinor, services } = data;
        return { ...sold, debt: { amountMinor, currency, worthMinor, services } };
      }
      case 'VoucherDebtChanged': {
        const { causeId, orderId: _, ...change } = data;
        return { ...sold, changes: { ...sold.changes, [causeId]: change } };
      }
      case 'VoucherOrderLeft':
        return { ...sold, hasLeft: true };
      default:
        return never(type);
    }
  },
};

/**
 * By how much the vouchers that an order bought are worth more than the order after all that went back. `voidedMinor` is
 * what of them is void.
 */
export function beyondOrderMinor(
  { bought, back, debt, changes }: SoldVouchers,
  currency: string,
  voidedMinor: number,
): number {
  const worthMinor = (debt?.worthMinor ?? 0) + worthIn(Object.values(changes)) - sumIn(Object.values(back), currency);
  return Math.max(0, sumIn(bought, currency) - voidedMinor - worthMinor);
}

/**
 * Whether the vouchers that an order bought can be spent: all that it owes is there, whatever paid it, and neither money
 * that went back nor a cancelled service is needed for them. `voidedMinor` is what of them is void.
 */
export function isPaidFor(sold: SoldVouchers, currency: string, voidedMinor = 0): boolean {
  const { bought, cameMinor, debt, changes, hasLeft } = sold;
  if (debt?.currency !== currency) return false;
  const came = lookup(cameMinor, currency) ?? 0;
  // Money is taken when parcels leave; credits pay before that.
  if (!hasLeft && came === 0) return false;
  const all = Object.values(changes);
  const vouchersMinor = sumIn(bought, currency);
  const isCalledOff = (lineId: string | undefined) => debt.services.some((service) => service.lineId === lineId);
  const calledOff = all.filter(({ lineId }) => isCalledOff(lineId));
  const allIsPaid = came >= debt.amountMinor + sumIn(all, currency);
  const isWorthThem = beyondOrderMinor(sold, currency, voidedMinor) === 0;
  const areNotCalledOff = calledOff.length === 0 || worthIn(debt.services) + worthIn(calledOff) >= vouchersMinor;
  return allIsPaid && isWorthThem && areNotCalledOff;
}

const sumIn = (sums: readonly Sum[], currency: string) =>
  sums.reduce((total, sum) => total + (sum.currency === currency ? sum.amountMinor : 0), 0);
const worthIn = (parts: readonly Worth[]) => parts.reduce((total, { worthMinor }) => total + worthMinor, 0);
