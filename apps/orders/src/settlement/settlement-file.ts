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

const COLUMNS = ['ref', 'kind', 'amount', 'currency', 'day'];
const PROBLEMS_MAX = 100;
const REFERENCE_CHARACTERS_MAX = 200;
const AMOUNT = /^(\d{1,12})(?:\.(\d{1,4}))?$/;

/**
 * Reads a settlement file: CSV with the header `ref,kind,amount,currency,day`, or JSON lines with these members. `kind`
 * is one of `MONEY_MOVES`, `amount` a positive decimal such as 19.99, `day` that of the settlement.
 */
export function readSettlementFile(
  file: string,
  format: 'csv' | 'jsonl',
  day: string,
): { readonly lines: readonly SettlementLine[] } | { readonly problems: readonly RowProblem[] } {
  const rows = format === 'csv' ? rowsOfCsv(file) : rowsOfJson(file);
  const problems: RowProblem[] = [];
  const lines: SettlementLine[] = [];
  for (const [index, row] of rows.entries()) {
    const read = lineOf(row, day);
    if (typeof read !== 'string') lines.push(read);
    else if (problems.length < PROBLEMS_MAX) problems.push({ path: `file.${index + 1}`, rule: 'row', message: read });
  }
  return problems.length > 0 ? { problems } : { lines };
}

function rowsOfCsv(file: string): readonly unknown[] {
  try {
    return parse(file, { columns: true, bom: true, trim: true, skip_empty_lines: true }) as unknown[];
  } catch (error) {
    return [`is no CSV: ${(error as Error).message}`];
  }
}

const rowsOfJson = (file: string): readonly unknown[] =>
  file.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      return ['is no JSON'];
    }
  });

/** The line, or what is wrong with it. */
function lineOf(row: unknown, day: string): SettlementLine | string {
  if (typeof row === 'string') return row;
  if (typeof row !== 'object' || row === null) return 'must be an object';
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
