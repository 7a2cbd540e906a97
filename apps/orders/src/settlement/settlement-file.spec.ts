import { readSettlementFile } from './settlement-file';

const day = '2026-01-05';
/** What a file says, with the number of turns that reading takes. */
function turns(file: string, format: 'csv' | 'jsonl' = 'csv') {
  const reading = readSettlementFile(file, format, day);
  for (let count = 1; ; count++) {
    const { done, value } = reading.next();
    if (done) return { count, said: value };
  }
}
const read = (file: string, format: 'csv' | 'jsonl' = 'csv') => turns(file, format).said;
const HEADER = 'ref,kind,amount,currency,day\n';

describe('a settlement file', () => {
  it('is CSV', () =>
    expect(read(`${HEADER}pi_1,capture,19.99,GBP,${day}\nre_1,refund,500,JPY,${day}\n`)).toEqual({
      lines: [
        { providerRef: 'pi_1', move: 'capture', currency: 'GBP', amountMinor: 1_999 },
        { providerRef: 're_1', move: 'refund', currency: 'JPY', amountMinor: 500 },
      ],
    }));
  it('or JSON lines', () =>
    expect(
      read(`{"ref":"dp_1","kind":"chargeback","amount":"1.5","currency":"KWD","day":"${day}"}\n\n`, 'jsonl'),
    ).toEqual({ lines: [{ providerRef: 'dp_1', move: 'chargeback', currency: 'KWD', amountMinor: 1_500 }] }));
  it.each([
    [HEADER, 'csv'],
    [HEADER.trim(), 'csv'],
    [`\uFEFF${HEADER}\n\n`, 'csv'],
    ['\n', 'jsonl'],
  ] as const)('of a day without movements has no lines: %j', (file, format) =>
    expect(read(file, format)).toEqual({ lines: [] }),
  );
  it('may have its columns in another order, in quotes, with others between, and lines of Windows', () =>
    expect(read(`day, "kind" ,fee,amount,currency,ref\r\n${day},capture,0.10,1.00,GBP,"a ""b"",\r\nc"\r\n`)).toEqual({
      lines: [{ providerRef: 'a "b",\nc', move: 'capture', currency: 'GBP', amountMinor: 100 }],
    }));
  it.each([
    ['nothing', ''],
    ['blank lines', '\n'.repeat(1_000)],
    ['other columns', `a,b\n${'1,2\n'.repeat(200_000)}`],
    ['commas', ','.repeat(1_000_000)],
    ['quotes', '"'.repeat(500_000)],
    ['a word', 'x'.repeat(500_000)],
    ['a row', `pi_1,capture,19.99,GBP,${day}\n`],
    ['a column twice', `ref,${HEADER}`],
  ])('is refused where it begins with no header but %s', (_, file) =>
    expect(read(file)).toEqual({ header: 'unknown' }),
  );
  it.each([
    ['ref', `,capture,1,GBP,${day}`],
    ['kind', `pi_1,payout,1,GBP,${day}`],
    ['amount', `pi_1,capture,-1,GBP,${day}`],
    ['amount', `pi_1,capture,1.005,GBP,${day}`],
    ['amount', `pi_1,capture,1.5,JPY,${day}`],
    ['currency', `pi_1,capture,1,XXX,${day}`],
    ['day', 'pi_1,capture,1,GBP,2026-01-06'],
    ['CSV', 'pi_1,capture'],
  ])('names the row whose %s is wrong', (what, row) =>
    expect(read(`${HEADER}pi_0,capture,1,GBP,${day}\n${row}\n`)).toMatchObject({
      problems: [{ message: expect.stringContaining(what) }],
    }),
  );
  it.each([
    ['rows', 'csv', `${HEADER}${'1,2\n'.repeat(200_000)}`, 100],
    ['rows', 'jsonl', '{"a":1}\n'.repeat(90_000), 100],
    ['commas', 'csv', `${HEADER}${','.repeat(1_000_000)}`, 1],
    ['quotes', 'csv', `${HEADER}${'"'.repeat(1_000_000)}`, 1],
    ['a text without its end', 'csv', `${HEADER}"${'x\n'.repeat(500_000)}`, 1],
    ['brackets', 'jsonl', '['.repeat(1_000_000), 1],
  ] as const)('ends with the first hundred problems: %s as %s', (_, format, file, count) => {
    const { said, count: taken } = turns(file, format);
    expect('problems' in said && said.problems.length).toBe(count);
    expect(taken).toBeLessThanOrEqual(2);
  });
  it.each([
    ['csv', HEADER, (n: number) => `pi_${n},capture,19.99,GBP,${day}\n`],
    ['jsonl', '', (n: number) => `{"ref":"pi_${n}","kind":"refund","amount":"5","currency":"EUR","day":"${day}"}\n`],
  ] as const)('as large as a body may be is read in turns: %s', (format, header, row) => {
    const rows = Array.from({ length: 10_000 }, (_, n) => row(n));
    const { said, count } = turns(header + rows.join(''), format);
    expect('lines' in said && said.lines.map(({ providerRef }) => providerRef)).toEqual(rows.map((_, n) => `pi_${n}`));
    expect(count).toBeGreaterThan(20);
  });
  it('names a row that is no JSON', () =>
    expect(read('{', 'jsonl')).toMatchObject({ problems: [{ path: 'file.1', message: 'is no JSON' }] }));
});
