import { Injectable } from '@nestjs/common';
import { isVoucherCode, normalVoucherCode } from '@concord/contracts';
import { CallerLimits, Problem, tooMany, Views, voucherCodeHash, type Caller } from '@concord/service';
import { LRUCache } from 'lru-cache';
import { VoucherRow } from './vouchers.projection';

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
const LOCK_S = 900;
const CALLERS_MAX = 50_000;

/** Finds a voucher by its code, and keeps callers from trying codes: they wait, and after too many are locked. */
@Injectable()
export class VoucherLookup {
  private readonly lookups = new CallerLimits();
  private readonly unknown = new CallerLimits();
  private readonly locked = new LRUCache<string, true>({ max: CALLERS_MAX, ttl: LOCK_S * 1_000 });

  constructor(private readonly views: Views) {}

  /** Throws `Problem` 422 for a code with a typing mistake, 404 for one that no voucher has, 429 for a caller who guesses. */
  async byCode(typed: string, caller: Caller): Promise<VoucherRow> {
    const who = `${caller.issuer}\n${caller.client ?? ''}\n${caller.subject}`;
    const leftMs = this.locked.getRemainingTTL(who);
    if (leftMs > 0) throw lockedFor(Math.ceil(leftMs / 1_000));
    const waitS = this.lookups.take(who, LOOKUPS[caller.kind]);
    if (waitS > 0) throw tooMany(waitS);
    const normal = normalVoucherCode(typed);
    if (!isVoucherCode(normal))
      throw new Problem(
        422,
        'voucher-code-mistyped',
        'The code of the voucher has a typing mistake: look at it again.',
      );
    const [row] = await this.views.all(VoucherRow, { codeHash: voucherCodeHash(normal) });
    if (row) return row;
    // The code is not repeated in the answer: answers are logged by many.
    if (this.unknown.take(who, UNKNOWN_CODES[caller.kind]) > 0) {
      this.locked.set(who, true);
      throw lockedFor(LOCK_S);
    }
    throw new Problem(404, 'voucher-unknown', 'There is no voucher with this code.');
  }
}

const lockedFor = (seconds: number) =>
  new Problem(
    429,
    'voucher-codes-guessed',
    `You sent too many codes that no voucher has. Wait ${Math.ceil(seconds / 60)} minutes.`,
    {},
    { 'retry-after': String(seconds) },
  );
