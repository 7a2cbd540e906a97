import { LINE_UNITS_MAX, PriceActivated, PriceExpired, PRICES_SCHEDULED_MAX } from '@concord/contracts';
import { conflict, lookup, rule, type Rejection } from '@concord/event-sourcing';
import { PriceEnded, PriceQueued, PriceScheduled, PriceWithdrawn, type PriceEvent } from './price-events';
import type { Offer, Price, PriceBook } from './price.aggregate';
import { isTemporary, overlapOf } from './price-windows';

/** The SKU whose price it is, and its product. */
export interface Owned {
  readonly sku: string;
  readonly productId: string | null;
}

/** Why an offer cannot hold, whoever approves it. */
export function unfit(book: PriceBook, offer: Offer, at: string): Rejection | undefined {
  const { amountMinor, tiers = [], from, until, list } = offer;
  if (amountMinor <= 0) return rule('price-not-positive', 'A price must be above zero.');
  let before = { fromUnits: 1, amountMinor };
  for (const tier of tiers ?? []) {
    const isFit = tier.fromUnits > before.fromUnits && tier.amountMinor < before.amountMinor && tier.amountMinor > 0;
    if (!isFit || tier.fromUnits > LINE_UNITS_MAX)
      return rule(
        'price-tiers-invalid',
        `Tiers have rising units and falling prices above zero: ${tier.amountMinor} from ${tier.fromUnits} units does not fit after ${before.amountMinor} from ${before.fromUnits}.`,
      );
    before = tier;
  }
  if (until !== undefined && Date.parse(until) <= Date.parse(from ?? at))
    return rule('price-window-over', `The price would end at ${until}, before it begins at ${from ?? at}.`);
  const other = overlapOf(book, offer, at);
  if (other)
    return conflict(
      'price-dates-overlap',
      `Another price of the list ${list} holds ${other.from ? `from ${other.from} ` : ''}${other.until ? `until ${other.until}` : 'on'}. Choose other dates, or end or withdraw that price.`,
    );
  if (from !== undefined && Object.keys(book.scheduled).length >= PRICES_SCHEDULED_MAX)
    return rule(
      'price-too-many-scheduled',
      `${PRICES_SCHEDULED_MAX} prices wait for their moment. Withdraw one first.`,
    );
  return undefined;
}

/**
 * How an offer comes to hold: now, at its moment, or when the temporary price of its list ends. `startsAt` is the moment
 * from which on it was to hold, where a timer is late.
 */
export function holding(
  book: PriceBook,
  { proposalId, by, ...offer }: Offer & { proposalId: string; by: string },
  owned: Owned,
  at: string,
  startsAt = at,
): PriceEvent[] {
  const { sku } = owned;
  const { from, until, list } = offer;
  const price = priceOf(offer, list, sku);
  if (from !== undefined)
    return [PriceScheduled.of({ proposalId, ...price, from, ...(until !== undefined && { until }), scheduledBy: by })];
  if (until !== undefined) return [activated(book, { ...offer, ...owned })];
  const late = superseded(book, list, proposalId, startsAt).map((other) =>
    PriceWithdrawn.of({ proposalId: other, sku, withdrawnBy: by, reason: 'a later price took its place' }),
  );
  if (isTemporary(book, list, at)) return [...late, PriceQueued.of(price)];
  // The timer that ends a temporary price may be late.
  const isOver = lookup(book.lists, list)?.until !== undefined;
  return [...late, ...(isOver ? [PriceEnded.of({ sku, list })] : []), activated(book, { ...offer, ...owned })];
}

/** Lasting prices that were to begin before another one, and whose timers are late: they do not begin any more. */
const superseded = (book: PriceBook, list: string, proposalId: string, startsAt: string): string[] =>
  Object.entries(book.scheduled)
    .filter(([id, other]) => id !== proposalId && other.list === list && other.until === undefined)
    .filter(([, { from }]) => Date.parse(from) <= Date.parse(startsAt))
    .map(([id]) => id);

/** Ends the temporary price of a list: the lasting one holds again, where there is one. */
export function ending(
  book: PriceBook,
  list: string,
  owned: Owned,
  early: { endedBy?: string; reason?: string } = {},
): PriceEvent[] {
  const ended = PriceEnded.of({ sku: owned.sku, list, ...early });
  const back = lookup(book.resting, list);
  return [ended, back ? returning(back, list, owned) : expired(list, owned)];
}

/** A price that comes back. It names no price before it: nobody decided on a change. */
export const returning = (price: Price, list: string, { sku, productId }: Owned) =>
  PriceActivated.of({ ...priceOf(price, list, sku), ...(productId && { productId }) });

const expired = (list: string, { sku, productId }: Owned) =>
  PriceExpired.of({ sku, list, ...(productId && { productId }) });

/** A price that takes effect. */
export function activated(book: PriceBook, offer: Offer & Owned) {
  const previous = lookup(book.lists, offer.list);
  const { until } = offer;
  return PriceActivated.of({
    ...priceOf(offer, offer.list, offer.sku),
    ...(previous?.currency === offer.currency && { previousMinor: previous.amountMinor }),
    ...(offer.productId && { productId: offer.productId }),
    ...(until !== undefined && { until }),
  });
}

/** A price as events tell it. */
export const priceOf = ({ amountMinor, currency, tiers }: Price, list: string, sku: string) => ({
  sku,
  list,
  amountMinor,
  currency,
  ...(tiers && tiers.length > 0 && { tiers: [...tiers] }),
});
