import { isVatNumberOf, normalVatNumber } from './vat-number';

describe('a VAT number', () => {
  it.each([
    ['Italy', 'IT 123 456 789 01'],
    ['it', 'it12345678901'],
    ['Germany', 'DE123456789'],
    ['Greece', 'EL123456789'],
    ['France', 'FRXX123456789'],
    ['Netherlands', 'NL123456789B01'],
    ['United Kingdom', 'GB123456789'],
    ['Switzerland', 'CHE-123.456.789'],
    ['Australia', '51824753556'],
  ])('of %s can be %s', (country, number) => expect(isVatNumberOf(country, number)).toBe(true));
  it.each([
    ['Italy', 'IT1234567890'],
    ['Italy', 'DE123456789'],
    ['Italy', '12345678901'],
    ['Greece', 'GR123456789'],
    ['Austria', 'AT12345678'],
    ['Australia', 'A!'],
  ])('of %s cannot be %s', (country, number) => expect(isVatNumberOf(country, number)).toBe(false));
  it('is written without blanks and signs', () => expect(normalVatNumber('be 0123.456-789')).toBe('BE0123456789'));
});
