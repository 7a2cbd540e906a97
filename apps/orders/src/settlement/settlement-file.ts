import { MONEY_MOVES } from '@concord/contracts';
import { CURRENCIES, decimalsOf } from '@concord/event-sourcing';
import { parse } from 'csv-parse/sync';

/** What moved money at the provider. */
export type MoneyMove = (typeof MONEY_MOVES)[number];

/** A line of a settlement file. */
export interface SettlementLine {
  readonly providerRef: string;
  readonly move: MoneyMove;
  readonly currency: string;
  readonly amountMinor: number;
}

/** A row that cannot be read; the first row after the header is 1. */
export interface RowProblem {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** What a settlement file says: its lines, the rows that cannot be read, or that its first row is no header. */
export type SettlementFile =
  | { readonly lines: readonly SettlementLine[] }
  | { readonly problems: readonly RowProblem[] }
  | { readonly header: 'unknown' };

const COLUMNS = ['ref', 'kind', 'amount', 'currency', 'day'];
const PROBLEMS_MAX = 100;
const REFERENCE_CHARACTERS_MAX = 200;
/** A row, and the header. */
const ROW_CHARACTERS_MAX = 2_000;
const TOO_LONG = `has more than ${ROW_CHARACTERS_MAX} characters`;
/** What is read before other work goes on. */
const PART_CHARACTERS = 16_384;
const AMOUNT = /^(\d{1,12})(?:\.(\d{1,4}))?$/;

/** A row as it was parsed, or what is wrong with it. */
type Row = object | string;

/**
 * Reads a settlement file: CSV with the header `ref,kind,amount,currency,day`, or JSON lines with these members. `kind`
 * is one of `MONEY_MOVES`, `amount` a positive decimal such as 19.99, `day` that of the settlement. It yields often, so
 * that a large file stops nothing else, and ends with the first hundred problems.
 */
export function* readSettlementFile(
  file: string,
  format: 'csv' | 'jsonl',
  day: string,
): Generator<void, SettlementFile> {
  const text = file.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const columns = format === 'csv' ? headerOf(text) : undefined;
  if (format === 'csv' && !columns) return { header: 'unknown' };
  const problems: RowProblem[] = [];
  const lines: SettlementLine[] = [];
  for (const rows of columns ? rowsOfCsv(text, columns) : rowsOfJson(text)) {
    for (const row of rows) {
      const read = lineOf(row, day);
      const at = lines.length + problems.length + 1;
      if (typeof read !== 'string') lines.push(read);
      else problems.push({ path: `file.${at}`, rule: 'row', message: read });
      if (problems.length === PROBLEMS_MAX) return { problems };
    }
    yield;
  }
  return problems.length > 0 ? { problems } : { lines };
}

/** The names of the columns; undefined where the first line lacks one of ours. */
function headerOf(text: string): readonly string[] | undefined {
  const first = text.slice(0, ROW_CHARACTERS_MAX).split('\n', 1)[0]!;
  const columns = first.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  return COLUMNS.every((name) => columns.filter((known) => known === name).length === 1) ? columns : undefined;
}

function* rowsOfCsv(text: string, columns: readonly string[]): Generator<readonly Row[]> {
  for (const part of partsOf(text, text.indexOf('\n') + 1 || text.length, 'csv')) {
    const rows: Row[] = [];
    const long = part.findIndex((row) => row.length > ROW_CHARACTERS_MAX);
    const wrong = parseInto(rows, long < 0 ? part : part.slice(0, long), columns) ?? (long < 0 ? undefined : TOO_LONG);
    // Where the next row begins is not sure then.
    yield wrong === undefined ? rows : [...rows, wrong];
    if (wrong !== undefined) return;
  }
}

/** Returns what is wrong with the row after those that were parsed. */
function parseInto(rows: Row[], part: readonly string[], columns: readonly string[]): string | undefined {
  const on_record = (cells: readonly string[]) =>
    void rows.push(
      cells.length === columns.length
        ? Object.fromEntries(columns.map((name, n) => [name, cells[n]]))
        : `is no CSV of ${columns.length} columns`,
    );
  try {
    parse(part.join(''), {
      record_delimiter: '\n',
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record,
    });
    return undefined;
  } catch (error) {
    // The parser knows only the lines of this part.
    return `is no CSV: ${(error as Error).message.replace(/ (?:at|on) line .*/, '')}`;
  }
}

/** The rows as texts, some at once. A text in quotes may have several lines, unless they are too long for a row. */
function* partsOf(text: string, start: number, format: 'csv' | 'jsonl'): Generator<readonly string[]> {
  let rows: string[] = [];
  let characters = 0;
  let row = start;
  let isQuoted = false;
  for (let at = start; at < text.length;) {
    const end = text.indexOf('\n', at) + 1 || text.length;
    const isLong = end - row > ROW_CHARACTERS_MAX;
    if (format === 'csv' && !isLong && quotesIn(text.slice(at, end)) % 2 === 1) isQuoted = !isQuoted;
    at = end;
    if (isQuoted && !isLong && at < text.length) continue;
    rows.push(text.slice(row, at));
    characters += at - row;
    row = at;
    if (characters < PART_CHARACTERS) continue;
    yield rows;
    [rows, characters] = [[], 0];
  }
  if (rows.length > 0) yield rows;
}

const quotesIn = (line: string) => line.split('"').length - 1;

function* rowsOfJson(text: string): Generator<readonly Row[]> {
  for (const part of partsOf(text, 0, 'jsonl')) yield part.flatMap((line) => rowOfJson(line));
}

function rowOfJson(line: string): Row[] {
  if (line.trim() === '') return [];
  if (line.length > ROW_CHARACTERS_MAX) return [TOO_LONG];
  try {
    const row: unknown = JSON.parse(line);
    return [typeof row === 'object' && row !== null ? row : 'must be an object'];
  } catch {
    return ['is no JSON'];
  }
}

/** The line, or what is wrong with it. */
function lineOf(row: Row, day: string): SettlementLine | string {
  if (typeof row === 'string') return row;
  const [ref, kind, amount, currency, of] = COLUMNS.map((name) => textOf(row, name));
  if (!ref || ref.length > REFERENCE_CHARACTERS_MAX || !ref.isWellFormed() || ref.includes('\u0000'))
    return `ref must be a text of 1 to ${REFERENCE_CHARACTERS_MAX} characters`;
  const move = MONEY_MOVES.find((known) => known === kind);
  if (!move) return `kind must be one of ${MONEY_MOVES.join(', ')}`;
  if (!currency || !CURRENCIES.includes(currency)) return 'currency must be a code of ISO 4217';
  if (of !== day) return `day must be ${day}`;
  const amountMinor = minorOf(amount ?? '', currency);
  if (amountMinor === undefined) return `amount must be a positive number of ${currency}, such as 19.99`;
  return { providerRef: ref, move, currency, amountMinor };
}

function textOf(row: object, name: string): string | undefined {
  const value: unknown = Object.hasOwn(row, name) ? (row as Record<string, unknown>)[name] : undefined;
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}

function minorOf(text: string, currency: string): number | undefined {
  const [, whole, fraction = ''] = AMOUNT.exec(text) ?? [];
  const decimals = decimalsOf(currency);
  const isExact = [...fraction].every((digit, place) => place < decimals || digit === '0');
  if (whole === undefined || !isExact) return undefined;
  return Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
}
