import { lowestBefore, priceAt } from './price-timeline';

const step = (activeFrom: string, amountMinor: number) => ({ activeFrom: `${activeFrom}T00:00:00.000Z`, amountMinor });
const history = [step('2026-01-01', 900), step('2026-02-01', 1200), step('2026-03-10', 1000)];
const on = (day: string) => new Date(`${day}T12:00:00.000Z`);

describe('the price at a moment', () => {
  it('is the price that took effect last', () => expect(priceAt(history, on('2026-02-15'))?.amountMinor).toBe(1200));
  it('is none after the end of the last price', () => {
    const ended = [...history, { ...step('2026-03-20', 0), isEnd: true }];
    expect(priceAt(ended, on('2026-03-15'))?.amountMinor).toBe(1000);
    expect(priceAt(ended, on('2026-03-21'))).toBeUndefined();
  });
  it('is none before the first price', () => expect(priceAt(history, on('2025-12-31'))).toBeUndefined());
});

describe('the lowest price of the 30 days before a price began', () => {
  const [first, second, third] = history;
  it('is none for the first price', () => expect(lowestBefore(history, first!)).toBeUndefined());
  it('includes the price that was in force when the 30 days began', () =>
    expect(lowestBefore(history, second!)).toBe(900));
  it('leaves out prices that ended before, and the price itself', () =>
    expect(lowestBefore(history, third!)).toBe(1200));
  it('leaves out times without a price', () => {
    const back = step('2026-03-25', 1300);
    expect(lowestBefore([...history, { ...step('2026-03-20', 0), isEnd: true }, back], back)).toBe(1000);
  });
  it('includes a lower price in between', () => {
    const reduced = step('2026-03-20', 1100);
    expect(lowestBefore([...history, reduced], reduced)).toBe(1000);
  });
});
