/** What of a basket says whether its units are kept. */
export interface Held {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly changedAt: string;
  readonly hold: {
    readonly status: string;
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
    readonly expiresAt: string | null;
    readonly short: readonly { readonly sku: string; readonly wanted: number; readonly sellable: number }[];
  };
}

export type HoldState = 'nothing' | 'awaited' | 'held' | 'short' | 'over';

/** Inventory may be away: the page asks often only for so long. */
const AWAITED_MS = 15_000;

/** Where the units of a basket stand. A hold that is of other units than the basket's is that of a change before. */
export function holdStateOf({ lines, hold }: Held): HoldState {
  if (lines.length === 0) return 'nothing';
  const isOfThese =
    hold.lines.length === lines.length && lines.every((line) => hold.lines.some((held) => isSame(line, held)));
  if (hold.status === 'held' && isOfThese) return 'held';
  if (hold.short.some(({ sku, wanted }) => lines.some((line) => line.sku === sku && line.quantity === wanted)))
    return 'short';
  return hold.status === 'expired' ? 'over' : 'awaited';
}

export const isHoldAwaited = (basket: Held, now: number): boolean =>
  holdStateOf(basket) === 'awaited' && now - Date.parse(basket.changedAt) < AWAITED_MS;

const isSame = (one: Held['lines'][number], other: Held['lines'][number]) =>
  one.sku === other.sku && one.quantity === other.quantity;
