import { csvOf } from './csv';

describe('a list as comma-separated values', () => {
  it('has a header and a line for each row', () =>
    expect(csvOf(['SKU', 'Units'], [['MUG', 3]])).toBe('SKU,Units\r\nMUG,3\r\n'));

  it('quotes what would end a cell', () =>
    expect(csvOf(['Title'], [['Cup, "large"'], ['two\nlines']])).toBe('Title\r\n"Cup, ""large"""\r\n"two\nlines"\r\n'));

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('lets a spreadsheet run nothing: %j', (text) =>
    expect(csvOf(['Title'], [[text]])).toContain(`'${text}`),
  );

  it('leaves numbers alone, and nothing where there is nothing', () =>
    expect(csvOf(['A', 'B'], [[-5, null]])).toBe('A,B\r\n-5,\r\n'));
});
