import { fields } from '@concord/contracts';
import { derivedId, event, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** A person issued a goodwill voucher. */
export const GoodwillGranted = event('GoodwillGranted', 1, { voucherId: fields.Id, amountMinor: fields.Minor });

/** What one person issued on one day in one currency. */
export const goodwillAllowance: Aggregate<EventFrom<typeof GoodwillGranted>, { readonly grantedMinor: number }> = {
  kind: 'goodwill-allowance',
  events: { GoodwillGranted },
  initial: { grantedMinor: 0 },
  evolve: ({ grantedMinor }, { data: { amountMinor } }) => ({ grantedMinor: grantedMinor + amountMinor }),
};

/** The id of the stream of a person and a day (UTC). */
export const goodwillAllowanceId = (person: string, at: string, currency: string) =>
  derivedId(JSON.stringify([person, at.slice(0, 10)]), currency);
