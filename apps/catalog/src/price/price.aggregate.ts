import { type TieredPrice } from '@concord/contracts';
import { lookup, never, type Aggregate } from '@concord/event-sourcing';
import { priceEvents, type PriceEvent } from './price-events';

export interface Price extends TieredPrice {
  readonly currency: string;
}
/** A price in force. */
export interface ActivePrice extends Price {
  /** The last approved or imported price: later changes are measured against it. */
  readonly approved: TieredPrice;
  /** When a temporary price ends. */
  readonly until?: string | undefined;
}
/** A price for a list, from now on or from a moment, and until a moment or for good. */
export interface Offer extends Price {
  readonly list: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
export interface Proposal extends Offer {
  readonly proposedBy: string;
}
export interface Scheduled extends Offer {
  readonly from: string;
  readonly isApproved: boolean;
}
type ByList<T> = Readonly<Record<string, T>>;

/** All prices of a SKU by list, and what is to come. */
export interface PriceBook {
  /** The prices in force. */
  readonly lists: ByList<ActivePrice>;
  /** The lasting prices that hold again when the temporary price of their list ends. */
  readonly resting: ByList<ActivePrice>;
  /** The last lasting prices before the present ones: what a person goes back to. */
  readonly earlier: ByList<ActivePrice>;
  /** The last prices of lists in which none is in force: a new one is measured against them. */
  readonly ended: ByList<ActivePrice>;
  /** Prices approved at this moment: the activation that follows counts as approved. */
  readonly approved: ByList<TieredPrice>;
  readonly open: Readonly<Record<string, Proposal>>;
  readonly scheduled: Readonly<Record<string, Scheduled>>;
}

export const priceBook: Aggregate<PriceEvent, PriceBook> = {
  kind: 'price',
  events: priceEvents,
  shapeVersion: 3,
  initial: { lists: {}, resting: {}, earlier: {}, ended: {}, approved: {}, open: {}, scheduled: {} },

  evolve(book, { type, data }) {
    switch (type) {
      case 'PriceProposed':
        return {
          ...book,
          open: { ...book.open, [data.proposalId]: { ...offerOf(data), proposedBy: data.proposedBy } },
        };
      case 'PriceApproved': {
        const { [data.proposalId]: agreed, ...open } = book.open;
        return agreed ? approving({ ...book, open }, agreed.list, agreed) : book;
      }
      case 'PriceMastered':
        return approving(book, data.list, data);
      case 'PriceRejected': {
        const { [data.proposalId]: _, ...open } = book.open;
        return { ...book, open };
      }
      case 'PriceScheduled': {
        const isApproved = lookup(book.approved, data.list) !== undefined;
        const waiting = { ...offerOf(data), from: data.from, isApproved };
        return {
          ...book,
          approved: without(book.approved, data.list),
          scheduled: { ...book.scheduled, [data.proposalId]: waiting },
        };
      }
      case 'PriceWithdrawn':
        return {
          ...book,
          open: without(book.open, data.proposalId),
          scheduled: without(book.scheduled, data.proposalId),
        };
      case 'PriceStarted': {
        const { [data.proposalId]: due, ...scheduled } = book.scheduled;
        return due?.isApproved ? approving({ ...book, scheduled }, due.list, due) : { ...book, scheduled };
      }
      case 'PriceQueued': {
        const lasting = taking(book, data.list, lookup(book.resting, data.list), data);
        return settled({ ...book, resting: { ...book.resting, [data.list]: lasting } }, data.list);
      }
      case 'PriceEnded': {
        const over = lookup(book.lists, data.list);
        const back = lookup(book.resting, data.list);
        const closed = {
          ...book,
          lists: without(book.lists, data.list),
          resting: without(book.resting, data.list),
          ended: over ? { ...book.ended, [data.list]: over } : book.ended,
        };
        // Where another price takes its place at the same moment, that one may be approved itself.
        const isDecided = lookup(book.approved, data.list) !== undefined;
        return back && !isDecided ? approving(closed, data.list, back.approved) : closed;
      }
      case 'PriceReverted': {
        const back = lookup(book.earlier, data.list);
        const taken = {
          ...book,
          lists: without(book.lists, data.list),
          earlier: without(book.earlier, data.list),
        };
        return back ? approving(taken, data.list, back.approved) : taken;
      }
      case 'PriceActivated':
        return activate(book, data.list, data);
      case 'PriceExpired':
        return book;
      default:
        return never(type);
    }
  },
};

/** The lasting price of a list; where there is none, its temporary price or the last one that it had. */
export const measureOf = (book: PriceBook, list: string): ActivePrice | undefined =>
  lastingOf(book, list) ?? lookup(book.lists, list) ?? lookup(book.ended, list);

/** The price of a list that holds where no temporary price does. */
export function lastingOf(book: PriceBook, list: string): ActivePrice | undefined {
  const active = lookup(book.lists, list);
  return active?.until === undefined ? active : lookup(book.resting, list);
}

function activate(book: PriceBook, list: string, data: Price & { until?: string | undefined }): PriceBook {
  const before = lookup(book.lists, list);
  const active = taking(book, list, before ?? lookup(book.ended, list), data);
  const next = settled({ ...book, lists: { ...book.lists, [list]: active }, ended: without(book.ended, list) }, list);
  if (before === undefined || before.until !== undefined || before.currency !== data.currency) return next;
  return data.until === undefined
    ? { ...next, earlier: { ...book.earlier, [list]: before } }
    : { ...next, resting: { ...book.resting, [list]: before } };
}

/** The price as it is in force: approved itself, or measured against what was approved before it. */
const taking = (
  book: PriceBook,
  list: string,
  before: ActivePrice | undefined,
  { amountMinor, currency, tiers, until }: Price & { until?: string | undefined },
): ActivePrice => ({
  amountMinor,
  currency,
  ...(tiers && { tiers }),
  ...(until !== undefined && { until }),
  approved:
    lookup(book.approved, list) ??
    (before?.currency === currency ? before.approved : stepsOnly({ amountMinor, tiers })),
});

const offerOf = ({ list, amountMinor, currency, tiers, from, until }: Offer): Offer => ({
  list,
  amountMinor,
  currency,
  ...(tiers && { tiers }),
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
});

const stepsOnly = ({ amountMinor, tiers }: TieredPrice): TieredPrice => ({ amountMinor, ...(tiers && { tiers }) });

const approving = (book: PriceBook, list: string, price: TieredPrice): PriceBook => ({
  ...book,
  approved: { ...book.approved, [list]: stepsOnly(price) },
});
const settled = (book: PriceBook, list: string): PriceBook => ({ ...book, approved: without(book.approved, list) });

function without<T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  const { [name]: _, ...others } = record;
  return others;
}
