/** So many writes are remembered, and each for so long: whoever asks for the same later means another one. */
const WRITES_MAX = 200;
const KEPT_MS = 10 * 60_000;

/**
 * The keys of writes of which nobody knows whether they were executed: no answer came, whatever the patience. The same
 * write is sent under the same key again, so that a person who clicks once more does not pay twice.
 */
export class UnsettledWrites {
  private readonly keys = new Map<string, { readonly key: string; readonly at: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  /** The key under which this write was sent before, if its fate is unknown. */
  keyOf(write: string): string | undefined {
    const known = this.keys.get(write);
    return known && this.now() - known.at < KEPT_MS ? known.key : undefined;
  }

  /** Nobody knows what became of the write. */
  lost(write: string, key: string): void {
    this.keys.delete(write);
    this.keys.set(write, { key, at: this.now() });
    const [oldest] = this.keys.keys();
    if (this.keys.size > WRITES_MAX && oldest !== undefined) this.keys.delete(oldest);
  }

  /** The write was executed, or refused. */
  settled(write: string): void {
    this.keys.delete(write);
  }
}
