import type { TradingLine } from '../replay/trading-line';

/** Orders of a wholesaler hold dozens of lines; more of them in the same time meet more of the faults. */
const LINES_AN_INVOICE = 6;
const LINES_A_DAY = 100_000;

/**
 * The same trading day so many times over, each day with invoices of its own, to be driven as one history. `firstDay`
 * counts the days that the system has seen before: an order number is taken once.
 */
export function tradingDays(
  lines: readonly TradingLine[],
  days: number,
  firstDay: number,
  invoicesMax = Infinity,
): TradingLine[] {
  const kept = new Map<string, number>();
  const short = lines.filter((line) => {
    if (line.outcome === 'unreadable') return false;
    const before = kept.get(line.invoice) ?? 0;
    if (before >= LINES_AN_INVOICE || (before === 0 && kept.size >= invoicesMax)) return false;
    kept.set(line.invoice, before + 1);
    return true;
  });
  return Array.from({ length: days }, (_, n) => firstDay + n)
    .map((day) =>
      short.map((line) => {
        const numbered = { ...line, line: line.line + day * LINES_A_DAY };
        return 'invoice' in numbered ? { ...numbered, invoice: `${numbered.invoice}-${day + 1}` } : numbered;
      }),
    )
    .flat();
}
