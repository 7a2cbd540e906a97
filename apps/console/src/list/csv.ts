/** A value of a cell. */
export type Cell = string | number | boolean | null | undefined;

/** Text that a spreadsheet would take for a formula begins with an apostrophe. */
const FORMULA = /^[=+\-@\t\r]/;

/** A file of comma-separated values (RFC 4180), which spreadsheets open without harm. */
export const csvOf = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
