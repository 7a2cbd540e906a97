interface Waiting<V> {
  readonly resolve: (value: V | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Loads values by key, one load at a time: what is asked for during a load goes into the next one together. */
export class Gathering<K, V> {
  private readonly asked = new Map<K, Waiting<V>[]>();
  private isLoading = false;

  constructor(private readonly load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>) {}

  /** The value; undefined where there is none. Rejects with what the load rejected with. */
  get(key: K): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      const waiting = this.asked.get(key);
      if (waiting) waiting.push({ resolve, reject });
      else this.asked.set(key, [{ resolve, reject }]);
      if (!this.isLoading) void this.loadAll();
    });
  }

  private async loadAll() {
    this.isLoading = true;
    // What is asked for in the same turn goes together.
    await Promise.resolve();
    while (this.asked.size > 0) {
      const asked = new Map(this.asked);
      this.asked.clear();
      const loaded = await this.load([...asked.keys()]).catch((error: unknown) => {
        for (const { reject } of [...asked.values()].flat()) reject(error);
      });
      if (loaded) for (const [key, waiting] of asked) for (const { resolve } of waiting) resolve(loaded.get(key));
    }
    this.isLoading = false;
  }
}
