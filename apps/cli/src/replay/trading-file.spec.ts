import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readTradingFile, TradingFileProblem } from './trading-file';
import { collected } from './given-lines';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const ROW = '536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom';

const folder = mkdtempSync(join(tmpdir(), 'trading-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer, name = 'trading.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const read = (path: string) => collected(readTradingFile(path));
const heart = (line: number) => expect.objectContaining({ line, outcome: 'order-line', sku: '85123A', quantity: 6 });
const unreadable = (line: number) => ({ line, outcome: 'unreadable', reason: expect.any(String) });

describe('reading a trading file', () => {
  it('numbers the lines as they stand in the file', async () =>
    expect(await read(file(`${HEADER}\n${ROW}\n\n${ROW}\n`))).toEqual([heart(2), heart(4)]));

  it('does not need a last line break', async () => expect(await read(file(`${HEADER}\n${ROW}`))).toEqual([heart(2)]));

  it('takes a byte order mark, Windows line ends and quotes everywhere', async () => {
    const quoted = (line: string) => line.replace(/[^,]+/g, '"$&"');
    expect(await read(file(`\uFEFF${quoted(HEADER)}\r\n${quoted(ROW)}\r\n`))).toEqual([heart(2)]);
    expect(await read(file(`\uFEFF${HEADER}\r\n${ROW}\r\n`))).toEqual([heart(2)]);
  });

  it('takes the columns in any order and ignores others', async () => {
    const header = 'Country,id,UnitPrice, Quantity ,CustomerID,InvoiceDate,StockCode,InvoiceNo,Description';
    const row = 'United Kingdom,1,2.55,6,17850.0,2010-12-01 08:26:00,85123A,536365,HEART';
    expect(await read(file(`${header}\n${row}\n`))).toEqual([heart(2)]);
  });

  it('reads gzip by the name of the file, also in several parts', async () => {
    const parts = [gzipSync(`${HEADER}\n${ROW}\n`), gzipSync(`${ROW}\n`)];
    expect(await read(file(Buffer.concat(parts), 'trading.CSV.GZ'))).toEqual([heart(2), heart(3)]);
  });

  it('puts a blot where bytes are not UTF-8', async () =>
    expect(await read(file(Buffer.from(`${HEADER}\n${ROW.replace('HEART', '\xa35 HEART')}\n`, 'latin1')))).toEqual([
      expect.objectContaining({ line: 2, outcome: 'order-line', description: '\uFFFD5 HEART' }),
    ]));

  it('is content with a header alone', async () => expect(await read(file(`${HEADER}\n`))).toEqual([]));
});

describe('a row of the wrong width', () => {
  it('is unreadable, and the rows around it are not', async () =>
    expect(await read(file([HEADER, ROW, '536365,85123A', `${ROW},more`, ROW].join('\n')))).toEqual([
      heart(2),
      unreadable(3),
      unreadable(4),
      heart(5),
    ]));

  it('is forgiven empty cells after the last column', async () =>
    expect(await read(file(`${HEADER}\n${ROW},, \n`))).toEqual([heart(2)]));

  it('is not what a stray comma in the header makes', async () =>
    expect(await read(file(`${HEADER},\n${ROW}\n`))).toEqual([heart(2)]));

  it('is unreadable when all its cells are empty', async () =>
    expect(await read(file(`${HEADER}\n,,,,,,,\n`))).toEqual([unreadable(2)]));

  it('is what an open quote leaves', async () =>
    expect(await read(file([HEADER, ROW.replace('HEART', '"HEART'), ROW].join('\n')))).toEqual([
      unreadable(2),
      heart(3),
    ]));
});

describe('a file that cannot be replayed', () => {
  const whole = gzipSync(`${HEADER}\n${ROW}\n`);

  it.each([
    ['is not there', () => join(folder, 'none.csv'), /no file/],
    ['is not there, gzipped', () => join(folder, 'none.csv.gz'), /no file/],
    ['is a folder', () => folder, /folder/],
    ['is empty', () => file(''), /empty/],
    ['is blank', () => file('\n \n'), /empty/],
    ['is empty inside gzip', () => file(gzipSync(''), 'empty.csv.gz'), /empty/],
    ['has no bytes though named gzip', () => file('', 'nothing.csv.gz'), /empty/],
    ['is not gzip though named so', () => file(`${HEADER}\n${ROW}\n`, 'plain.csv.gz'), /not gzip/],
    ['is cut off', () => file(whole.subarray(0, whole.length - 12), 'cut.csv.gz'), /middle/],
    ['lacks a column', () => file('InvoiceNo,Description\n1,2\n'), /StockCode/],
    ['names a column in small letters', () => file(`${HEADER.replace('Country', 'country')}\n`), /Country/],
    ['has a column twice', () => file(`${HEADER},Quantity\n${ROW},6\n`), /Quantity/],
    ['has a header that never ends', () => file(`"${HEADER}\n${ROW}\n`), /header/],
  ])('%s: one sentence says so', async (_, path, sentence) => {
    const reading = read(path());
    await expect(reading).rejects.toThrow(TradingFileProblem);
    await expect(reading).rejects.toThrow(sentence);
  });
});
