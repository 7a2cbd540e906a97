import { amountOf, dayText, languageOf, rateText } from './language';

describe('the language of a paper', () => {
  it.each([
    ['en', undefined, 'it', 'it'],
    [undefined, 'it-IT,it;q=0.9,en;q=0.5', undefined, 'it'],
    [undefined, 'de,en;q=0.4,it;q=0.6', undefined, 'it'],
    [undefined, 'it;q=0,en', undefined, 'en'],
    [undefined, 'de', undefined, 'en'],
    [undefined, undefined, undefined, 'en'],
  ] as const)('is what was asked for, or what the reader likes best', (_, header, asked, language) =>
    expect(languageOf(asked, header)).toBe(language),
  );
});

describe('what people read', () => {
  it.each([
    [143_200, 'GBP', 'en', '1,432.00'],
    [143_200, 'GBP', 'it', '1.432,00'],
    [-5, 'GBP', 'en', '-0.05'],
    [1_234_567, 'JPY', 'it', '1.234.567'],
    [4_500, 'KWD', 'en', '4.500'],
  ] as const)('writes %i of %s in %s as %s', (minor, currency, language, text) =>
    expect(amountOf(minor, currency, language)).toBe(text),
  );
  it('writes days and rates', () => {
    expect(dayText('2026-01-05T23:59:59.999Z', 'en')).toBe('5 January 2026');
    expect(dayText('2026-12-31T00:00:00.000Z', 'it')).toBe('31 dicembre 2026');
    expect([rateText(20_000, 'en'), rateText(8_875, 'it')]).toEqual(['20 %', '8,875 %']);
  });
});
