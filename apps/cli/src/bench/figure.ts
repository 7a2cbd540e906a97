/** What one benchmark found. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the machine does without Concord, measured in the same run; null where there is no such thing. */
  readonly limit: number | null;
  readonly ratio: number | null;
  /** Further values: percentiles, CPU, what the limit is. */
  readonly [extra: string]: unknown;
}

/** A figure with its limit. The ratio is limit by value where less is better, as with times. */
export function figure(
  name: string,
  value: number,
  unit: string,
  limit: number | null,
  extra: Readonly<Record<string, unknown>> = {},
): Figure {
  const isTime = unit === 'ms' || unit === 's';
  const ratio = limit === null || value === 0 ? null : isTime ? limit / value : value / limit;
  return {
    name,
    value: rounded(value),
    unit,
    limit: limit && rounded(limit),
    ratio: ratio && rounded(ratio),
    ...extra,
  };
}

/** Three digits: the machine varies more than that. */
export function rounded(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  return Number((unit >= 1 ? Math.round(value) : Math.round(value / unit) * unit).toPrecision(12));
}

/** The value that this share of all samples does not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** p50, p95 and p99 of milliseconds. */
export const percentiles = (samples: readonly number[]) => ({
  p50: rounded(percentile(samples, 0.5)),
  p95: rounded(percentile(samples, 0.95)),
  p99: rounded(percentile(samples, 0.99)),
});

/** Figures as a table for people. */
export function table(figures: readonly Figure[]): string {
  const known = new Set(['name', 'value', 'unit', 'limit', 'ratio', 'limitIs']);
  const rows = figures.map((each) => [
    each.name,
    `${each.value} ${each.unit}`,
    each.limit === null ? '' : `${each.limit}`,
    each.ratio === null ? '' : `${each.ratio}`,
    Object.entries(each)
      .filter(([name]) => !known.has(name))
      .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', '),
  ]);
  const all = [['name', 'value', 'limit', 'ratio', ''], ...rows];
  const widths = [0, 1, 2, 3].map((n) => Math.max(...all.map((row) => row[n]!.length)));
  return all
    .map((row) => row.map((cell, n) => (n < 4 ? cell.padEnd(widths[n]!) : cell)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}
