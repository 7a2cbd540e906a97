import { LRUCache } from 'lru-cache';
import type { Actor } from '@concord/event-sourcing';
import { callerAddress } from './caller-address';
import { Problem } from './problem';

/** This many requests at once, and this many a second in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** The limits of one caller at one instance of a service, by the kind of caller. */
export const CALLER_RATES: Readonly<Record<Actor['kind'], Rate>> = {
  customer: { burst: 600, perSecond: 50 },
  user: { burst: 3_000, perSecond: 300 },
  // Partners' systems and imports: only the places of `Admission` limit them.
  system: { burst: 50_000, perSecond: 20_000 },
};

/** Refused tokens, refused signatures, unknown routes and sign-ins, by their address. */
export const STRANGER_RATE: Rate = { burst: 200, perSecond: 10 };
/** Requests of one route that asks for no token, by their address. Notices of a payment provider come in bursts. */
export const OPEN_RATE: Rate = { burst: 500, perSecond: 50 };

const CALLERS_MAX = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A token bucket for each caller, and for each address of callers without a token. */
export class CallerLimits {
  private readonly buckets = new LRUCache<string, Bucket>({ max: CALLERS_MAX });

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Counts one request; returns the seconds until the next one is served, or 0 where this one is. */
  take(who: string, { burst, perSecond }: Rate): number {
    const at = this.now();
    let bucket = this.buckets.get(who);
    if (!bucket) this.buckets.set(who, (bucket = { tokens: burst, at }));
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return 0;
  }

  /** Counts one request. Throws `Problem` 429 where it is one too many. */
  demand(who: string, rate: Rate): void {
    const seconds = this.take(who, rate);
    if (seconds > 0) throw tooMany(seconds);
  }

  /**
   * Counts one request without a valid token, by its address. Requests of another kind have a `rate` of their own.
   * Throws `Problem` 429.
   */
  demandStranger(address: string, kind = 'refused', rate = STRANGER_RATE): void {
    this.demand(`${kind} ${callerAddress(address)}`, rate);
  }
}

/** The refusal of a caller who must wait so long. */
export const tooMany = (seconds: number) =>
  new Problem(
    429,
    'too-many-requests',
    `You send too many requests. Wait ${seconds} s, and send fewer.`,
    {},
    { 'retry-after': String(seconds) },
  );
