import type { TradingDocument } from './documents';
import { demandOf } from './opening-stock';

/**
 * How far another document must be: `decided` (an order is confirmed or rejected, an adjustment booked or refused, a
 * return graded and restocked) or `finished` (an order is delivered, a return settled).
 */
export type Stage = 'decided' | 'finished';

/** Positions in the list of documents: `later` may start only when `earlier` has reached the stage. */
export interface Dependency {
  readonly later: number;
  readonly earlier: number;
  readonly stage: Stage;
}

/**
 * What must not overtake what, so that parallel documents end as they do one by one. Chains are enough: a document that
 * waits for the last of a chain has waited for all of it. So there are no more dependencies than lines.
 */
export function dependenciesBetween(
  documents: readonly TradingDocument[],
  opening: ReadonlyMap<string, number>,
): Dependency[] {
  return [...returnsAfterSales(documents), ...whileStockIsScarce(documents, opening)];
}

/**
 * A return takes units out of its customer's orders: they must have been delivered, and an earlier return of the same
 * product must have taken its units. A guest's return finds no order and waits for none.
 */
function* returnsAfterSales(documents: readonly TradingDocument[]): Generator<Dependency> {
  const sinceLastReturn = new Map<string, number[]>();
  for (const [later, document] of documents.entries()) {
    if (document.type === 'adjustment' || document.customer === undefined) continue;
    for (const sku of skusOf(document)) {
      const key = `${document.customer} ${sku}`;
      const waiting = sinceLastReturn.get(key) ?? [];
      if (document.type === 'return') {
        for (const earlier of waiting) yield { later, earlier, stage: 'finished' };
        sinceLastReturn.set(key, [later]);
      } else {
        waiting.push(later);
        sinceLastReturn.set(key, waiting);
      }
    }
  }
}

/**
 * While the demand for a product so far is within its opening stock, nobody goes short in whatever order documents are
 * decided. From the first document that exceeds it, the documents of the product go one after the other, because every
 * earlier one decides who is served. Finds and returns are left out of the calculation, and rejected orders are
 * included: that is sometimes too careful, never wrong.
 */
function* whileStockIsScarce(
  documents: readonly TradingDocument[],
  opening: ReadonlyMap<string, number>,
): Generator<Dependency> {
  const bySku = new Map<string, { left: number; touched: number[] }>();
  for (const [later, document] of documents.entries()) {
    const demand = demandOf(document);
    for (const sku of stockTouchedBy(document)) {
      let product = bySku.get(sku);
      if (!product) bySku.set(sku, (product = { left: opening.get(sku) ?? 0, touched: [] }));
      product.left -= demand.get(sku) ?? 0;
      if (product.left < 0) {
        for (const earlier of product.touched) yield { later, earlier, stage: 'decided' };
        product.touched = [];
      }
      product.touched.push(later);
    }
  }
}

function stockTouchedBy(document: TradingDocument): Iterable<string> {
  if (document.type === 'order') return demandOf(document).keys();
  return document.type === 'return' && document.customer === undefined ? [] : skusOf(document);
}

function skusOf(document: TradingDocument): ReadonlySet<string> {
  return new Set(document.type === 'adjustment' ? [document.sku] : document.lines.map((line) => line.sku));
}
