import { inventoryEvents } from '@concord/contracts';
import { lookup, pick, type EventFrom } from '@concord/event-sourcing';

/** So many more units of a SKU are in the warehouses, or fewer. */
export interface Move {
  readonly sku: string;
  readonly delta: number;
}

/** What is in the warehouses follows from these events alone. A reservation moves nothing. */
const MOVES: { readonly [N in keyof typeof inventoryEvents]?: (data: Data<N>) => readonly Move[] } = {
  StockReceived: ({ sku, quantity }) => [{ sku, delta: quantity }],
  StockAdjusted: ({ sku, delta }) => [{ sku, delta }],
  StockWrittenOff: ({ sku, quantity }) => [{ sku, delta: -quantity }],
  StockReturnedToSupplier: ({ sku, quantity }) => [{ sku, delta: -quantity }],
  StockShipped: ({ lines }) => summed(lines.map(({ sku, quantity }) => ({ sku, delta: -quantity }))),
  UnitsReturned: ({ sku, quantity }) => [{ sku, delta: quantity }],
  UnitsSoldAs: ({ sku, quantity }) => [{ sku, delta: -quantity }],
  UnitsTakenOver: ({ sku, quantity }) => [{ sku, delta: quantity }],
};

type Data<N extends keyof typeof inventoryEvents> = EventFrom<(typeof inventoryEvents)[N]>['data'];

/** The events that move units. */
export const movingEvents = pick(inventoryEvents, MOVES);

/** The units that an event moves, by SKU. */
export const movesOf = ({ type, data }: { readonly type: string; readonly data: unknown }): readonly Move[] =>
  lookup(MOVES as Readonly<Record<string, (data: never) => readonly Move[]>>, type)?.(data as never) ?? [];

function summed(moves: readonly Move[]): readonly Move[] {
  const sums = new Map<string, number>();
  for (const { sku, delta } of moves) sums.set(sku, (sums.get(sku) ?? 0) + delta);
  return [...sums].map(([sku, delta]) => ({ sku, delta }));
}
