import {
  isVoucherCode,
  normalVoucherCode,
  spelledVoucherCode,
  VOUCHER_ALPHABET,
  VOUCHER_RANDOM_CHARACTERS,
  voucherCheckCharacter,
} from './voucher-code';

const random = 'ACDEFGHJKLMNPRTVWXY';
const code = random + voucherCheckCharacter(random);

describe('the code of a voucher', () => {
  it('has more than 80 bits by chance', () =>
    expect(VOUCHER_RANDOM_CHARACTERS * Math.log2(VOUCHER_ALPHABET.length)).toBeGreaterThan(80));
  it('has no characters that look alike', () => {
    for (const alike of ['0OQ', '1IL', '2Z', '5S', '8B', '6G', 'UV'])
      expect([...alike].filter((character) => VOUCHER_ALPHABET.includes(character)).length).toBeLessThan(2);
  });
  it('is read however people type it', () => {
    expect(normalVoucherCode(` ${spelledVoucherCode(code).toLowerCase()} `)).toBe(code);
    expect(isVoucherCode(code)).toBe(true);
    expect(spelledVoucherCode(code)).toMatch(/^(\w{5}-){3}\w{5}$/);
  });
  it('shows every wrong character', () => {
    const wrong = [...code].flatMap((right, at) =>
      [...VOUCHER_ALPHABET]
        .filter((other) => other !== right)
        .map((other) => code.slice(0, at) + other + code.slice(at + 1)),
    );
    expect(wrong.filter(isVoucherCode)).toEqual([]);
  });
  it('shows most swaps of neighbours', () => {
    const swapped = [...code.slice(1)].map((next, at) => code.slice(0, at) + next + code[at]! + code.slice(at + 2));
    expect(swapped.filter((each) => each !== code && isVoucherCode(each)).length).toBeLessThan(4);
  });
  it.each(['', 'A', code.slice(1), `${code}A`, code.replace('A', '0')])('is not %j', (other) =>
    expect(isVoucherCode(other)).toBe(false),
  );
});
