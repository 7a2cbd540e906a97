import { parseDecimal } from './decimal-text';
import type { TradingDocument } from './documents';

/** An exact fraction: with a float, 0.29 of a hundred units would be 28. */
export interface Share {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMALS_MAX = 15;

/** `enough` is the whole demand; else a factor such as `0.8`. `undefined` when the text is neither. */
export function parseShare(text: string): Share | undefined {
  if (text === 'enough') return { numerator: 1n, denominator: 1n };
  const factor = parseDecimal(text.trim());
  if (!factor || factor.negative || Math.abs(factor.exponent) > DECIMALS_MAX) return undefined;
  const digits = BigInt(factor.digits || '0');
  const scale = 10n ** BigInt(Math.abs(factor.exponent));
  return factor.exponent < 0
    ? { numerator: digits, denominator: scale }
    : { numerator: digits * scale, denominator: 1n };
}

/**
 * Units on hand before the first document: the share of all units ordered and written off, rounded down. A SKU without
 * an entry was neither ordered nor written off and opens with none.
 */
export function openingStock(documents: readonly TradingDocument[], share: Share): Map<string, number> {
  const demand = new Map<string, number>();
  for (const document of documents) {
    for (const [sku, units] of demandOf(document)) demand.set(sku, (demand.get(sku) ?? 0) + units);
  }
  return new Map(Array.from(demand, ([sku, units]) => [sku, shareOf(units, share)]));
}

/** What a document wants to take out of stock, by SKU. */
export function demandOf(document: TradingDocument): Map<string, number> {
  const demand = new Map<string, number>();
  if (document.type === 'order') {
    for (const { sku, quantity, stockItem } of document.lines) {
      if (stockItem) demand.set(sku, (demand.get(sku) ?? 0) + quantity);
    }
  } else if (document.type === 'adjustment' && document.delta < 0) {
    demand.set(document.sku, -document.delta);
  }
  return demand;
}

function shareOf(units: number, { numerator, denominator }: Share): number {
  return Number((BigInt(units) * numerator) / denominator);
}
