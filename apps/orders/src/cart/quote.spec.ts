import { Rejection, SPEC_TIME } from '@concord/event-sourcing';
import fc from 'fast-check';
import { creditsFor } from './quote';

const voucher = (balanceMinor: number) => ({
  voucherId: 'v1',
  currency: 'GBP',
  balanceMinor,
  status: 'active',
  expiresAt: null,
});
const basket = (points: number) => ({ voucherIds: ['v1'], points, currency: 'GBP' });
const credits = (totalMinor: number, balanceMinor: number, points: number, pointMinor = 1) => {
  const facts = { vouchers: [voucher(balanceMinor)], pointsAvailable: 1_000, pointMinor, pointsMin: 100 };
  return creditsFor(totalMinor, basket(points), facts, SPEC_TIME);
};
const paidBy = (amountMinor: number) => ({ vouchers: [{ voucherId: 'v1', amountMinor }] });

describe('the points of a basket', () => {
  it('pay what vouchers leave, as many as an order takes at least', () => {
    expect(credits(1_000, 900, 300)).toEqual({ ...paidBy(900), points: { points: 100, amountMinor: 100 } });
    expect(credits(1_000, 100, 300)).toEqual({ ...paidBy(100), points: { points: 300, amountMinor: 300 } });
    expect(credits(1_000, 100, 99)).toMatchObject({ code: 'points-too-few' });
  });
  it('are too few where vouchers leave less than an order takes', () => {
    expect(credits(1_000, 950, 300)).toMatchObject({ code: 'points-too-few', facts: { pointsNeeded: 50 } });
    expect(credits(1_000, 700, 300, 4)).toMatchObject({ code: 'points-too-few', facts: { pointsNeeded: 75 } });
  });
  it('stay with the customer where vouchers pay all', () => expect(credits(1_000, 1_000, 300)).toEqual(paidBy(1_000)));
  it('are never quoted as fewer than checkout takes', () => {
    const law = fc.property(
      fc.nat(3_000),
      fc.integer({ min: 1, max: 3_000 }),
      fc.nat(1_000),
      (total, balance, points) => {
        const quoted = credits(total, balance, points);
        return quoted instanceof Rejection || quoted.points === undefined || quoted.points.points >= 100;
      },
    );
    expect(() => fc.assert(law)).not.toThrow();
  });
});
