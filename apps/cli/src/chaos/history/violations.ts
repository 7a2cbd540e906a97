/** How many of one kind are listed; the others are counted. */
const TOLD_MAX = 5;

/** Collects the violations by kind, so that one cause does not hide the others. */
export class Violations {
  private readonly kinds = new Map<string, { readonly told: string[]; count: number }>();

  add(kind: string, found: string | readonly string[]): void {
    const all = typeof found === 'string' ? [found] : found;
    if (all.length === 0) return;
    const known = this.kinds.get(kind) ?? { told: [], count: 0 };
    this.kinds.set(kind, known);
    known.told.push(...all.slice(0, TOLD_MAX - known.told.length));
    known.count += all.length;
  }

  get texts(): string[] {
    return [...this.kinds].flatMap(([kind, { told, count }]) => {
      const texts = told.map((text) => `${kind}: ${text}`);
      return count > told.length ? [...texts, `${kind}: and ${count - told.length} more`] : texts;
    });
  }
}
