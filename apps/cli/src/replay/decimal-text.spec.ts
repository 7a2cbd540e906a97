import fc from 'fast-check';
import { parseDecimal, pence, wholeNumber } from './decimal-text';

const inPence = (text: string) => {
  const decimal = parseDecimal(text);
  return decimal && pence(decimal);
};
const whole = (text: string) => {
  const decimal = parseDecimal(text);
  return decimal && wholeNumber(decimal);
};

describe('pounds as pence', () => {
  it.each([
    ['2.55', 255],
    ['3', 300],
    ['0.1', 10],
    ['.5', 50],
    ['5.', 500],
    ['+1.20', 120],
    ['0007.65', 765],
    ['13541.33', 1354133],
  ])('%s is %i', (text, expected) => expect(inPence(text)).toBe(expected));

  it.each([
    ['0.001', 0],
    ['0.0049999999999999999999999', 0],
    ['0.005', 1],
    ['1.005', 101],
    ['1.015', 102],
    ['8.575', 858],
    ['0.995', 100],
    ['2.5549999999999997', 255],
  ])('half a penny rounds up, and less does not: %s is %i', (text, expected) => expect(inPence(text)).toBe(expected));

  it.each([
    ['1e2', 10000],
    ['1.5E-1', 15],
    ['255e-2', 255],
    ['5e-3', 1],
    ['1e-400', 0],
    ['0e999', 0],
  ])('exponents are followed: %s is %i', (text, expected) => expect(inPence(text)).toBe(expected));

  it('never turns into negative zero', () => {
    expect(inPence('-0.00')).toBe(0);
    expect(inPence('-0.001')).toBe(0);
    expect(parseDecimal('-0.00')?.negative).toBe(false);
    expect(parseDecimal('-0.001')?.negative).toBe(true);
  });

  it('keeps a negative price negative', () => expect(inPence('-11062.06')).toBe(-1106206));

  it.each(['1e99', '1e999999999999', '12345678901234567890'])('gives up what is too long to be exact: %s', (text) =>
    expect(inPence(text)).toBeUndefined(),
  );

  it('agrees with integer arithmetic on every amount', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.integer({ min: 0, max: 9999 }), (units, more) => {
        const text = `${Math.floor(units / 100)}.${String(units % 100).padStart(2, '0')}${String(more).padStart(4, '0')}`;
        expect(inPence(text)).toBe(units + (more >= 5000 ? 1 : 0));
      }),
    ));
});

describe('whole numbers', () => {
  it.each([
    ['6', 6],
    ['-80', -80],
    ['6.0', 6],
    ['1e3', 1000],
    ['17850.0', 17850],
    ['-0', 0],
  ])('%s is %i', (text, expected) => expect(whole(text)).toBe(expected));

  it.each(['1.5', '1e-1', '1e16'])('%s is none', (text) => expect(whole(text)).toBeUndefined());
});

describe('what is not a number', () => {
  it.each([
    '',
    '.',
    '-',
    'e5',
    '1,234',
    '1.234,50',
    '£2.55',
    '2.55 GBP',
    '1 000',
    '0x10',
    'NaN',
    'Infinity',
    '1.2.3',
    '٣',
  ])('"%s"', (text) => expect(parseDecimal(text)).toBeUndefined());
});
