import { creditsMinor } from '@concord/contracts';
import fc from 'fast-check';
import { byTender, NO_CREDITS, payWithCredits, sumCredits, type CreditParts } from './credits';

const voucher = (amountMinor: number, voucherId = 'v') => ({ voucherId, amountMinor });
const paid: CreditParts = { vouchers: [voucher(500)], points: { points: 132, amountMinor: 132 } };

/** Gives amounts back one after the other: what each tender gets of each. */
function back(amounts: readonly number[], credits: CreditParts, restMinor: number) {
  let gone = NO_CREDITS;
  let restLeft = restMinor;
  return amounts.map((amountMinor) => {
    const parts = byTender(amountMinor, credits, gone, restLeft);
    gone = sumCredits(gone, parts.credits);
    restLeft -= parts.restMinor;
    return [parts.credits.vouchers[0]?.amountMinor ?? 0, parts.credits.points?.amountMinor ?? 0, parts.restMinor];
  });
}

describe('vouchers and points', () => {
  it('pay in this order, and the card pays the rest', () => {
    const offer = { vouchers: [{ voucherId: 'v', balanceMinor: 500 }], points: 132, pointMinor: 1 };
    expect(payWithCredits(1432, offer)).toEqual(paid);
    expect(payWithCredits(400, offer)).toEqual({ vouchers: [voucher(400)] });
    expect(payWithCredits(510, { ...offer, pointMinor: 7 })).toEqual({
      vouchers: [voucher(500)],
      points: { points: 1, amountMinor: 7 },
    });
  });
  it('get their part of each return: three returns of one, then the rest', () =>
    expect(back([177, 178, 177, 900], paid, 800)).toEqual([
      [62, 16, 99],
      [62, 17, 99],
      [62, 16, 99],
      [314, 83, 503],
    ]));
  it('get their part of one return of three', () => expect(back([532], paid, 800)).toEqual([[186, 49, 297]]));
  it('never get more than they gave, whatever comes back in whatever steps', () =>
    fc.assert(
      fc.property(
        fc.record({
          gave: fc.array(fc.nat(5_000), { maxLength: 3 }),
          points: fc.nat(500),
          pointMinor: fc.integer({ min: 1, max: 9 }),
          rest: fc.nat(5_000),
          shares: fc.array(fc.nat(100), { minLength: 1, maxLength: 6 }),
        }),
        ({ gave, points, pointMinor, rest, shares }) => {
          const credits: CreditParts = {
            vouchers: gave.map((amountMinor, n) => voucher(amountMinor, `v${n}`)),
            ...(points > 0 && { points: { points, amountMinor: points * pointMinor } }),
          };
          const totalMinor = creditsMinor(credits) + rest;
          let gone = NO_CREDITS;
          let restLeft = rest;
          let left = totalMinor;
          for (const share of [...shares, 100]) {
            const amountMinor = Math.floor((left * share) / 100);
            const parts = byTender(amountMinor, credits, gone, restLeft);
            expect(creditsMinor(parts.credits) + parts.restMinor).toBe(amountMinor);
            gone = sumCredits(gone, parts.credits);
            restLeft -= parts.restMinor;
            left -= amountMinor;
            expect(restLeft).toBeGreaterThanOrEqual(0);
          }
          expect({ left, restLeft, gone: creditsMinor(gone) }).toEqual({
            left: 0,
            restLeft: 0,
            gone: creditsMinor(credits),
          });
          expect(gone.points?.points ?? 0).toBe(points);
        },
      ),
    ));
});
