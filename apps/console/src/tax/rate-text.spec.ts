import { milliOf, rateText } from './rate-text';

describe('a tax rate', () => {
  it.each([
    [22_000, '22%'],
    [8_875, '8.875%'],
    [0, '0%'],
  ])('of %i thousandths reads %s', (rateMilli, text) => expect(rateText(rateMilli, 'en')).toBe(text));
  it('has the comma of Italian', () => expect(rateText(5_500, 'it')).toBe('5,5%'));
  it.each([
    [22, 22_000],
    [8.875, 8_875],
    [5.1, 5_100],
  ])('of %f percent is %i thousandths', (percent, rateMilli) => expect(milliOf(percent)).toBe(rateMilli));
});
