import { fields, PriceActivated } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
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
/** A second person agreed; `PriceActivated` follows. */
export const PriceApproved = event('PriceApproved', 1, {
  proposalId: fields.Id,
  sku: fields.Sku,
  approvedBy: fields.ShortText,
});
/** A second person did not agree: the price stays. */
export const PriceRejected = event('PriceRejected', 1, {
  proposalId: fields.Id,
  sku: fields.Sku,
  rejectedBy: fields.ShortText,
  reason: fields.ShortText,
});

export const priceEvents = { PriceProposed, PriceApproved, PriceRejected, PriceActivated };
export type PriceEvent = EventFrom<(typeof priceEvents)[keyof typeof priceEvents]>;

/** The list that counts where no other is named. */
export const STANDARD = 'standard';
export interface Price {
  readonly amountMinor: number;
  readonly currency: string;
}
export interface Proposal extends Price {
  readonly list: string;
  readonly proposedBy: string;
}

/** All prices of a SKU, by list, and what is proposed. */
export interface PriceBook {
  readonly lists: Readonly<Record<string, Price>>;
  readonly open: Readonly<Record<string, Proposal>>;
}

export const priceBook: Aggregate<PriceEvent, PriceBook> = {
  kind: 'price',
  events: priceEvents,
  initial: { lists: {}, open: {} },

  evolve(book, { type, data }) {
    switch (type) {
      case 'PriceProposed': {
        const { list, amountMinor, currency, proposedBy } = data;
        return { ...book, open: { ...book.open, [data.proposalId]: { list, amountMinor, currency, proposedBy } } };
      }
      case 'PriceApproved':
      case 'PriceRejected': {
        const { [data.proposalId]: _, ...open } = book.open;
        return { ...book, open };
      }
      case 'PriceActivated': {
        const { amountMinor, currency } = data;
        return { ...book, lists: { ...book.lists, [data.list]: { amountMinor, currency } } };
      }
      default:
        return never(type);
    }
  },
};
