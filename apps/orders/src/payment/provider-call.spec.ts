import { answerTo, type PaymentCall } from './provider-call';

const asked = { key: 'k', orderId: 'o-1', amountMinor: 1_000 };
const letGo: PaymentCall = { ...asked, kind: 'void', reason: 'cancelled', providerRef: 'ref' };

describe('an authorisation that is to be voided', () => {
  it('is void when the provider says so', () =>
    expect(answerTo(letGo, { isDone: true, providerRef: 'gone' })).toEqual({
      type: 'RecordVoid',
      data: { orderId: 'o-1', amountMinor: 1_000, reason: 'cancelled' },
    }));
  it('stays authorised where the provider refuses, and the void is retried', () =>
    expect(() => answerTo(letGo, { isDone: false, reason: 'busy' })).toThrow(Error));
});
