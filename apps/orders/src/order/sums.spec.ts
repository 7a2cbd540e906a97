import { sumsOf } from './sums';

const line = { quantity: 3, unitMinor: 197, discounts: [{ promotionId: 'p', amountMinor: 59 }] };
const tax = { taxClass: 'standard', rateMilli: 20_000, amountMinor: 89 };

describe('the sums that a screen shows', () => {
  it('keep shipping, discounts and credits apart, and add up to the total', () => {
    const priced = {
      lines: [
        { ...line, tax },
        { ...line, quantity: 1, unitMinor: 1_000, discounts: [{ promotionId: 'p', amountMinor: 100 }] },
        { quantity: 1, unitMinor: 499, discounts: [], isShipping: true as const },
      ],
      goodsMinor: 2_090,
      taxOnTopMinor: 0,
      totalMinor: 1_931,
      credits: { vouchers: [{ voucherId: 'v', amountMinor: 500 }], points: { points: 132, amountMinor: 132 } },
    };
    expect(sumsOf(priced)).toEqual({
      goodsMinor: 1_591,
      discounts: [{ promotionId: 'p', amountMinor: 159 }],
      shippingMinor: 499,
      taxOnTopMinor: 0,
      totalMinor: 1_931,
      taxMinor: 89,
      creditsMinor: 632,
      toPayMinor: 1_299,
    });
  });

  it('are the total alone where nothing is taken off or added', () =>
    expect(sumsOf({ lines: [{ ...line, discounts: [] }], goodsMinor: 591, taxOnTopMinor: 0, totalMinor: 591 })).toEqual(
      expect.objectContaining({ goodsMinor: 591, discounts: [], shippingMinor: 0, creditsMinor: 0, toPayMinor: 591 }),
    ));
});
