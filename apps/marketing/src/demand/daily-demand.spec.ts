import { baselineMilli, counted, NO_DEMAND, type DailyDemand } from './daily-demand';

const on = (day: number) => `2026-01-${String(day).padStart(2, '0')}T12:00:00.000Z`;
const sold = (...sales: [day: number, units: number][]): DailyDemand =>
  sales.reduce((demand, [day, units]) => counted(demand, units, on(day)), NO_DEMAND);

describe('the daily demand', () => {
  it('is zero before the first sale', () => expect(baselineMilli(NO_DEMAND, on(1))).toBe(0));
  it('is the first day so far', () => expect(baselineMilli(sold([1, 7], [1, 3]), on(1))).toBe(10_000));
  it('is the first day after it', () => expect(baselineMilli(sold([1, 10]), on(2))).toBe(10_000));
  it('weighs the last day with 0.3', () => expect(baselineMilli(sold([1, 10], [2, 20]), on(3))).toBe(13_000));
  it('leaves the present day out', () => expect(baselineMilli(sold([1, 10], [2, 20]), on(2))).toBe(10_000));
  it('sinks over days without a sale', () => expect(baselineMilli(sold([1, 10]), on(4))).toBe(4_900));
  it('is net of cancelled units', () => expect(baselineMilli(sold([1, 10], [1, -4]), on(2))).toBe(6_000));
  it('is never below zero', () => expect(baselineMilli(sold([1, 10], [2, -4]), on(3))).toBe(7_000));
  it('counts late sales with their own day, in whatever order they come', () => {
    expect(sold([2, 1], [1, 5], [3, 2])).toEqual(sold([1, 5], [2, 1], [3, 2]));
    expect(baselineMilli(sold([2, 1], [1, 5]), on(3))).toBe(3_800);
  });
  it('keeps forty days', () => {
    const demand = counted(sold([1, 10], [2, 20]), 5, '2026-02-10T12:00:00.000Z');
    expect(Object.keys(demand.days)).toEqual(['2026-01-02', '2026-02-10']);
    expect(counted(demand, 1, on(1))).toEqual(demand);
  });
});
