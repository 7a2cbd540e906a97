import { readSettlementFile } from './settlement-file';

const day = '2026-01-05';
const read = (file: string, format: 'csv' | 'jsonl' = 'csv') => readSettlementFile(file, format, day);
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
  it('of a day without movements has no lines', () => expect(read(HEADER)).toEqual({ lines: [] }));
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
  it('names a row that is no JSON', () =>
    expect(read('{', 'jsonl')).toMatchObject({ problems: [{ path: 'file.1', message: 'is no JSON' }] }));
});
