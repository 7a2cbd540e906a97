import { CsvError, parse } from 'csv-parse/sync';

/** One row of a CSV file, or a line that belongs to no row; `line` is the number of its first line, from 1. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly problem: string };

/** A quoted field with more lines than this is a mistake. */
const LINES_PER_ROW_MAX = 50;
/** Every quote opens or closes a whole cell. */
const PLAINLY_QUOTED = /^(?:"[^"]*"|[^",]*)(?:,(?:"[^"]*"|[^",]*))*$/;
const CELL = /,(?:"([^"]*)"|([^",]*))/g;

/**
 * Makes rows of lines. A quoted field may hold line breaks, but a forgotten closing quote must not swallow the lines
 * after it. As soon as a line is a complete row by itself, the open field before it is given up, line by line. The
 * header says how many cells a row has. Blank lines are no rows.
 */
export async function* csvRows(lines: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  let number = 0;
  let width: number | undefined;
  let open: CsvRow[] = [];
  let openText = '';

  for await (const line of lines) {
    number += 1;
    const alone = readLine(line);

    if (open.length > 0) {
      const text = `${openText}\n${line}`;
      const joined = isRowOf(width, alone) || open.length >= LINES_PER_ROW_MAX ? 'broken' : readStrictly(text);
      if (joined === 'open') {
        open.push(neverClosed(number));
        openText = text;
        continue;
      }
      const given = open;
      open = [];
      if (joined !== 'broken') {
        yield { line: number - given.length, cells: joined };
        continue;
      }
      yield* given;
    }

    if (alone === 'open') {
      open = [neverClosed(number)];
      openText = line;
    } else if (alone === 'broken') {
      yield { line: number, problem: 'Its quotes do not match.' };
    } else if (alone.length > 1 || alone[0]?.trim()) {
      width ??= alone.length;
      yield { line: number, cells: alone };
    }
  }
  yield* open;
}

type Reading = readonly string[] | 'open' | 'broken';

/** A stray quote, as in `12" PLATE`, is tolerated inside one line; across lines it would be a guess. */
function readLine(line: string): Reading {
  // Nearly all lines are plain, and starting the parser for each would take fifty times as long.
  if (!line.includes('"')) return line.split(',');
  if (PLAINLY_QUOTED.test(line))
    return Array.from(`,${line}`.matchAll(CELL), ([, quoted, bare]) => quoted ?? bare ?? '');
  const strictly = readStrictly(line);
  return strictly === 'broken' ? readCsv(line, { relax_quotes: true }) : strictly;
}

function readStrictly(text: string): Reading {
  return readCsv(text, { trim: true });
}

function readCsv(text: string, options: { readonly trim?: boolean; readonly relax_quotes?: boolean }): Reading {
  try {
    return parse(text, { ...options, relax_column_count: true })[0] ?? [''];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'broken';
  }
}

function isRowOf(width: number | undefined, reading: Reading): boolean {
  return typeof reading === 'object' && reading.length === width;
}

function neverClosed(line: number): CsvRow {
  return { line, problem: 'A quote is opened and never closed.' };
}
