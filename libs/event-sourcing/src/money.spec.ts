import fc from 'fast-check';
import { amountText, CURRENCIES, decimalsOf, decimalText, split } from './money';

const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 });
const amount = fc.integer({ min: 0, max: 10_000_000_000 });

describe('splitting an amount', () => {
  it('gives parts that sum to it', () =>
    fc.assert(
      fc.property(amount, weights, (total, by) => {
        expect(split(total, by).reduce((sum, part) => sum + part, 0)).toBe(total);
      }),
    ));

  it('gives each part its exact share, rounded down or up', () =>
    fc.assert(
      fc.property(amount, weights, (total, by) => {
        const sum = by.reduce((all, weight) => all + BigInt(weight), 0n);
        if (sum === 0n) return;
        split(total, by).forEach((part, n) => {
          const share = (BigInt(total) * BigInt(by[n]!)) / sum;
          expect([share, share + 1n]).toContain(BigInt(part));
        });
      }),
    ));

  it('gives the rest to the largest remainders, the earlier part first where they are equal', () => {
    expect(split(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(split(100, [1, 2, 4])).toEqual([14, 29, 57]);
    expect(split(2, [1, 1, 1])).toEqual([1, 1, 0]);
  });

  it('gives everything to the first part where all weights are zero', () => expect(split(7, [0, 0])).toEqual([7, 0]));
  it('of nothing into nothing is nothing', () => expect(split(7, [])).toEqual([]));

  it('of a refund is the split of the payment with reversed signs', () =>
    fc.assert(
      fc.property(amount, weights, (total, by) => {
        const parts = split(-total, by);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(0 - total);
      }),
    ));
});

describe('amounts in words', () => {
  it.each([
    [1999, 'GBP', '19.99 GBP'],
    [5, 'EUR', '0.05 EUR'],
    [-1999, 'GBP', '-19.99 GBP'],
    [1980, 'JPY', '1980 JPY'],
    [41980, 'KWD', '41.980 KWD'],
    [41980, 'IQD', '41.980 IQD'],
    [12345, 'CLF', '1.2345 CLF'],
    [0, 'ISK', '0 ISK'],
    [100, null, '1.00'],
  ])('%i %s is %s', (amountMinor, currency, text) => expect(amountText(amountMinor, currency)).toBe(text));

  // Intl has fewer decimals than ISO 4217 where people leave them out; it never has more.
  it('have the decimals of ISO 4217 in every currency that Intl knows', () => {
    const leftOut = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER ISK UGX RSD'.split(' ');
    const intl = (currency: string) =>
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits!;
    const differing = Intl.supportedValuesOf('currency').filter((code) => intl(code) !== decimalsOf(code));
    expect(differing.filter((code) => !leftOut.includes(code) || intl(code) > decimalsOf(code))).toEqual([]);
  });
});

describe('the currencies that an amount may be in', () => {
  it('are codes of ISO 4217, each once', () => {
    expect(CURRENCIES).toEqual(expect.arrayContaining(['BHD', 'CLF', 'EUR', 'GBP', 'JPY', 'USD', 'XCG', 'XTS']));
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
    expect(CURRENCIES.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
  });
  it('hold every currency whose decimals are not two', () => {
    const known =
      'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF BHD IQD JOD KWD LYD OMR TND CLF UYW';
    expect(known.split(' ').filter((code) => !CURRENCIES.includes(code) || decimalsOf(code) === 2)).toEqual([]);
  });
  it('are neither metals nor arbitrary words of three letters', () =>
    expect(['ABC', 'QQQ', 'ZZZ', 'XAU', 'XXX', 'gbp', ''].filter((code) => CURRENCIES.includes(code))).toEqual([]));
});

describe('an amount as a decimal number', () => {
  it.each([
    [1_999, 'GBP', '19.99'],
    [5, 'GBP', '0.05'],
    [-5, 'GBP', '-0.05'],
    [0, 'JPY', '0'],
    [-1_234, 'JPY', '-1234'],
    [4_500, 'KWD', '4.500'],
  ] as const)('is %i of %s as %s', (minor, currency, text) => expect(decimalText(minor, currency)).toBe(text));
});
