import { creditsMinor } from '@concord/contracts';
import { derivedId, rule, type Rejection } from '@concord/event-sourcing';
import { payWithCredits, type CreditParts } from '../payment/credits';
import type { Sale } from '../order/sale';
import type { ShipOffer } from '../shipping/choose-shipping';
import type { Cart, Quote } from './cart.aggregate';

/** A voucher that a basket names, from its row in the view. */
export interface VoucherFacts {
  readonly voucherId: string;
  readonly currency: string;
  readonly balanceMinor: number;
  readonly status: string;
  readonly expiresAt: string | null;
}

/** What can pay a basket besides the card or the invoice. */
export interface CreditFacts {
  readonly vouchers: readonly VoucherFacts[];
  readonly pointsAvailable: number;
  /** Minor units that a point pays in the currency of the basket; 0 where it takes no points. */
  readonly pointMinor: number;
  readonly pointsMin: number;
}

/** What vouchers and points pay of a total, or why one of them cannot. */
export function creditsFor(
  totalMinor: number,
  { voucherIds, points, currency }: Pick<Cart, 'voucherIds' | 'points' | 'currency'>,
  { vouchers, pointsAvailable, pointMinor, pointsMin }: CreditFacts,
  at: string,
): CreditParts | Rejection {
  const named = voucherIds.map((voucherId) => vouchers.find((one) => one.voucherId === voucherId));
  const useless = named.findIndex((voucher) => !voucher || !pays(voucher, currency, at));
  if (useless >= 0)
    return rule('voucher-not-usable', 'A voucher of the basket cannot pay: take it out, or use another one.', {
      voucherId: voucherIds[useless]!,
      reason: whyNot(named[useless], currency, at),
    });
  if (points > 0 && pointMinor === 0) return rule('points-not-taken', `Orders in ${currency} take no points.`);
  if (points > pointsAvailable)
    return rule('points-not-available', `Of ${points} points, ${pointsAvailable} can be spent.`, { pointsAvailable });
  if (points > 0 && points < pointsMin)
    return rule('points-too-few', `An order is paid with ${pointsMin} points or more.`, { pointsMin });
  const credits = payWithCredits(totalMinor, { vouchers: named.map((voucher) => voucher!), points, pointMinor });
  const used = credits.points?.points ?? 0;
  // Vouchers may pay all of it; the points then stay with the customer.
  if (used > 0 && used < pointsMin)
    return rule(
      'points-too-few',
      `Only ${used} points are needed, and an order is paid with ${pointsMin} or more: take them out of the basket.`,
      { pointsMin, pointsNeeded: used },
    );
  return credits;
}

const pays = (voucher: VoucherFacts, currency: string, at: string) => whyNot(voucher, currency, at) === 'none';

function whyNot(voucher: VoucherFacts | undefined, currency: string, at: string): string {
  if (!voucher) return 'unknown';
  const { status, expiresAt, balanceMinor } = voucher;
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(at)) return 'expired';
  if (status !== 'active') return 'not-active';
  if (voucher.currency !== currency) return 'currency';
  return balanceMinor > 0 ? 'none' : 'balance';
}

/** What makes a quote. */
export interface QuoteParts {
  readonly quoteId: string;
  readonly cartId: string;
  readonly customerId: string | null;
  readonly currency: string;
  readonly sale: Sale;
  readonly credits: CreditParts;
  readonly shipping: ShipOffer | undefined;
  readonly expiresAt: string;
}

/** The quote of a basket. Its hash is the same for two quotes that say the same. */
export function quoteOf({
  quoteId,
  cartId,
  customerId,
  currency,
  sale,
  credits,
  shipping,
  expiresAt,
}: QuoteParts): Quote {
  const { lines, goodsMinor, discountMinor, taxOnTopMinor, totalMinor } = sale;
  const said = {
    currency,
    lines,
    goodsMinor,
    discountMinor,
    taxOnTopMinor,
    totalMinor,
    ...(creditsMinor(credits) > 0 && { credits }),
    ...(shipping && {
      shipping: {
        option: shipping.option,
        name: shipping.name,
        promisedFrom: shipping.promisedFrom,
        promisedTo: shipping.promisedTo,
      },
    }),
  };
  const hash = derivedId(JSON.stringify(said), 'quote');
  return { quoteId, cartId, ...(customerId !== null && { customerId }), hash, ...said, expiresAt };
}

/** What a quote said, and what is true now: by line, and in sum. */
export function differences(quote: Quote, sale: Sale) {
  const skus = new Set([...quote.lines, ...sale.lines].map(({ sku }) => sku));
  const totalOf = (lines: readonly { sku: string; totalMinor: number }[], sku: string) =>
    lines.reduce((sum, line) => sum + (line.sku === sku ? line.totalMinor : 0), 0);
  const unitsOf = (lines: readonly { sku: string; quantity: number }[], sku: string) =>
    lines.reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
  const lines = [...skus].flatMap((sku) => {
    const [quotedMinor, nowMinor] = [totalOf(quote.lines, sku), totalOf(sale.lines, sku)];
    const [quotedUnits, nowUnits] = [unitsOf(quote.lines, sku), unitsOf(sale.lines, sku)];
    return quotedMinor === nowMinor && quotedUnits === nowUnits
      ? []
      : [{ sku, quotedMinor, nowMinor, quotedUnits, nowUnits }];
  });
  return { quotedMinor: quote.totalMinor, nowMinor: sale.totalMinor, lines };
}
