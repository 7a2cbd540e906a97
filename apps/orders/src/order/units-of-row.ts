import type { PlacedLine } from './order-state';

/** A parcel as an order shows it. */
export interface ParcelOfOrder {
  readonly fulfilmentId: string;
  readonly warehouse: string | null;
  readonly status: string;
  readonly units: readonly { readonly lineId: string; readonly sku: string; readonly quantity: number }[];
}

/** `cancelled` counts the units that will not be sent. */
export interface LineOfOrder extends PlacedLine {
  readonly cancelled?: number;
}

/** Units that a warehouse sends. */
export interface Allocation {
  sku: string;
  warehouse: string;
  quantity: number;
}

/** What a row of an order says of its units. */
interface UnitsOfRow {
  readonly allocations: Allocation[];
  readonly parcels: ParcelOfOrder[];
  readonly lines: LineOfOrder[];
}

const isAt = (one: Allocation, other: Allocation) => one.sku === other.sku && one.warehouse === other.warehouse;

/** What a warehouse sends, without cancelled units. */
export const withoutUnits = (allocations: Allocation[], gone: Allocation[]): Allocation[] =>
  allocations.flatMap((units) => {
    const quantity = units.quantity - gone.reduce((sum, one) => sum + (isAt(one, units) ? one.quantity : 0), 0);
    return quantity > 0 ? [{ ...units, quantity }] : [];
  });

/** Shipped units count also where they had been cancelled. */
export function withSent({ allocations, parcels, lines }: UnitsOfRow): Allocation[] {
  const stocked = new Set(lines.flatMap(({ sku, stocked: isStocked }) => (isStocked ? [sku] : [])));
  const sent: Allocation[] = [];
  for (const { warehouse, units } of parcels)
    for (const { sku, quantity } of units) {
      if (warehouse === null || !stocked.has(sku)) continue;
      const known = sent.find((one) => isAt(one, { sku, warehouse, quantity }));
      if (known) known.quantity += quantity;
      else sent.push({ sku, warehouse, quantity });
    }
  const more = sent.filter((units) => !allocations.some((one) => isAt(one, units)));
  return [
    ...allocations.map((units) => {
      const out = sent.find((one) => isAt(one, units));
      return { ...units, quantity: Math.max(units.quantity, out?.quantity ?? 0) };
    }),
    ...more,
  ];
}

/** The lines with further cancelled units; fewer where they were sent all the same. */
export const withCancelled = (
  lines: LineOfOrder[],
  units: readonly { lineId: string; quantity: number }[],
): LineOfOrder[] =>
  lines.map((line) => {
    const more = units.reduce((sum, { lineId, quantity }) => sum + (lineId === line.lineId ? quantity : 0), 0);
    return more === 0 ? line : { ...line, cancelled: (line.cancelled ?? 0) + more };
  });

/** The row with news of one of its parcels. */
export function withParcel<R extends UnitsOfRow>(row: R, fulfilmentId: string, change: Partial<ParcelOfOrder>): R {
  const found = row.parcels.find((parcel) => parcel.fulfilmentId === fulfilmentId);
  const others = row.parcels.filter((parcel) => parcel !== found);
  const parcel = { ...(found ?? { fulfilmentId, warehouse: null, status: 'shipped', units: [] }), ...change };
  return { ...row, parcels: [...others, parcel] };
}
