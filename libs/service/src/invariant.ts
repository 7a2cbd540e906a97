/** A sum rule of a service: the SQL that finds what breaks it. */
export interface Invariant {
  readonly name: string;
  /** In words. */
  readonly rule: string;
  /** Selects the offenders; no row when all is well. */
  readonly offenders: string;
}

/** The sum rules of the service, for injection. */
export const INVARIANTS = Symbol('invariants');
