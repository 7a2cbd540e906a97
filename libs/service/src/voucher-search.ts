import { isVoucherCode, normalVoucherCode } from '@concord/contracts';
import { LRUCache } from 'lru-cache';
import type { Caller } from './auth/caller';
import { CallerLimits, tooMany } from './caller-limits';
import { Problem } from './problem';
import { voucherCodeHash } from './vault/voucher-code';

/** Look-ups of one caller. A shop's own system asks for all of its customers. */
const LOOKUPS = {
  customer: { burst: 20, perSecond: 0.2 },
  user: { burst: 60, perSecond: 1 },
  system: { burst: 600, perSecond: 50 },
} as const;
/** Codes in the right form that no voucher has: more of them than this are no mistakes of typing. */
const UNKNOWN_CODES = {
  customer: { burst: 5, perSecond: 5 / 3_600 },
  user: { burst: 20, perSecond: 20 / 3_600 },
  system: { burst: 500, perSecond: 1 },
} as const;
const LOCK_MS = 900_000;
const CALLERS_MAX = 50_000;

/** Who searches: as much of a caller as the limits ask. */
export type Searcher = Pick<Caller, 'kind' | 'issuer' | 'client' | 'subject'>;

/**
 * Finds vouchers by the codes that callers send, and keeps callers from guessing codes. Each instance of a service
 * counts for itself. A route that takes a code uses it, and never the hash of the code directly.
 */
export class VoucherSearch {
  private readonly lookups: CallerLimits;
  private readonly unknown: CallerLimits;
  /** Until when a caller is locked. */
  private readonly locked = new LRUCache<string, number>({ max: CALLERS_MAX });

  /** `now` is a clock in milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.lookups = new CallerLimits(now);
    this.unknown = new CallerLimits(now);
  }

  /**
   * Returns what `withHash` finds by the hash of a code. Throws `Problem` 422 for a code with a typing mistake, without
   * a look-up, 404 for one that no voucher has, and 429 for a caller who asks too often or guesses. `path` names the
   * member of the request that holds the code.
   */
  async byCode<V>(
    typed: string,
    path: string,
    caller: Searcher,
    withHash: (codeHash: string) => Promise<V | undefined>,
  ): Promise<V> {
    const who = `${caller.issuer}\n${caller.client ?? ''}\n${caller.subject}`;
    const leftMs = (this.locked.get(who) ?? 0) - this.now();
    if (leftMs > 0) throw lockedFor(leftMs);
    const waitS = this.lookups.take(who, LOOKUPS[caller.kind]);
    if (waitS > 0) throw tooMany(waitS);
    const normal = normalVoucherCode(typed);
    if (!isVoucherCode(normal)) throw mistyped(path);
    const found = await withHash(voucherCodeHash(normal));
    if (found) return found;
    if (this.unknown.take(who, UNKNOWN_CODES[caller.kind]) > 0) {
      this.locked.set(who, this.now() + LOCK_MS);
      throw lockedFor(LOCK_MS);
    }
    // The code is not repeated in the answer: answers are logged by many.
    throw new Problem(404, 'voucher-unknown', 'There is no voucher with this code.');
  }
}

const mistyped = (path: string) =>
  new Problem(422, 'voucher-code-mistyped', 'The code of the voucher has a typing mistake: look at it again.', {
    errors: [{ path, rule: 'check-character', message: 'must be a code as it is printed on a voucher' }],
  });

const lockedFor = (ms: number) =>
  new Problem(
    429,
    'voucher-codes-guessed',
    `You sent too many codes that no voucher has. Wait ${Math.ceil(ms / 60_000)} minutes.`,
    {},
    { 'retry-after': String(Math.ceil(ms / 1_000)) },
  );
