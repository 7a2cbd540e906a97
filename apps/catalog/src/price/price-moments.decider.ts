import {
  conflict,
  lookup,
  never,
  notFound,
  type Change,
  type Command,
  type JointDecider,
} from '@concord/event-sourcing';
import { skuOwner } from '../product/sku.aggregate';
import { PriceReverted, PriceStarted, PriceWithdrawn, type PriceEvent } from './price-events';
import { priceBook, type PriceBook } from './price.aggregate';
import { ending, holding, returning } from './price-in-force';

/** The moment of a scheduled price came. */
export type StartPrice = Command<'StartPrice', { proposalId: string; sku: string }>;
/** The moment came at which a temporary price ends. */
export type EndPrice = Command<'EndPrice', { sku: string; list: string; at: string }>;
/** A person takes the present price back. */
export type RevertPrice = Command<'RevertPrice', { sku: string; list: string; reason: string }>;

/** What happens to prices at their moments, and when somebody takes one back. */
export const priceMoments: JointDecider<StartPrice | EndPrice | RevertPrice> = {
  commands: ['StartPrice', 'EndPrice', 'RevertPrice'],
  aggregate: priceBook,
  id: ({ data }) => data.sku,

  decideJointly(command, read) {
    const { sku } = command.data;
    const book = read(priceBook, sku);
    const owned = { sku, productId: read(skuOwner, sku).productId };
    const change = (events: PriceEvent[]): Change[] => (events.length > 0 ? [{ to: priceBook, id: sku, events }] : []);
    switch (command.type) {
      case 'StartPrice': {
        const { proposalId } = command.data;
        const due = lookup(book.scheduled, proposalId);
        // It was withdrawn, or the timer came twice.
        if (!due) return [];
        const { from: _, isApproved: __, ...offer } = due;
        if (due.until !== undefined && Date.parse(due.until) <= Date.parse(command.at)) {
          const reason = 'its time was over before it could begin';
          return change([PriceWithdrawn.of({ proposalId, sku, withdrawnBy: command.by.id, reason })]);
        }
        const started = PriceStarted.of({ proposalId, sku });
        return change([
          started,
          ...holding(book, { ...offer, proposalId, by: command.by.id }, owned, command.at, due.from),
        ]);
      }
      case 'EndPrice':
        return isDue(book, command.data, command.at) ? change(ending(book, command.data.list, owned)) : [];
      case 'RevertPrice': {
        const { list, reason } = command.data;
        const active = lookup(book.lists, list);
        if (!active) return notFound('price-unknown', `${sku} has no price in the list ${list}.`);
        if (active.until !== undefined) return change(ending(book, list, owned, { endedBy: command.by.id, reason }));
        const back = lookup(book.earlier, list);
        if (!back)
          return conflict('price-not-revertible', `No price of ${sku} in the list ${list} is known from before.`);
        const reverted = PriceReverted.of({ sku, list, revertedBy: command.by.id, reason });
        return change([reverted, returning(back, list, owned)]);
      }
      default:
        return never(command);
    }
  },
};

/** Whether the temporary price is over. Where the next one begins at the same moment, that one takes its place. */
function isDue(book: PriceBook, { list, at }: EndPrice['data'], now: string): boolean {
  const active = lookup(book.lists, list);
  if (active?.until === undefined || Date.parse(active.until) > Date.parse(at)) return false;
  return !Object.values(book.scheduled).some(
    ({ list: other, from, until }) =>
      other === list &&
      until !== undefined &&
      Date.parse(from) <= Date.parse(now) &&
      Date.parse(until) > Date.parse(now),
  );
}
