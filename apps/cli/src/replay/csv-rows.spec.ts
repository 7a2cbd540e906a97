import { type CsvRow, csvRows } from './csv-rows';
import { collected } from './given-lines';

async function rows(...lines: string[]): Promise<CsvRow[]> {
  async function* each() {
    yield* lines;
  }
  return collected(csvRows(each()));
}
const row = (line: number, ...cells: string[]) => ({ line, cells });
const lost = (line: number) => ({ line, problem: expect.any(String) });

describe('rows of a CSV file', () => {
  it('are split at commas, with the number of their line', async () =>
    expect(await rows('a,b', '1,2')).toEqual([row(1, 'a', 'b'), row(2, '1', '2')]));

  it('may quote their cells, and double a quote in them', async () =>
    expect(await rows('a,b', '"1,5","say ""hi"""', ' "x" , y')).toEqual([
      row(1, 'a', 'b'),
      row(2, '1,5', 'say "hi"'),
      row(3, 'x', 'y'),
    ]));

  it('may begin and end with an empty cell, quoted or not', async () =>
    expect(await rows('a,b,c', ',"2,2",', '"",2,""', ',,', '"","",""""')).toEqual([
      row(1, 'a', 'b', 'c'),
      row(2, '', '2,2', ''),
      row(3, '', '2', ''),
      row(4, '', '', ''),
      row(5, '', '', '"'),
    ]));

  it('are not made of blank lines', async () =>
    expect(await rows('', 'a,b', '', ' \t', '1,2', '')).toEqual([row(2, 'a', 'b'), row(5, '1', '2')]));

  it('may hold a stray quote', async () =>
    expect(await rows('a,b,c', '1,12" PLATE,3', '1,"12" PLATE",3')).toEqual([
      row(1, 'a', 'b', 'c'),
      row(2, '1', '12" PLATE', '3'),
      row(3, '1', '"12" PLATE"', '3'),
    ]));

  it('may span lines inside quotes, and begin where the first one does', async () =>
    expect(await rows('a,b,c', '1,"two', '', 'lines",3', '4,5,6')).toEqual([
      row(1, 'a', 'b', 'c'),
      row(2, '1', 'two\n\nlines', '3'),
      row(5, '4', '5', '6'),
    ]));
});

describe('a quote that is never closed', () => {
  it('costs its own line and no other', async () =>
    expect(await rows('a,b,c', '1,"2,3', '4,5,6', '7,"8",9')).toEqual([
      row(1, 'a', 'b', 'c'),
      lost(2),
      row(3, '4', '5', '6'),
      row(4, '7', '8', '9'),
    ]));

  it('is not closed by the next one that was forgotten', async () =>
    expect(await rows('a,b,c', '1,"2,3', '4,"5,6', '7,8,9')).toEqual([
      row(1, 'a', 'b', 'c'),
      lost(2),
      lost(3),
      row(4, '7', '8', '9'),
    ]));

  it('is known at the end of the file', async () =>
    expect(await rows('a,b,c', '1,"2,3', 'x')).toEqual([row(1, 'a', 'b', 'c'), lost(2), lost(3)]));

  it('is given up after a page of text', async () => {
    const page = Array.from({ length: 60 }, () => 'text');
    const result = await rows('a,b,c', '1,"2', ...page, '4,5,6');
    expect(result.slice(1, 51)).toEqual(Array.from({ length: 50 }, (_, index) => lost(index + 2)));
    expect(result.at(-1)).toEqual(row(63, '4', '5', '6'));
    expect(result).toHaveLength(63);
  });
});
