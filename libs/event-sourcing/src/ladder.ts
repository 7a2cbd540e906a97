/** Statuses in their order, the lowest first. */
export interface Ladder<S extends string> {
  readonly steps: readonly S[];
  /** The higher of both statuses: late or repeated news never takes a step back. */
  further(now: S, next: S): S;
}

/** Declares the order of statuses: `ladder(['planned', 'packed', 'gone'])`. */
export function ladder<const S extends string>(steps: readonly S[]): Ladder<S> {
  const place = new Map<S, number>(steps.map((step, n) => [step, n]));
  const heightOf = (step: S) => place.get(step) ?? -1;
  return { steps, further: (now, next) => (heightOf(next) > heightOf(now) ? next : now) };
}
