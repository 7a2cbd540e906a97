/** Random numbers from a seed: the same seed is the same run. */
export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not give similar runs.
    this.state = Math.imul(seed + 1, 0x9e3779b1) ^ 0x85ebca6b;
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** The same things in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const mixed = [...list];
    for (let n = mixed.length - 1; n > 0; n--) {
      const other = this.whole(0, n);
      [mixed[n], mixed[other]] = [mixed[other]!, mixed[n]!];
    }
    return mixed;
  }

  /** A new UUID of version 7 form; the time in it is the one given. */
  uuid7(ms: number): string {
    const time = ms.toString(16).padStart(12, '0');
    const hex = (digits: number) => {
      let text = '';
      for (let n = 0; n < digits; n++) text += Math.floor(this.next() * 16).toString(16);
      return text;
    };
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
  }
}
