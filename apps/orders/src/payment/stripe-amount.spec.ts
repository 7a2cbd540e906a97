import { fromStripe, toStripe } from './stripe-amount';

describe('amounts at Stripe', () => {
  it.each([
    ['GBP', 1_999, 1_999],
    ['JPY', 500, 500],
    ['KRW', 500, 500],
    ['KWD', 1_230, 1_230],
    ['ISK', 500, 50_000],
    ['UGX', 500, 50_000],
    ['MGA', 50_000, 500],
  ])('of %s: %i of ours are %i of theirs, and back', (currency, ours, theirs) => {
    expect(toStripe(ours, currency)).toBe(theirs);
    expect(fromStripe(theirs, currency.toLowerCase())).toBe(ours);
  });
  it.each([
    ['KWD', 1_234],
    ['MGA', 50_050],
    ['CLF', 10_000],
  ])('do not exist for every amount of %s', (currency, ours) => expect(toStripe(ours, currency)).toBeUndefined());
});
