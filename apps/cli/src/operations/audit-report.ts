import type { Oversight } from '@concord/client';

/** What was compared, as a table, and the result in a sentence. */
export function auditTable({ comparisons, keys, drifts, startedAt, completedAt }: Oversight.Audit): string[] {
  const head = ['view', 'repeats', 'rows', 'differ', 'unsettled'];
  const rows = comparisons.map((each) => [
    each.view,
    each.fact,
    String(each.keys),
    String(each.drifts),
    String(each.unsettled),
  ]);
  const widths = head.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n]!.length)));
  const lineOf = (cells: readonly string[]) =>
    cells.map((cell, n) => (n < 2 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))).join('  ');
  const seconds = ((Date.parse(completedAt) - Date.parse(startedAt)) / 1_000).toFixed(1);
  const result = drifts === 0 ? 'Everyone agrees' : `${drifts} rows differ`;
  return [lineOf(head), ...rows.map(lineOf), `${result}: ${keys} rows compared in ${seconds} s.`];
}

type Told = Pick<Oversight.Drift, 'fact' | 'view' | 'key' | 'column' | 'expected' | 'found' | 'missingEvent'>;

/** A drift in two lines: the value on both sides, and the event that the view does not show. */
export function driftLines({ fact, view, key, column, expected, found, missingEvent }: Told): string[] {
  const cause = missingEvent
    ? `the first event that it does not show is ${missingEvent.type} ${missingEvent.eventId} of ${missingEvent.at}`
    : 'no missing event explains it: something else changed the row';
  return [
    `✗ ${view}, row ${key}, ${column}: ${fact} says ${JSON.stringify(expected)}, the view says ${JSON.stringify(found)};`,
    `    ${cause}.`,
  ];
}
