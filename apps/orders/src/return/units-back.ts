import { ReturnCancelled, type ReturnSettled } from '@concord/contracts';
import { lookup, type Change, type EventFrom, type Read } from '@concord/event-sourcing';
import {
  orderAggregate,
  unitsDelivered,
  unitsPromisedBack,
  UnitsPromisedBack,
  UnitsPromiseEnded,
  type Order,
  type UnitsBack,
} from '../order/order.aggregate';
import { returnCase } from './return.aggregate';

export type Graded = Omit<EventFrom<typeof ReturnSettled>['data']['byGrade'][number], 'refundMinor'>;

/** Why a person must decide on units that came back without a claim of any return. */
export const BEYOND_ANNOUNCED = 'More units came back than the return may name.';

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

/** At most the announced units. */
export function countedOf(graded: readonly Graded[], { returns }: Order, returnId: string): UnitsCame {
  const announced = lookup(returns, returnId) ?? [];
  const room = (lineId: string) => sumOf(announced.filter((line) => line.lineId === lineId));
  return { ...within(graded, (lineId) => ({ inHouse: room(lineId), all: room(lineId) })), changes: [] };
}

/**
 * The parcel came after its return was cancelled. Its units count first against those that no return names, then
 * against those of other returns whose parcel is not settled.
 */
export function countedLate(graded: readonly Graded[], order: Order, returnId: string, read: Read): UnitsCame {
  const others = Object.entries(order.returns).filter(
    ([id]) => id !== returnId && read(returnCase, id).status === 'authorised',
  );
  const freeOf = (lineId: string) => unitsDelivered(order, lineId) - unitsPromisedBack(order, lineId);
  const openOf = (lineId: string) =>
    sumOf(others.flatMap(([, lines]) => lines.filter((line) => line.lineId === lineId)));
  const { counted, beyond } = within(graded, (lineId) => {
    return { inHouse: freeOf(lineId) + openOf(lineId), all: freeOf(lineId) };
  });
  if (counted.length === 0) return { counted, beyond, changes: [] };
  const wanted = new Map<string, number>();
  for (const { lineId } of counted)
    wanted.set(lineId, sumOf(counted.filter((one) => one.lineId === lineId)) - freeOf(lineId));
  const shrunk = others.toReversed().flatMap(([id, lines]) => withoutUnits(id, lines, wanted, order, read, returnId));
  const { orderId } = order.placed!;
  const named = counted.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity, paidMinor: 0 }));
  const promised = UnitsPromisedBack.of({ orderId, returnId, lines: named });
  return { counted, beyond, changes: [...shrunk, { to: orderAggregate, id: orderId, events: [promised] }] };
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
  const reason = `Its units came with the parcel of the return ${returnId}.`;
  const cancelled = ReturnCancelled.of({ returnId: id, orderId, ...customer, reason });
  return [ended, { to: returnCase, id, events: [cancelled] }];
}
