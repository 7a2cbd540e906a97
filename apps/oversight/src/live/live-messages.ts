import { withoutSealed } from '@concord/contracts';
import type { Scopes } from '@concord/service';
import { liveIdText, type LiveId } from './live-id';

/** More moments at once than this are not told one by one: the client reads everything anew. */
export const MOMENTS_MAX = 2_000;
/** A client that was away for longer reads everything anew. */
export const AWAY_MS_MAX = 10 * 60_000;

/** A moment as it is read. */
export interface ReadMoment {
  readonly subject: string;
  readonly eventId: string;
  readonly at: string;
  readonly place: string;
  readonly service: string;
  readonly type: string;
  readonly orderId: string | null;
  readonly warehouse: string | null;
  readonly words: string;
  /** The sales channel of the order, and the warehouses that send it; null where nobody knows, or no order is concerned. */
  readonly channel: string | null;
  readonly warehouses: readonly string[] | null;
  /** Whether it belongs to the batch of which the client has had a part. */
  readonly isOfFirst: boolean;
}

/** What changed between two reads, in one snapshot of the database. */
export interface Changes {
  readonly build: string;
  /** The snapshot of this read. */
  readonly now: string;
  readonly moments: readonly ReadMoment[];
  readonly skus: readonly string[];
  readonly orders: readonly ({ readonly orderId: string } & OrderPlace)[];
  /** Whether more changed than is told one by one. */
  readonly isTooMuch: boolean;
}

/** What a client wants to hear, and may. */
export interface Wish {
  readonly sku?: string | undefined;
  readonly orderId?: string | undefined;
  readonly services?: ReadonlySet<string> | undefined;
  /** Where the roles of the caller hold. */
  readonly scopes: Scopes;
}

/** A moment with the message that tells it. */
export interface MomentMessage {
  readonly moment: ReadMoment;
  readonly id: string;
  readonly data: object;
}

/** Moments in the order in which they are told. */
const inOrder = (moments: readonly ReadMoment[]) =>
  moments.toSorted(
    (one, other) =>
      compared(one.place, other.place) || compared(one.eventId, other.eventId) || compared(one.subject, other.subject),
  );
const compared = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The messages that a client misses that has read as far as `read`: first the rest of the batch of which it had a part.
 * `at` is the time of this read. A client that is cut off after any of them goes on with the next one.
 */
export function messagesOf(changes: Changes, read: Pick<LiveId, 'since' | 'until' | 'count'>, at: number) {
  const { build, now } = changes;
  const { since, until, count = 0 } = read;
  const told = (moments: readonly ReadMoment[], from: string, to: string): MomentMessage[] =>
    inOrder(moments).map((moment, n) => ({
      moment,
      id: liveIdText({ at, build, since: from, until: to, count: n + 1 }),
      data: dataOf(moment),
    }));
  const first = until === undefined ? [] : told(changes.moments.filter(ofFirst), since, until).slice(count);
  const others = changes.moments.filter((moment) => until === undefined || !moment.isOfFirst);
  return [...first, ...told(others, until ?? since, now)];
}
const ofFirst = ({ isOfFirst }: ReadMoment) => isOfFirst;

/** A moment as clients get it. Sentences may repeat what a customer wrote: it is left out for everybody. */
const dataOf = ({ subject, eventId, at, service, type, orderId, words }: ReadMoment) => ({
  at,
  service,
  type,
  words: withoutSealed(words),
  eventId,
  ...(subject.startsWith('sku:') && { sku: subject.slice('sku:'.length) }),
  ...(orderId !== null && { orderId }),
});

type OrderPlace = Pick<ReadMoment, 'channel' | 'warehouses'>;

const isOwn = ({ scopes: { channels, warehouseIds } }: Wish, { channel, warehouses }: OrderPlace) =>
  (channels === undefined || (channel !== null && channels.includes(channel))) &&
  (warehouseIds === undefined || (warehouses ?? []).some((code) => warehouseIds.includes(code)));

/** Whether a client is told of a moment: not of what concerns another warehouse, or an order of another channel or warehouse. */
export function wantsMoment(wish: Wish, moment: ReadMoment): boolean {
  const { subject, service, orderId, warehouse } = moment;
  const { warehouseIds } = wish.scopes;
  if (orderId !== null && !isOwn(wish, moment)) return false;
  const isHere = warehouse === null ? service !== 'inventory' : (warehouseIds ?? []).includes(warehouse);
  if (orderId === null && warehouseIds && !isHere) return false;
  if (wish.services && !wish.services.has(service)) return false;
  if (wish.sku === undefined && wish.orderId === undefined) return true;
  return subject === `sku:${wish.sku}` || (wish.orderId !== undefined && subject === `order:${wish.orderId}`);
}

/** The SKUs and orders that changed, as far as a client wants to hear of them; undefined where there are none. */
export function changedFor(wish: Wish, { skus, orders }: Changes) {
  const wantsAll = wish.sku === undefined && wish.orderId === undefined;
  const found = {
    skus: skus.filter((sku) => wantsAll || sku === wish.sku),
    orders: orders
      .filter((order) => isOwn(wish, order) && (wantsAll || order.orderId === wish.orderId))
      .map(({ orderId }) => orderId),
  };
  return found.skus.length + found.orders.length > 0 ? found : undefined;
}
