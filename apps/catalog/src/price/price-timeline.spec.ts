import { lowestWithin30Days, priceAt } from './price-timeline';

const step = (activeFrom: string, amountMinor: number) => ({ activeFrom: `${activeFrom}T00:00:00.000Z`, amountMinor });
const history = [step('2026-01-01', 900), step('2026-02-01', 1200), step('2026-03-10', 1000)];
const on = (day: string) => new Date(`${day}T12:00:00.000Z`);

describe('the price at a moment', () => {
  it('is the one that counted last', () => expect(priceAt(history, on('2026-02-15'))?.amountMinor).toBe(1200));
  it('is none before the first', () => expect(priceAt(history, on('2025-12-31'))).toBeUndefined());
});

describe('the lowest price of 30 days', () => {
  it('counts the price that was in force when they began', () =>
    expect(lowestWithin30Days(history, on('2026-02-15'))).toBe(900));
  it('forgets what ended before them', () => expect(lowestWithin30Days(history, on('2026-03-09'))).toBe(1200));
  it('counts the present price', () => expect(lowestWithin30Days(history, on('2026-03-15'))).toBe(1000));
});
