import { split } from '@concord/event-sourcing';
import fc from 'fast-check';
import { shareOf, worthMinor } from './line-share';

/** The amounts of successive returns of a line, each with the percents of its units. */
const steps = (totalMinor: number, quantity: number, ...percents: number[]) => {
  let percentUnits = 0;
  return percents.map((percent) => {
    const before = worthMinor(totalMinor, quantity, percentUnits);
    percentUnits += percent;
    return worthMinor(totalMinor, quantity, percentUnits) - before;
  });
};

describe('the amount for units of a line', () => {
  it('is 177, 178 and 177 of a line of 532, and 532 at once', () => {
    expect(steps(532, 3, 100, 100, 100)).toEqual([177, 178, 177]);
    expect(worthMinor(532, 3, 300)).toBe(532);
  });
  it('is 1000, 1001 and 1000 of a line of 3001', () =>
    expect(steps(3001, 3, 100, 100, 100)).toEqual([1000, 1001, 1000]));
  it('is 473 for three units of 591 at 80 percent, in one step or in three', () => {
    expect(worthMinor(591, 3, 240)).toBe(473);
    expect(steps(591, 3, 80, 80, 80)).toEqual([158, 157, 158]);
  });
  it('is split over the tenders in proportion to their remaining amounts', () => {
    let left = [500, 132, 800];
    const given = [177, 178, 177, 900].map((refund) => {
      const parts = split(refund, left);
      left = left.map((tender, n) => tender - parts[n]!);
      return parts;
    });
    expect(given).toEqual([
      [62, 16, 99],
      [62, 17, 99],
      [62, 16, 99],
      [314, 83, 503],
    ]);
    expect(split(532, [500, 132, 800])).toEqual([186, 49, 297]);
  });

  it('is the same however the units are grouped, and never more than the line', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000_000 }),
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 20 }),
        (totalMinor, percents) => {
          const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
          const given = steps(totalMinor, percents.length, ...percents);
          expect(sum(given)).toBe(worthMinor(totalMinor, percents.length, sum(percents)));
          expect(sum(given)).toBeLessThanOrEqual(totalMinor);
          expect(Math.min(...given)).toBeGreaterThanOrEqual(0);
        },
      ),
    ));
  it('is the total of the line for all of its units', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 50 }), (totalMinor, quantity) => {
        const cut = Math.floor(quantity / 2);
        expect(shareOf(totalMinor, quantity, 0, cut) + shareOf(totalMinor, quantity, cut, quantity)).toBe(totalMinor);
      }),
    ));
});
