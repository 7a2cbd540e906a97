import * as contracts from './index';

describe('contracts', () => {
  it('refuse a word that is not among those of the contract', () => {
    expect(contracts.OrderRejected.problems({ orderId: 'o', reason: 'mood', detail: '', short: [] })).not.toEqual([]);
    expect(contracts.OrderRejected.problems({ orderId: 'o', reason: 'stock', detail: '', short: [] })).toEqual([]);
  });

  it('let fields through that they do not know', () => {
    expect(
      contracts.ReturnRejected.problems({ returnId: 'r', orderId: 'o', reason: 'x', detail: 'y', later: 1 }),
    ).toEqual([]);
  });
});
