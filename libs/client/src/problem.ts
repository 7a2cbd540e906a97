import type { ProblemCode } from './generated/codes';

/** One wrong field of a request, by its path: `lines.0.quantity`. */
export interface FieldProblem {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** A refusal (RFC 9457). `code` never changes its meaning; docs/errors.md lists all codes. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode | (string & {});
  readonly title: string;
  /** What was wrong and what to do, for people. */
  readonly detail: string;
  /** Names the request in the logs of the services. */
  readonly traceId: string | undefined;
  /** The wrong fields, of a malformed request. */
  readonly errors: readonly FieldProblem[];

  constructor(
    /** Such as `POST orders/v1/orders`. */
    readonly call: string,
    readonly status: number,
    /** All members of the problem, also those that only this code has. */
    readonly facts: Readonly<Record<string, unknown>>,
    /** When to retry, where the service says so. */
    readonly retryAfterMs?: number,
  ) {
    const { code = `http-${status}`, title = '', detail = '' } = facts as Partial<Problem>;
    super(`${call}: ${status} ${code}: ${detail}`);
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.traceId = facts['traceId'] as string | undefined;
    this.errors = (facts['errors'] as FieldProblem[] | undefined) ?? [];
  }

  /** Whether the code is one of these. */
  is(...codes: readonly ProblemCode[]): boolean {
    return (codes as readonly string[]).includes(this.code);
  }
}

/** Whether something caught is a refusal, with one of these codes where any are given. */
export const isProblem = (error: unknown, ...codes: readonly ProblemCode[]): error is Problem =>
  error instanceof Problem && (codes.length === 0 || error.is(...codes));

/** Nobody answered, or not in time. Whether a write was executed is then unknown: its key tells. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    readonly call: string,
    cause: unknown,
  ) {
    const why = (cause as { name?: string } | undefined)?.name === 'TimeoutError' ? ' in time' : '';
    super(`${call} was not answered${why}.`, { cause });
  }
}

/** The problem that an unsuccessful answer states. An answer of something between us and the service may be no problem. */
export async function problemIn(call: string, answer: Response): Promise<Problem> {
  const text = await answer.text();
  return new Problem(call, answer.status, factsIn(text), retryAfterMs(answer.headers.get('retry-after')));
}

function factsIn(text: string): Record<string, unknown> {
  try {
    const facts: unknown = JSON.parse(text);
    if (typeof facts === 'object' && facts !== null) return facts as Record<string, unknown>;
  } catch {
    // A page of a proxy, such as for 502.
  }
  return { detail: text.slice(0, 200) };
}

/** Seconds, or a date. */
function retryAfterMs(value: string | null): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
