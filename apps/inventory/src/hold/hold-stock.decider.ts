import { HoldExpired, HoldExtended, HoldPlaced, HoldRefused, HoldReleased } from '@concord/contracts';
import {
  conflict,
  fold,
  never,
  notFound,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
  type Rejection,
} from '@concord/event-sourcing';
import { stockChanges } from '../backorder/fill-backorders';
import { orderableBy } from '../stock/buckets';
import { linesOf, merged, type Line } from '../stock/lines';
import { stockItemAggregate, UnitsHeld, UnitsUnheld } from '../stock/stock-item.aggregate';
import type { ShopThreshold } from '../stock/stock-item.decider';
import { holdAggregate, type Hold, type HoldEvent } from './hold.aggregate';

/** Who asked: a basket hears of a refusal by an event or not at all, a caller gets it as the answer. */
interface Asked {
  readonly by: 'basket' | 'caller';
}

/** The setting `hold.renewal-minutes`. */
interface Renewal {
  readonly renewalMinutes: number;
}

/** Holds units for a basket instead of those that it held before. The hold of `mergedHoldId` is taken over. */
export type PlaceHold = Command<
  'PlaceHold',
  {
    holdId: string;
    /** The number of the request among those of the basket. */
    request?: number;
    lines: readonly Line[];
    minutes: number;
    mergedHoldId?: string;
  } & Asked &
    Renewal &
    ShopThreshold
>;
export type ExtendHold = Command<
  'ExtendHold',
  { holdId: string; minutes: number; extensionsMax: number } & Asked & Renewal
>;
export type ReleaseHold = Command<
  'ReleaseHold',
  { holdId: string; cause: 'by-hand' | 'abandoned' | 'merged' } & Asked & ShopThreshold
>;
/** The timer of the hold has fired. */
export type ExpireHold = Command<'ExpireHold', { holdId: string } & ShopThreshold>;
export type HoldCommand = PlaceHold | ExtendHold | ReleaseHold | ExpireHold;

const MINUTE_MS = 60_000;

/** Holds of baskets, over all SKUs of a basket: all or nothing, for a while. */
export const holdStock: JointDecider<HoldCommand> = {
  commands: ['PlaceHold', 'ExtendHold', 'ReleaseHold', 'ExpireHold'],
  aggregate: holdAggregate,
  id: ({ data }) => data.holdId,

  decideJointly(command, read) {
    const { at, type } = command;
    const hold = read(holdAggregate, command.data.holdId);
    switch (type) {
      case 'PlaceHold':
        return place(command.data, hold, at, read);
      case 'ExtendHold':
        return extend(command.data, hold, at);
      case 'ReleaseHold':
        return release(command.data, hold, read);
      case 'ExpireHold': {
        const { holdId, lowUnits } = command.data;
        // An extension has moved the timer, or a new hold has.
        if (hold.status !== 'open' || Date.parse(hold.expiresAt!) > Date.parse(at)) return [];
        return [...unheld(holdId, hold, lowUnits, read), about(holdId, HoldExpired.of({ holdId }))];
      }
      default:
        return never(type);
    }
  },
};

function place(
  { holdId, request, lines, minutes, renewalMinutes, mergedHoldId, by, lowUnits }: PlaceHold['data'],
  hold: Hold,
  at: string,
  read: Read,
): Change[] | Rejection {
  // The basket had asked before it was ordered, and was heard after: nobody would release these units.
  if (request !== undefined && request <= hold.closedRequest) return [];
  const other = mergedHoldId === undefined || mergedHoldId === holdId ? undefined : read(holdAggregate, mergedHoldId);
  const own = merged([...hold.lines, ...(other?.lines ?? [])]);
  const wanted = merged(lines);
  const ownOf = (sku: string) => own.get(sku) ?? 0;
  const short = [...wanted].flatMap(([sku, quantity]) => {
    const sellable = orderableBy(ownOf(sku), read(stockItemAggregate, sku));
    return sellable < quantity ? [{ sku, wanted: quantity, sellable }] : [];
  });
  if (short.length > 0) return by === 'basket' ? [about(holdId, HoldRefused.of({ holdId, short }))] : tooFew(short);
  const changes = [...new Set([...own.keys(), ...wanted.keys()])].flatMap((sku) => {
    const stock = read(stockItemAggregate, sku);
    const quantity = (wanted.get(sku) ?? 0) - ownOf(sku);
    if (quantity === 0) return [];
    const booked =
      quantity > 0 ? UnitsHeld.of({ sku, holdId, quantity }) : UnitsUnheld.of({ sku, holdId, quantity: -quantity });
    return stockChanges(sku, stock, [booked], lowUnits, read);
  });
  const isTakenOver = other?.status === 'open';
  // The time of the hold is over, and its timer has not fired yet: it ends first, and a new one begins.
  const expired = hold.status === 'open' && isOver(hold, at) ? [HoldExpired.of({ holdId })] : [];
  const now = fold(holdAggregate, expired, hold);
  const expiresAt = notBeyond(later(at, minutes), now, renewalMinutes);
  return [
    ...changes,
    ...(isTakenOver ? [about(mergedHoldId!, HoldReleased.of({ holdId: mergedHoldId!, cause: 'merged' }))] : []),
    ...expired.map((event) => about(holdId, event)),
    ...placed(holdId, wanted, expiresAt, now),
  ];
}

function placed(holdId: string, wanted: ReadonlyMap<string, number>, expiresAt: string, { status }: Hold): Change[] {
  if (wanted.size > 0) return [about(holdId, HoldPlaced.of({ holdId, lines: linesOf(wanted), expiresAt }))];
  return status === 'open' ? [about(holdId, HoldReleased.of({ holdId, cause: 'emptied' }))] : [];
}

function extend({ holdId, minutes, renewalMinutes, extensionsMax, by }: ExtendHold['data'], hold: Hold, at: string) {
  if (hold.status !== 'open' || isOver(hold, at)) return by === 'basket' ? [] : notOpen(holdId, hold);
  if (hold.extensions >= extensionsMax)
    return by === 'basket'
      ? []
      : rule('hold-extended-often', `The hold ${holdId} was extended ${hold.extensions} times already. Order now.`);
  const expiresAt = notBeyond(later(hold.expiresAt!, minutes), hold, renewalMinutes);
  if (expiresAt === hold.expiresAt)
    return by === 'basket'
      ? []
      : rule('hold-extended-often', `The hold ${holdId} was renewed for long enough. Order now.`);
  return [about(holdId, HoldExtended.of({ holdId, expiresAt, extension: hold.extensions + 1 }))];
}

/** Changes and extensions renew an open hold, but not for ever; they never take from it what it has. */
function notBeyond(expiresAt: string, { status, ...hold }: Hold, renewalMinutes: number): string {
  if (status !== 'open') return expiresAt;
  const renewedUntil = later(hold.firstExpiresAt!, renewalMinutes);
  const latest = renewedUntil > hold.expiresAt! ? renewedUntil : hold.expiresAt!;
  return expiresAt < latest ? expiresAt : latest;
}

/** The time of a hold is over, though its timer may not have fired yet. */
const isOver = ({ expiresAt }: Hold, at: string) => expiresAt !== null && Date.parse(expiresAt) <= Date.parse(at);

function release({ holdId, cause, by, lowUnits }: ReleaseHold['data'], hold: Hold, read: Read) {
  if (hold.status === 'none') return by === 'basket' ? [] : notOpen(holdId, hold);
  if (hold.status !== 'open') return [];
  return [...unheld(holdId, hold, lowUnits, read), about(holdId, HoldReleased.of({ holdId, cause }))];
}

/** The units of the hold are for sale again, or go to the orders that wait for them. */
const unheld = (holdId: string, { lines }: Hold, lowUnits: number, read: Read): Change[] =>
  lines.flatMap(({ sku, quantity }) => {
    const freed = UnitsUnheld.of({ sku, holdId, quantity });
    return stockChanges(sku, read(stockItemAggregate, sku), [freed], lowUnits, read);
  });

const about = (holdId: string, ...events: HoldEvent[]): Change => ({ to: holdAggregate, id: holdId, events });

const later = (from: string, minutes: number) => new Date(Date.parse(from) + minutes * MINUTE_MS).toISOString();

function tooFew(short: readonly { sku: string; wanted: number; sellable: number }[]): Rejection {
  const each = short.map(({ sku, wanted, sellable }) => `${sku} (${wanted} wanted, ${sellable} sellable)`).join(', ');
  return conflict('hold-short', `Too few units can be held: ${each}. Nothing of the request is held.`, { short });
}

function notOpen(holdId: string, { status }: Hold): Rejection {
  if (status === 'none') return notFound('hold-unknown', `There is no hold ${holdId}.`);
  return conflict('hold-ended', `The hold ${holdId} has ended. Place it anew.`);
}
