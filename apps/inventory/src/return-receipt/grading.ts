import { ReturnLineGraded, UnitsReturned } from '@concord/contracts';
import { lookup, notFound, rule, type Change, type Read, type Rejection } from '@concord/event-sourcing';
import { stockChanges } from '../backorder/fill-backorders';
import { stockItemAggregate, type StockEvent } from '../stock/stock-item.aggregate';
import { reservationAggregate, ShippedUnitsReturned } from '../reservation/reservation.aggregate';
import { located } from '../stock/stock-item.decider';
import { warehouseAggregate } from '../warehouse/warehouse.aggregate';
import type { Letter, ReceiptEvent, ReturnReceipt } from './return-receipt.aggregate';

/**
 * Units of a line with their grade. `foundSku` is the item in the parcel for grade W; `restockTo` is the warehouse that
 * takes the units, where they do not stay at the one of arrival.
 */
export interface GradedUnits {
  readonly lineId: string;
  readonly grade: Letter;
  readonly quantity: number;
  readonly foundSku?: string;
  readonly restockTo?: string;
}

const DISPOSITIONS = { A: 'restock', B: 'quality', C: 'damaged', D: 'write-off', M: 'none', W: 'quality' } as const;
const BUCKETS = { A: 'available', B: 'quality', C: 'damaged', D: null, M: null, W: 'quality' } as const;

/** The grade decides where units go: a wrong item waits for a second look. All grades of a call count, or none. */
export function graded(
  returnId: string,
  grades: readonly GradedUnits[],
  knownSkus: readonly string[],
  lowUnits: number,
  receipt: ReturnReceipt,
  read: Read,
): { readonly changes: Change[]; readonly happened: ReceiptEvent[] } | Rejection {
  const open = new Map(receipt.lines.map(({ lineId, sku, quantity }) => [lineId, { sku, left: quantity }]));
  for (const { lineId, quantity } of receipt.graded) open.get(lineId)!.left -= quantity;
  const known = new Set(knownSkus);
  const orderId = receipt.orderId!;
  const { out } = read(reservationAggregate, orderId);
  const back = new Map<string, number>();
  const happened: ReceiptEvent[] = [];
  const booked = new Map<string, StockEvent[]>();
  for (const units of grades) {
    const line = open.get(units.lineId);
    if (!line) return notFound('return-line-unknown', `The return ${returnId} has no line ${units.lineId}.`);
    const { lineId, grade, quantity } = units;
    if (quantity > line.left) return tooMany(units, line.left);
    const misplaced = foundMisplaced(units);
    if (misplaced) return misplaced;
    line.left -= quantity;
    if (isSentUnit(units, line.sku)) {
      const { sku } = line;
      const sum = (back.get(sku) ?? 0) + quantity;
      const outUnits = lookup(out, sku) ?? 0;
      if (sum > outUnits) return beyondShipped(sku, sum, outUnits);
      back.set(sku, sum);
    }
    const warehouse = units.restockTo ?? receipt.warehouse!;
    const bucket = BUCKETS[grade];
    happened.push(
      ReturnLineGraded.of({
        returnId,
        orderId,
        lineId,
        sku: line.sku,
        quantity,
        grade,
        disposition: DISPOSITIONS[grade],
        ...(bucket === 'available' && { restockedTo: warehouse }),
      }),
    );
    if (!bucket) continue;
    if (grade === 'W' && !units.foundSku)
      return rule('found-sku-missing', 'Grade W means that another item came back: name it as foundSku.');
    if (grade === 'W' && !known.has(units.foundSku!))
      return rule('found-sku-unknown', `The catalog knows no SKU ${units.foundSku}. Check it, or use grade M.`, {
        foundSku: units.foundSku,
      });
    const refused = notTaken(warehouse, read);
    if (refused) return refused;
    const sku = grade === 'W' ? units.foundSku! : line.sku;
    const restocked = UnitsReturned.of({ sku, returnId, warehouse, quantity, bucket });
    booked.set(sku, [...(booked.get(sku) ?? []), restocked]);
  }
  const stock = [...booked].flatMap(([sku, events]): Change[] => {
    const item = read(stockItemAggregate, sku);
    const places = new Set(events.map(({ data }) => (data as { warehouse: string }).warehouse));
    // A warehouse may accept returns and not sell: units there are not for sale.
    const added = [...places].flatMap((code) => located(item, code, read(warehouseAggregate, code)));
    return stockChanges(sku, item, [...added, ...events], lowUnits, read);
  });
  if (back.size === 0) return { changes: stock, happened };
  const came = [...back].map(([sku, quantity]) => ({ sku, quantity }));
  const returned = ShippedUnitsReturned.of({ orderId, returnId, lines: came });
  return { changes: [...stock, { to: reservationAggregate, id: orderId, events: [returned] }], happened };
}

/** Whether the units belong to the order: M came back as nothing, W is another SKU unless the found one is the same. */
const isSentUnit = ({ grade, foundSku }: GradedUnits, sku: string) =>
  grade !== 'M' && (grade !== 'W' || foundSku === sku);

function foundMisplaced({ grade, foundSku }: GradedUnits): Rejection | undefined {
  if (foundSku === undefined || grade === 'W') return undefined;
  const detail = `Grade ${grade} is for the item that was sent: leave foundSku out, or use grade W.`;
  return rule('found-sku-misplaced', detail, { foundSku });
}

/** No more comes back of an order than left with it, over all its returns. */
const beyondShipped = (sku: string, quantity: number, out: number): Rejection =>
  rule(
    'return-beyond-shipped',
    `Only ${out} units of ${sku} of this order are still with the customer: ${quantity} cannot have come back. Use grade M for units of other orders, and receive those as found stock.`,
    { sku, out },
  );

/** The lines with ungraded units. */
export function ungraded({ lines, graded: list }: Pick<ReturnReceipt, 'lines' | 'graded'>): string[] {
  const units = new Map<string, number>();
  for (const { lineId, quantity } of list) units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  return lines.flatMap(({ lineId, quantity }) => (quantity > (units.get(lineId) ?? 0) ? [lineId] : []));
}

function notTaken(warehouse: string, read: Read): Rejection | undefined {
  const { isOpen, acceptsReturns } = read(warehouseAggregate, warehouse);
  if (!isOpen) return notFound('warehouse-unknown', `There is no warehouse ${warehouse}. Open it first.`);
  if (acceptsReturns) return undefined;
  const detail = `The warehouse ${warehouse} does not accept returns: name another warehouse as restockTo.`;
  return rule('returns-not-accepted', detail, { warehouse });
}

const tooMany = ({ lineId, quantity }: GradedUnits, left: number): Rejection =>
  rule(
    'return-graded-beyond-arrived',
    `${left} units of the line ${lineId} are not graded yet; ${quantity} are too many.`,
    { left },
  );
