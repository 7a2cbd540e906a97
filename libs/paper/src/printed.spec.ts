import { createHash } from 'node:crypto';
import { barsOf } from './bars';
import { writable } from './fonts';
import type { Paper } from './paper';
import { printed } from './printed';

const paper = (rows: number): Paper => ({
  title: 'A paper',
  language: 'en',
  size: 'A4',
  at: '2026-01-05T09:00:00.000Z',
  author: 'Shop & Sons',
  foot: 'Shop & Sons',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  blocks: [
    { kind: 'title', text: 'A paper', aside: ['5 January 2026'] },
    { kind: 'columns', columns: [{ head: 'To', lines: ['Ada Bell', 'Ελλάδα', 'Жук'] }] },
    {
      kind: 'table',
      head: ['SKU', 'Units'],
      widths: [3, 1],
      numbers: [1],
      rows: Array.from({ length: rows }, (_, n) => [`SKU-${n}`, '3']),
    },
    { kind: 'sums', rows: [{ name: 'Total', amount: '14.32 GBP', isStrong: true }] },
    { kind: 'text', text: 'That is all.' },
    { kind: 'barcode', text: '0198a2b0-1111-7222-8333-444455556666' },
  ],
});
const pagesOf = (bytes: Buffer) => bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length;

describe('a printed paper', () => {
  it('is the same each time, and for ever', async () => {
    const [one, other] = await Promise.all([printed(paper(5)), printed(paper(5))]);
    expect(one.equals(other)).toBe(true);
    expect(createHash('sha256').update(one).digest('hex')).toBe(
      '6c879d14c6ea465b758ae78cc4987c6d56fe006a947bcb20a6592bfa3ea8714b',
    );
  });
  it.each([
    ['李小龍', 'LiXiaoLong'],
    ['彌敦道 12號', 'MiDunDao 12Hao'],
    ['서울', 'SeoUl'],
    ['Łódź Ελλάδα Жук', 'Łódź Ελλάδα Жук'],
  ])('writes what its font lacks in Latin letters: %s', (text, written) =>
    expect(writable(text, 'text')).toBe(written),
  );
  it('goes on to further pages', async () => {
    expect(pagesOf(await printed(paper(5)))).toBe(1);
    expect(pagesOf(await printed(paper(200)))).toBe(5);
  });
  it('that is long lets others have their turn meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const bytes = await printed(paper(500));
    clearInterval(timer);
    expect(pagesOf(bytes)).toBe(11);
    expect(turns).toBeGreaterThan(10);
  });
  it('has bars of black and white in turn, of which a scanner finds the end', () => {
    const { bars, modules } = barsOf('0198a2b0');
    const [at, width] = bars.at(-1)!;
    expect(at + width).toBe(modules);
    expect(bars.length).toBeGreaterThan(20);
  });
});
