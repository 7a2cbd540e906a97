import { NoAnswer, Problem } from './problem';

/** How often and how long a call is retried. */
export interface Patience {
  /** How many attempts there are at most; 6 by default. */
  readonly attempts?: number;
  /** How long after the first attempt a retry may still begin, in milliseconds; 30 s by default. */
  readonly withinMs?: number;
}

const ATTEMPTS = 6;
const WITHIN_MS = 30_000;
const FIRST_WAIT_MS = 50;
const WAIT_MS_MAX = 2_000;
/** Refusals that say nothing about the request: the same request may be accepted a moment later. */
const PASSING = new Set([429, 502, 503, 504]);

/** Whether a failure may be gone at the next attempt: no answer, 429, 502, 503 and 504. */
export const isPassing = (error: unknown): boolean =>
  error instanceof NoAnswer || (error instanceof Problem && PASSING.has(error.status));

/** Whether a service refused for good (4xx, but for 429): the same request is refused until something changes. */
export const isRefusal = (error: unknown): error is Problem =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && !isPassing(error);

/**
 * How long to wait before the next attempt after `made` attempts in `tookMs`; undefined where there shall be none. The
 * wait doubles and is scattered by `chance` from 0 to 1, so that callers who failed together do not return together.
 */
export function waitBefore(
  error: unknown,
  { attempts = ATTEMPTS, withinMs = WITHIN_MS }: Patience,
  made: number,
  tookMs: number,
  chance: number,
): number | undefined {
  if (!isPassing(error) || made >= attempts) return undefined;
  const waitMs = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (made - 1)) * (0.5 + chance / 2);
  const askedMs = error instanceof Problem ? (error.retryAfterMs ?? 0) : 0;
  // A service that says when to return is not asked sooner.
  const total = askedMs > 0 ? askedMs + waitMs / 2 : waitMs;
  return tookMs + total > withinMs ? undefined : total;
}

/** Waits, unless the signal ends the call. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    if (signal?.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
