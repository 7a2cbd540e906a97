/** An invariant of a service: the SQL that finds its offenders. */
export interface Invariant {
  readonly name: string;
  /** In words. */
  readonly rule: string;
  /** Selects the offenders; no row when all is well. */
  readonly offenders: string;
}

/** The invariants of the service, for injection. */
export const INVARIANTS = Symbol('invariants');
