import { fields, PriceActivated } from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** A price waits for a second person. */
export const PriceProposed = event('PriceProposed', 1, {
  proposalId: fields.Id,
  sku: fields.Sku,
  list: Type.String({ maxLength: 40 }),
  amountMinor: fields.Minor,
  currency: fields.Currency,
  previousMinor: fields.Minor,
  reason: Type.Optional(fields.ShortText),
  proposedBy: fields.ShortText,
});
/** A second person approved; `PriceActivated` follows. */
export const PriceApproved = event('PriceApproved', 1, {
  proposalId: fields.Id,
  sku: fields.Sku,
  approvedBy: fields.ShortText,
});
/** The system that masters prices imported the price: it has its own approval. `PriceActivated` follows. */
export const PriceMastered = event('PriceMastered', 1, {
  sku: fields.Sku,
  list: Type.String({ maxLength: 40 }),
  amountMinor: fields.Minor,
});
/** A second person rejected the proposal: the price stays. */
export const PriceRejected = event('PriceRejected', 1, {
  proposalId: fields.Id,
  sku: fields.Sku,
  rejectedBy: fields.ShortText,
  reason: fields.ShortText,
});

export const priceEvents = { PriceProposed, PriceApproved, PriceRejected, PriceMastered, PriceActivated };
export type PriceEvent = EventFrom<(typeof priceEvents)[keyof typeof priceEvents]>;

/** The price list where no other list is named. */
export const STANDARD = 'standard';
export interface Price {
  readonly amountMinor: number;
  readonly currency: string;
}
/** A price in force. */
export interface ActivePrice extends Price {
  /** The last approved or imported price: later changes are measured against it. */
  readonly approvedMinor: number;
}
export interface Proposal extends Price {
  readonly list: string;
  readonly proposedBy: string;
}

/** All prices of a SKU by list, and the open proposals. */
export interface PriceBook {
  readonly lists: Readonly<Record<string, ActivePrice>>;
  /** Prices approved at this moment, by list: the activation that follows counts as approved. */
  readonly approved: Readonly<Record<string, number>>;
  readonly open: Readonly<Record<string, Proposal>>;
}

export const priceBook: Aggregate<PriceEvent, PriceBook> = {
  kind: 'price',
  events: priceEvents,
  shapeVersion: 2,
  initial: { lists: {}, approved: {}, open: {} },

  evolve(book, { type, data }) {
    switch (type) {
      case 'PriceProposed': {
        const { list, amountMinor, currency, proposedBy } = data;
        return { ...book, open: { ...book.open, [data.proposalId]: { list, amountMinor, currency, proposedBy } } };
      }
      case 'PriceApproved': {
        const { [data.proposalId]: agreed, ...open } = book.open;
        return agreed ? approving({ ...book, open }, agreed) : book;
      }
      case 'PriceMastered':
        return approving(book, data);
      case 'PriceRejected': {
        const { [data.proposalId]: _, ...open } = book.open;
        return { ...book, open };
      }
      case 'PriceActivated': {
        const { list, amountMinor, currency } = data;
        const approvedMinor = lookup(book.approved, list) ?? lookup(book.lists, list)?.approvedMinor ?? amountMinor;
        const { [list]: _, ...others } = book.approved;
        const active = { amountMinor, currency, approvedMinor };
        return { ...book, approved: others, lists: { ...book.lists, [list]: active } };
      }
      default:
        return never(type);
    }
  },
};

const approving = (book: PriceBook, { list, amountMinor }: { list: string; amountMinor: number }): PriceBook => ({
  ...book,
  approved: { ...book.approved, [list]: amountMinor },
});
