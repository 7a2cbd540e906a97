/** One wrong field, by its path in the request: `lines.0.quantity`. */
export interface FieldProblem {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/**
 * A refusal as HTTP answers it: problem+json (RFC 9457) with a stable code in kebab-case, listed in `docs/errors.md`.
 * `detail` says what was wrong and what to do.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly facts: { readonly errors?: readonly FieldProblem[] } & Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}
