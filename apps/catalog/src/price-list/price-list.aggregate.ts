import { PriceListDefined, STANDARD_LIST } from '@concord/contracts';
import type { Aggregate, EventFrom } from '@concord/event-sourcing';

export const STANDARD = STANDARD_LIST;
export type PriceListTerms = EventFrom<typeof PriceListDefined>['data'];

/** Null where the list was never defined. */
export interface PriceList {
  readonly terms: PriceListTerms | null;
}

/** A price list: for whom and when its prices count. The list `standard` has no stream, because it always exists. */
export const priceListAggregate: Aggregate<EventFrom<typeof PriceListDefined>, PriceList> = {
  kind: 'price-list',
  events: { PriceListDefined },
  initial: { terms: null },
  evolve: (_, { data }) => ({ terms: data }),
};
