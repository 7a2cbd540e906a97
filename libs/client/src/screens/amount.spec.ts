import { minorDigits, money } from './amount';

describe('an amount', () => {
  it.each([
    ['GBP', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('of %s has %s digits behind the point', (currency, digits) => expect(minorDigits(currency)).toBe(digits));
  it('reads as people write it', () => {
    expect(money(1_234_50, 'GBP', 'en')).toBe('£1,234.50');
    expect(money(1_234, 'JPY', 'en')).toBe('¥1,234');
    expect(money(1_234_50, 'EUR', 'it').replace(/\s/g, ' ')).toBe('1234,50 €');
  });
});
