import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { csvRows } from './csv-rows';
import { type Cells, classify, COLUMNS, type TradingLine } from './trading-line';

/** The file as a whole cannot be replayed. The message is one sentence for the person who named it. */
export class TradingFileProblem extends Error {
  override readonly name = 'TradingFileProblem';
}

/**
 * The classified lines of a CSV file, or of a gzipped one when its name ends in `.gz`. The columns may stand in any
 * order and between others, but have the names given. A row of the wrong width is unreadable, because its values may
 * have slipped into their neighbours' columns; only empty cells after the last column are taken for stray commas.
 */
export async function* readTradingFile(path: string): AsyncGenerator<TradingLine> {
  let header: Header | undefined;
  try {
    for await (const row of csvRows(linesOf(open(path)))) {
      if (!header) {
        header = 'cells' in row ? headerOf(path, row.cells) : problem(`The header of ${path} cannot be read.`);
      } else if ('problem' in row) {
        yield { line: row.line, outcome: 'unreadable', reason: row.problem };
      } else {
        yield readRow(row.line, header, row.cells);
      }
    }
  } catch (error) {
    throw explain(path, error);
  }
  if (!header) problem(`${path} is empty.`);
}

function readRow(line: number, header: Header, cells: readonly string[]): TradingLine {
  const surplus = cells.slice(header.width).some((cell) => cell.trim() !== '');
  if (cells.length < header.width || surplus) {
    return { line, outcome: 'unreadable', reason: `It has ${cells.length} columns instead of ${header.width}.` };
  }
  return classify(line, header.cellsOf(cells));
}

interface Header {
  readonly width: number;
  cellsOf(row: readonly string[]): Cells;
}

function headerOf(path: string, row: readonly string[]): Header {
  const names = row.map((cell) => cell.trim());
  const position = (column: (typeof COLUMNS)[number]): number => {
    const at = names.indexOf(column);
    if (at === -1) problem(`${path} has no column ${column}.`);
    if (names.includes(column, at + 1)) problem(`${path} has the column ${column} more than once.`);
    return at;
  };
  const positions = COLUMNS.map((column) => [column, position(column)] as const);
  return {
    // A stray comma after the last name makes no column.
    width: names.findLastIndex((name) => name !== '') + 1,
    cellsOf: (cells) => {
      const named: Partial<Record<keyof Cells, string>> = {};
      for (const [column, at] of positions) named[column] = cells[at];
      return named as Cells;
    },
  };
}

function open(path: string): Readable {
  const file = createReadStream(path);
  // The reader of the last stream sees every error of those before it, so there is nothing left to do in the callback.
  return path.toLowerCase().endsWith('.gz') ? pipeline(file, createGunzip(), () => undefined) : file;
}

/** Bytes that are not UTF-8 become U+FFFD: they stand in titles, and a title with a blot is better than no order. */
async function* linesOf(bytes: Readable): AsyncGenerator<string> {
  let rest = '';
  let first = true;
  for await (const chunk of bytes.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + (first ? chunk.replace(/^\uFEFF/, '') : chunk)).split('\n');
    first = false;
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest;
}

function problem(sentence: string): never {
  throw new TradingFileProblem(sentence);
}

function explain(path: string, error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('code' in error)) return error;
  const code = String(error.code);
  if (code === 'ENOENT') return new TradingFileProblem(`There is no file ${path}.`);
  if (code === 'EISDIR') return new TradingFileProblem(`${path} is a folder, not a file.`);
  if (code === 'Z_BUF_ERROR') return new TradingFileProblem(`${path} is empty or ends in the middle of its gzip data.`);
  if (code.startsWith('Z_')) return new TradingFileProblem(`${path} is named .gz but is not gzip all through.`);
  return new TradingFileProblem(`${path} cannot be read (${code}).`);
}
