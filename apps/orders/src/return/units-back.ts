import { notPersonal, ReturnCancelled, type ReturnSettled } from '@concord/contracts';
import { lookup, type Change, type EventFrom, type Read } from '@concord/event-sourcing';
import type { Order, UnitsBack } from '../order/order-state';
import { unitsClaimed, unitsDelivered, unitsPromisedBack } from '../order/order-units';
import { orderAggregate, UnitsPromisedBack, UnitsPromiseEnded } from '../order/order.aggregate';
import { returnCase } from './return.aggregate';

export type Graded = Omit<EventFrom<typeof ReturnSettled>['data']['byGrade'][number], 'refundMinor' | 'isUndecided'>;

/** Why a person must decide on units that came back without a claim of any return. */
export const BEYOND_ANNOUNCED = notPersonal('More units came back than the return may name.');

export interface UnitsCame {
  /** The units that the return refunds. */
  readonly counted: readonly Graded[];
  /** Units that arrived all the same. */
  readonly beyond: readonly Graded[];
  readonly changes: readonly Change[];
}

const isInHouse = ({ grade }: Graded) => grade !== 'M' && grade !== 'W';
const sumOf = (units: readonly { readonly quantity: number }[]) =>
  units.reduce((sum, { quantity }) => sum + quantity, 0);

/** At most the announced units, and what is free on other lines of the same SKU. */
export function countedOf(graded: readonly Graded[], order: Order, returnId: string): UnitsCame {
  const announced = lookup(order.returns, returnId) ?? [];
  const room = (lineId: string) => sumOf(announced.filter((line) => line.lineId === lineId));
  const own = within(graded, (lineId) => ({ inHouse: room(lineId), all: room(lineId) }));
  const { found, rest } = onOtherLines(own.beyond, (lineId) => freeOf(order, lineId), order);
  if (found.length === 0) return { ...own, changes: [] };
  const { orderId } = order.placed!;
  const promised = UnitsPromisedBack.of({ orderId, returnId, lines: [...announced, ...found.map(promiseOf)] });
  const changes = [{ to: orderAggregate, id: orderId, events: [promised] }];
  return { counted: [...own.counted, ...found], beyond: rest, changes };
}

/**
 * The parcel came after its return was cancelled. Its units count first against those that no return names, then
 * against those of other returns whose parcel is not settled, then against those that are free on other lines of the
 * same SKU.
 */
export function countedLate(graded: readonly Graded[], order: Order, returnId: string, read: Read): UnitsCame {
  const others = Object.entries(order.returns).filter(
    ([id]) => id !== returnId && read(returnCase, id).status === 'authorised',
  );
  const openOf = (lineId: string) =>
    sumOf(others.flatMap(([, lines]) => lines.filter((line) => line.lineId === lineId)));
  const own = within(graded, (lineId) => {
    return { inHouse: freeOf(order, lineId) + openOf(lineId), all: freeOf(order, lineId) };
  });
  const countedOn = (lineId: string) => sumOf(own.counted.filter((one) => one.lineId === lineId));
  const { found, rest } = onOtherLines(own.beyond, (lineId) => freeOf(order, lineId) - countedOn(lineId), order);
  const counted = [...own.counted, ...found];
  if (counted.length === 0) return { counted, beyond: rest, changes: [] };
  const wanted = new Map<string, number>();
  for (const { lineId } of own.counted) wanted.set(lineId, countedOn(lineId) - freeOf(order, lineId));
  const shrunk = others.toReversed().flatMap(([id, lines]) => withoutUnits(id, lines, wanted, order, read, returnId));
  const { orderId } = order.placed!;
  const promised = UnitsPromisedBack.of({ orderId, returnId, lines: counted.map(promiseOf) });
  return { counted, beyond: rest, changes: [...shrunk, { to: orderAggregate, id: orderId, events: [promised] }] };
}

/** A unit that a claim names is replaced, or a person decides about it: it is not refunded by the rules as well. */
const freeOf = (order: Order, lineId: string) =>
  unitsDelivered(order, lineId) - unitsPromisedBack(order, lineId) - unitsClaimed(order, lineId, { isRefunded: false });

const promiseOf = ({ lineId, sku, quantity }: Graded): UnitsBack => ({ lineId, sku, quantity, paidMinor: 0 });

/**
 * Nobody can tell the units of two lines of one SKU apart, and the house counts by SKU: what is more than a line had is of
 * another line of the SKU, as far as units of that are free. So no line has more units back than it had.
 */
function onOtherLines(beyond: readonly Graded[], freeUnits: (lineId: string) => number, { placed }: Order) {
  const free = new Map((placed?.lines ?? []).map(({ lineId }) => [lineId, Math.max(0, freeUnits(lineId))]));
  const found: Graded[] = [];
  const rest = beyond.flatMap((group) => {
    let left = group.quantity;
    for (const { lineId, sku } of placed?.lines ?? []) {
      const quantity = sku === group.sku && lineId !== group.lineId ? Math.min(left, free.get(lineId)!) : 0;
      if (quantity === 0) continue;
      left -= quantity;
      free.set(lineId, free.get(lineId)! - quantity);
      found.push({ ...group, lineId, quantity });
    }
    return left > 0 ? [{ ...group, quantity: left }] : [];
  });
  return { found, rest };
}

/** Units that arrived count before missing units and other items. */
function within(graded: readonly Graded[], roomOf: (lineId: string) => { inHouse: number; all: number }) {
  const used = new Map<string, number>();
  const counts = new Map<Graded, number>();
  for (const group of [...graded.filter(isInHouse), ...graded.filter((one) => !isInHouse(one))]) {
    const { lineId, quantity } = group;
    const { inHouse, all } = roomOf(lineId);
    const before = used.get(lineId) ?? 0;
    const count = Math.max(0, Math.min(quantity, (isInHouse(group) ? inHouse : all) - before));
    used.set(lineId, before + count);
    counts.set(group, count);
  }
  const part = (group: Graded, quantity: number) => (quantity > 0 ? [{ ...group, quantity }] : []);
  return {
    counted: graded.flatMap((group) => part(group, counts.get(group)!)),
    beyond: graded.filter(isInHouse).flatMap((group) => part(group, group.quantity - counts.get(group)!)),
  };
}

/** Another return without these units. A return without units is cancelled, unless its parcel is here. */
function withoutUnits(
  id: string,
  lines: readonly UnitsBack[],
  wanted: Map<string, number>,
  { placed }: Order,
  read: Read,
  returnId: string,
): Change[] {
  const { orderId, customerId } = placed!;
  const rest = lines.flatMap((line) => {
    const taken = Math.max(0, Math.min(line.quantity, wanted.get(line.lineId) ?? 0));
    wanted.set(line.lineId, (wanted.get(line.lineId) ?? 0) - taken);
    return line.quantity > taken ? [{ ...line, quantity: line.quantity - taken }] : [];
  });
  if (sumOf(rest) === sumOf(lines)) return [];
  const ofOrder = (event: ReturnType<typeof UnitsPromiseEnded.of | typeof UnitsPromisedBack.of>): Change => {
    return { to: orderAggregate, id: orderId, events: [event] };
  };
  if (rest.length > 0) return [ofOrder(UnitsPromisedBack.of({ orderId, returnId: id, lines: rest }))];
  const ended = ofOrder(UnitsPromiseEnded.of({ orderId, returnId: id }));
  if (read(returnCase, id).hasArrived) return [ended];
  const customer = customerId === undefined ? {} : { customerId };
  const reason = notPersonal(`Its units came with the parcel of the return ${returnId}.`);
  const cancelled = ReturnCancelled.of({ returnId: id, orderId, ...customer, reason });
  return [ended, { to: returnCase, id, events: [cancelled] }];
}
