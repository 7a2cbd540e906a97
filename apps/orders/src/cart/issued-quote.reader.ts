import { EventStore, readStream } from '@concord/event-store';
import type { DomainEvent } from '@concord/event-sourcing';
import { cartAggregate, type Quote } from './cart.aggregate';

/** A basket is changed and quoted less often than this. */
const EVENTS_MAX = 10_000;

/** A quote of a basket as it was issued; a later one may have taken its place. Undefined where there was none. */
export async function issuedQuote(store: EventStore, cartId: string, quoteId: string): Promise<Quote | undefined> {
  const events = await readStream(store.reading, `${cartAggregate.kind}-${cartId}`, 0, EVENTS_MAX);
  const found = events.find(
    ({ type, data }) => type === 'QuoteIssued' && (data as { quoteId: string }).quoteId === quoteId,
  ) as DomainEvent | undefined;
  return found && (cartAggregate.events['QuoteIssued']!.lift(found.data, found.schemaVersion) as Quote);
}
