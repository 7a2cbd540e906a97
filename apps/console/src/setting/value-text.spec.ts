import { valueText } from './value-text';

describe('a value in words', () => {
  it.each([
    [30, 'days', '30 days'],
    [10_080, 'minutes', '10,080 minutes'],
    [[1, 10, 60], 'minutes', '1, 10, 60 minutes'],
    [{ risk: 1_000, clear: 1_200 }, 'thousandths', 'risk 1,000 · clear 1,200 thousandths'],
    [{ amountMinor: 10_000, currency: 'GBP' }, 'minor units', '£100.00'],
    [{ amountMinor: 10_000, currency: 'gb' }, 'minor units', 'amountMinor 10,000 · currency gb minor units'],
    [true, '', 'true'],
  ])('%j', (value, unit, text) => expect(valueText(value, unit, 'en')).toBe(text));
});
