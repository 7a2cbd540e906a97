import { amountText, rule, type Rejection } from '@concord/event-sourcing';
import type { Placed } from '../order/order-state';
import type { BoughtVoucher } from './bought-vouchers.aggregate';

/**
 * The money of an order that its bought vouchers still hold or have spent: the price of each of them without the part
 * that is void or expired. A voucher that was sold at a discount keeps its price, not its value.
 */
export const keptMinor = (vouchers: readonly BoughtVoucher[], placed: Pick<Placed, 'currency' | 'lines'>): number =>
  vouchers
    .filter(({ currency }) => currency === placed.currency)
    .reduce((sum, voucher) => sum + priceKept(voucher, placed.lines), 0);

function priceKept({ amountMinor, lostMinor }: BoughtVoucher, lines: Placed['lines']): number {
  const leftMinor = Math.max(0, amountMinor - lostMinor);
  // An order does not say which line a voucher is for: a line at its value, rather one that nobody sends.
  const fitting = lines.filter(({ unitMinor, isShipping }) => unitMinor === amountMinor && !isShipping);
  const line = fitting.find(({ stocked }) => !stocked) ?? fitting[0];
  if (!line || amountMinor === 0) return leftMinor;
  return Number((BigInt(line.totalMinor) * BigInt(leftMinor)) / (BigInt(line.quantity) * BigInt(amountMinor)));
}

/** Why an amount is not given back: vouchers that the order bought are worth it still. Undefined where it may be. */
export function heldByVouchers(
  amountMinor: number,
  openMinor: number,
  vouchers: readonly BoughtVoucher[],
  placed: Pick<Placed, 'currency' | 'lines'>,
): Rejection | undefined {
  const kept = keptMinor(vouchers, placed);
  const leftMinor = Math.max(0, openMinor - kept);
  if (kept === 0 || amountMinor <= leftMinor) return undefined;
  const { currency } = placed;
  const carriers = vouchers.flatMap((voucher) => voucher.carriers);
  const remedy = carriers.length > 0 ? ` Void ${carriers.join(', ')} first: only what is unspent comes back.` : '';
  return rule(
    'refund-beyond-vouchers',
    `At most ${amountText(leftMinor, currency)} can be given back: vouchers that the order bought hold or have spent ${amountText(kept, currency)}.${remedy}`,
    { leftMinor, keptMinor: kept, voucherIds: carriers },
  );
}
