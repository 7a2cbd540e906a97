/** How long a request is expected to wait for a place at most, in milliseconds; one that would wait longer is refused. */
const EXPECTED_WAIT_MS_MAX = 1_000;
/** How long a request waits in fact at most: a service that has become slow did not expect it. */
const WAIT_MS_MAX = 5_000;
/** What a request is taken to cost until requests have been measured, in milliseconds. */
const FIRST_COST_MS = 2;
/** How much of the measured cost a new measurement replaces. */
const COST_SHARE = 0.1;

/** A request's place. Giving it back twice gives back one. */
export type GiveBack = () => void;

interface Waiting {
  readonly enter: (place: GiveBack) => void;
  readonly refuse: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Places for requests that are worked on at the same time. A request that finds none waits in line as long as it can be
 * expected to have a place within a second, and is refused at once where it cannot: a burst is served, an overload is not
 * piled up. The expectation rests on how fast places have been given back while requests waited.
 */
export class Places {
  private taken = 0;
  private readonly line: Waiting[] = [];
  /** Milliseconds from one place given back to the next while requests wait. */
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

  /** Gives a place as soon as there is one; undefined where the request is refused. */
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
    // What passes between two requests of an idle service says nothing about how fast it could be.
    if (next && this.givenBackAt > 0) this.costMs += COST_SHARE * (at - this.givenBackAt - this.costMs);
    this.givenBackAt = next ? at : 0;
    if (!next) return;
    clearTimeout(next.timer);
    next.enter(this.enter());
  }
}
