import { lookup } from '@concord/event-sourcing';
import type { Offer, PriceBook } from './price.aggregate';

interface Window {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

const startOf = ({ from }: Window) => (from === undefined ? -Infinity : Date.parse(from));
const endOf = ({ until }: Window) => (until === undefined ? Infinity : Date.parse(until));

/**
 * The price of the same list that stands in the way of an offer. Temporary prices never overlap: each would hide the
 * other. A lasting price may begin while a temporary one holds, and holds from its end on; two never begin at one moment.
 */
export function overlapOf(book: PriceBook, offer: Offer, at: string): Window | undefined {
  const wanted = { ...offer, from: offer.from ?? at };
  const others = Object.values(book.scheduled).filter(({ list }) => list === offer.list);
  if (offer.until === undefined)
    return offer.from === undefined
      ? undefined
      : others.find(({ from, until }) => until === undefined && startOf({ from }) === startOf(wanted));
  const active = lookup(book.lists, offer.list);
  const windows: Window[] = [...others, ...(active ? [{ until: active.until }] : [])];
  return windows.find(
    (other) => other.until !== undefined && startOf(other) < endOf(wanted) && startOf(wanted) < endOf(other),
  );
}

/** Whether a temporary price of the list holds at a moment. */
export function isTemporary(book: PriceBook, list: string, at: string): boolean {
  const active = lookup(book.lists, list);
  return active?.until !== undefined && Date.parse(active.until) > Date.parse(at);
}
