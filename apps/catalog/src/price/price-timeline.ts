const DAYS_30_MS = 30 * 24 * 3_600_000;

interface Step {
  readonly amountMinor: number;
  /** A text or what the database makes of it. */
  readonly activeFrom: string | Date;
}

const since = ({ activeFrom }: Step) => new Date(activeFrom).getTime();
const latestFirst = (a: Step, b: Step) => since(b) - since(a);

/** The price that counted at a moment. */
export const priceAt = <S extends Step>(history: readonly S[], moment: Date): S | undefined =>
  [...history].sort(latestFirst).find((step) => since(step) <= moment.getTime());

/** The lowest price that counted in the 30 days up to a moment, the only honest "was" price. */
export function lowestWithin30Days(history: readonly Step[], moment: Date): number | undefined {
  const from = moment.getTime() - DAYS_30_MS;
  const before = priceAt(history, new Date(from));
  const within = history.filter((step) => since(step) > from && since(step) <= moment.getTime());
  const amounts = [...(before ? [before] : []), ...within].map(({ amountMinor }) => amountMinor);
  return amounts.length > 0 ? Math.min(...amounts) : undefined;
}
