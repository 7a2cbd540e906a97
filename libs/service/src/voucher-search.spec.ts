import { VOUCHER_ALPHABET, VOUCHER_RANDOM_CHARACTERS, voucherCheckCharacter } from '@concord/contracts';
import { VoucherSearch, type Searcher } from './voucher-search';

const ann: Searcher = { kind: 'customer', issuer: 'shop', client: undefined, subject: 'ann' };
const ben = { ...ann, subject: 'ben' };
const MINUTE_MS = 60_000;

const codeOf = (n: number) => {
  const random = VOUCHER_ALPHABET[n]!.repeat(VOUCHER_RANDOM_CHARACTERS);
  return random + voucherCheckCharacter(random);
};

/** A search with a clock, and how often it looked a hash up. */
function opened() {
  let now = 0;
  let lookups = 0;
  const search = new VoucherSearch(() => now);
  const ask = (code: string, { by = ann, isThere = false } = {}) =>
    search
      .byCode(code, 'code', by, async () => {
        lookups++;
        return isThere ? 'found' : undefined;
      })
      .catch((problem: unknown) => problem);
  return {
    ask,
    pass: (ms: number) => {
      now += ms;
    },
    lookups: () => lookups,
  };
}
const tryCodes = async ({ ask }: ReturnType<typeof opened>, count: number) => {
  for (let n = 0; n < count; n++) expect(await ask(codeOf(n))).toMatchObject({ status: 404, code: 'voucher-unknown' });
};
const LOCKED = { status: 429, code: 'voucher-codes-guessed' };

describe('a voucher', () => {
  it('is found by its code, however it is typed', async () =>
    expect(await opened().ask(` ${codeOf(1).toLowerCase()}-`, { isThere: true })).toBe('found'));
  it('is not looked up where the code has a typing mistake; the answer names the member', async () => {
    const shop = opened();
    expect(await shop.ask(`${codeOf(1).slice(0, -2)}AA`)).toMatchObject({
      status: 422,
      code: 'voucher-code-mistyped',
      facts: { errors: [{ path: 'code', rule: 'check-character' }] },
    });
    expect(shop.lookups()).toBe(0);
  });
});

describe('a caller who guesses codes', () => {
  it('is locked for a quarter of an hour, with a right code as well', async () => {
    const shop = opened();
    await tryCodes(shop, 5);
    expect(await shop.ask(codeOf(6))).toMatchObject({ ...LOCKED, headers: { 'retry-after': '900' } });
    shop.pass(14 * MINUTE_MS);
    const looked = shop.lookups();
    expect(await shop.ask(codeOf(7), { isThere: true })).toMatchObject({ ...LOCKED, headers: { 'retry-after': '60' } });
    expect(shop.lookups()).toBe(looked);
    shop.pass(MINUTE_MS);
    expect(await shop.ask(codeOf(7), { isThere: true })).toBe('found');
  });
  it('locks nobody else', async () => {
    const shop = opened();
    await tryCodes(shop, 5);
    await shop.ask(codeOf(6));
    expect(await shop.ask(codeOf(7), { by: ben, isThere: true })).toBe('found');
  });
  it('waits where even codes with typing mistakes come too fast', async () => {
    const shop = opened();
    for (let n = 0; n < 20; n++) expect(await shop.ask('A')).toMatchObject({ status: 422 });
    expect(await shop.ask('A')).toMatchObject({ status: 429, code: 'too-many-requests' });
  });
});
