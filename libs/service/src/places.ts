/** The longest expected wait for a place in milliseconds; a request that would wait longer is refused. */
const EXPECTED_WAIT_MS_MAX = 1_000;
/** The longest actual wait: a service that has become slow did not expect it. */
const WAIT_MS_MAX = 5_000;
/** The assumed cost of a request until requests have been measured, in milliseconds. */
const FIRST_COST_MS = 2;
/** How much of the measured cost a new measurement replaces. */
const COST_SHARE = 0.1;

/** A request's place. Returning it twice returns one. */
export type GiveBack = () => void;

interface Waiting {
  readonly enter: (place: GiveBack) => void;
  readonly refuse: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Places for requests that are served at the same time. A request without a place waits in line if it can expect a
 * place within a second; otherwise it is refused at once. So a burst is served, and an overload does not pile up. The
 * expectation follows from how fast places were returned while requests waited.
 */
export class Places {
  private taken = 0;
  private readonly line: Waiting[] = [];
  /** Milliseconds between two returned places while requests wait. */
  private costMs = FIRST_COST_MS;
  private givenBackAt = 0;
  /** Requests refused since the start. */
  refused = 0;

  constructor(
    private readonly placesMax: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Requests that wait now. */
  get waiting(): number {
    return this.line.length;
  }

  /** Grants a place as soon as there is one; undefined where the request is refused. */
  take(): Promise<GiveBack | undefined> | GiveBack | undefined {
    if (this.taken < this.placesMax && this.line.length === 0) return this.enter();
    if (this.line.length * this.costMs > EXPECTED_WAIT_MS_MAX) {
      this.refused += 1;
      return undefined;
    }
    return new Promise((resolve) => {
      const waiting: Waiting = {
        enter: resolve,
        refuse: () => {
          this.refused += 1;
          resolve(undefined);
        },
        timer: setTimeout(() => {
          this.line.splice(this.line.indexOf(waiting), 1);
          waiting.refuse();
        }, WAIT_MS_MAX).unref(),
      };
      this.line.push(waiting);
    });
  }

  private enter(): GiveBack {
    this.taken += 1;
    let isMine = true;
    return () => {
      if (isMine) this.giveBack();
      isMine = false;
    };
  }

  private giveBack(): void {
    const at = this.now();
    this.taken -= 1;
    const next = this.line.shift();
    // The time between two requests of an idle service says nothing about its speed.
    if (next && this.givenBackAt > 0) this.costMs += COST_SHARE * (at - this.givenBackAt - this.costMs);
    this.givenBackAt = next ? at : 0;
    if (!next) return;
    clearTimeout(next.timer);
    next.enter(this.enter());
  }
}
