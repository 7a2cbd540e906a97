/** Why a command is refused: `conflict` with the present state, or a `rule` of the business. */
export type RejectionKind = 'conflict' | 'rule' | 'not-found';

/**
 * The refusal of a decider. `code` is a kebab-case sentence, stable for ever and listed in `docs/errors.md`; `detail`
 * says what was wrong and what to do; `facts` go into the problem document.
 */
export class Rejection {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly kind: RejectionKind,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {}
}

/** The present state does not allow it: 409. */
export const conflict = (code: string, detail: string, facts?: Record<string, unknown>) =>
  new Rejection(code, detail, 'conflict', facts);

/** A rule of the business forbids it: 422. */
export const rule = (code: string, detail: string, facts?: Record<string, unknown>) =>
  new Rejection(code, detail, 'rule', facts);

/** The subject of the command does not exist: 404. */
export const notFound = (code: string, detail: string) => new Rejection(code, detail, 'not-found');
