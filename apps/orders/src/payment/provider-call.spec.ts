import { answerTo, type PaymentCall } from './provider-call';

const asked = { key: 'k', orderId: 'o-1', amountMinor: 1_000 };
const letGo: PaymentCall = { ...asked, kind: 'void', reason: 'cancelled', providerRef: 'ref' };

describe('an amount that is to be let go', () => {
  it('is let go when the provider says so', () =>
    expect(answerTo(letGo, { isDone: true, providerRef: 'gone' })).toEqual({
      type: 'RecordVoid',
      data: { orderId: 'o-1', amountMinor: 1_000, reason: 'cancelled' },
    }));
  it('stays set aside where the provider refuses, and is asked for again', () =>
    expect(() => answerTo(letGo, { isDone: false, reason: 'busy' })).toThrow(Error));
});
