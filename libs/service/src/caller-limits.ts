import { LRUCache } from 'lru-cache';
import type { Actor } from '@concord/event-sourcing';
import { Problem } from './problem';

/** This many requests at once, and this many a second in the long run. */
interface Rate {
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

/** Requests without a valid token, by their address. */
export const STRANGER_RATE: Rate = { burst: 200, perSecond: 10 };

const CALLERS_MAX = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A token bucket for each caller. */
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
