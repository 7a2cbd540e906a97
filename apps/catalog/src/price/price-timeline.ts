const DAYS_30_MS = 30 * 24 * 3_600_000;

interface Step {
  readonly amountMinor: number;
  /** A text, or the date that the database makes of it. */
  readonly activeFrom: string | Date;
  /** No price holds from this moment on. */
  readonly isEnd?: boolean;
}

const since = ({ activeFrom }: Step) => new Date(activeFrom).getTime();
const latestFirst = (a: Step, b: Step) => since(b) - since(a);

/** The price in force at a moment. */
export function priceAt<S extends Step>(history: readonly S[], moment: Date): S | undefined {
  const last = [...history].sort(latestFirst).find((step) => since(step) <= moment.getTime());
  return last?.isEnd ? undefined : last;
}

/**
 * The lowest price in force in the 30 days before a price began: a reduction is compared with it (Directive 98/6/EC,
 * article 6a). Undefined for a first price. The reduced price itself is left out.
 */
export function lowestBefore(history: readonly Step[], step: Step): number | undefined {
  const began = since(step);
  const from = began - DAYS_30_MS;
  const earlier = history.filter((other) => since(other) < began);
  const inForceThen = priceAt(earlier, new Date(from));
  const within = earlier.filter((other) => since(other) > from && !other.isEnd);
  const amounts = [...(inForceThen ? [inForceThen] : []), ...within].map(({ amountMinor }) => amountMinor);
  return amounts.length > 0 ? Math.min(...amounts) : undefined;
}
