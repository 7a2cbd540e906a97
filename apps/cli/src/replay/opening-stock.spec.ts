import { toDocuments } from './documents';
import { found, given, type Row, returned, sold, writtenOff } from './given-lines';
import { openingStock, parseShare, type Share } from './opening-stock';

const share = (text: string) => parseShare(text) as Share;
const opening = (mode: string, ...rows: Row[]) =>
  Object.fromEntries(openingStock(toDocuments(given(...rows)), share(mode)));

describe('opening stock', () => {
  it('is enough when it is all units ordered, for nothing too, and all units written off', () =>
    expect(
      opening(
        'enough',
        sold('1', '10001', 2),
        sold('1', '10001', 3, { UnitPrice: '0' }),
        sold('2', '10002', 7),
        writtenOff('3', '10001', 10),
      ),
    ).toEqual({ 10001: 15, 10002: 7 }));

  it('counts on no find and no return', () =>
    expect(opening('enough', sold('1', '10001', 2), found('2', '10001', 5), returned('C3', '10001', 2))).toEqual({
      10001: 2,
    }));

  it('is for stock items only', () => expect(opening('enough', sold('1', 'POST', 1))).toEqual({}));

  it('with a factor is that share of it, rounded down', () => {
    expect(opening('0.8', sold('1', '10001', 9), sold('1', '10002', 1))).toEqual({ 10001: 7, 10002: 0 });
    expect(opening('1.5', sold('1', '10001', 3))).toEqual({ 10001: 4 });
    expect(opening('0', sold('1', '10001', 3))).toEqual({ 10001: 0 });
  });

  it('is exact where a float is not', () => expect(opening('0.29', sold('1', '10001', 100))).toEqual({ 10001: 29 }));
});

describe('a share', () => {
  it.each(['enough', '0.8', '1', '0', '.5', '8e-1', '10'])('%s is one', (text) => expect(share(text)).toBeDefined());

  it.each(['', 'plenty', '-0.5', '80%', '0,8', '1e99'])('"%s" is none', (text) =>
    expect(parseShare(text)).toBeUndefined(),
  );
});
