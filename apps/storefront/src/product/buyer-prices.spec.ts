import { questionsOf } from './buyer-prices';

describe('asking for prices', () => {
  it('goes by currency, each SKU once', () =>
    expect(
      questionsOf([
        { sku: 'A', currency: 'GBP' },
        { sku: 'B', currency: 'EUR' },
        { sku: 'A', currency: 'GBP' },
        { sku: 'C', currency: null },
      ]),
    ).toEqual([
      { currency: 'GBP', skus: ['A'] },
      { currency: 'EUR', skus: ['B'] },
    ]));
  it('asks for a hundred at once', () => {
    const many = Array.from({ length: 150 }, (_, n) => ({ sku: `S${n}`, currency: 'GBP' }));
    expect(questionsOf(many).map(({ skus }) => skus.length)).toEqual([100, 50]);
  });
});
