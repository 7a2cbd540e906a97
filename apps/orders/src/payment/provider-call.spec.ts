import { answerTo, type PaymentCall } from './provider-call';

const asked = { key: 'k', orderId: 'o-1', amountMinor: 1_000 };
const letGo: PaymentCall = { ...asked, kind: 'void', reason: 'cancelled', providerRef: 'ref' };

describe('a call that the provider refuses', () => {
  const ids = { orderId: 'o-1', refundId: 'r-1', attempt: 2 };
  const back: PaymentCall = { ...asked, ...ids, kind: 'refund', currency: 'GBP', providerRef: 'ref' };
  it.each([
    [7, 7],
    [undefined, 4],
  ])('knows %p tries at most: the payment hears of %i', (named, triesMax) =>
    expect(answerTo({ ...back, ...(named && { triesMax: named }) }, { isDone: false, reason: 'busy' })).toEqual({
      type: 'RecordRefundFailure',
      data: { ...ids, triesMax, reason: 'busy' },
    }),
  );
});

describe('an authorisation that is to be voided', () => {
  it('is void when the provider says so', () =>
    expect(answerTo(letGo, { isDone: true, providerRef: 'gone' })).toEqual({
      type: 'RecordVoid',
      data: { orderId: 'o-1', amountMinor: 1_000, reason: 'cancelled' },
    }));
  it('stays authorised where the provider refuses, and the void is retried', () =>
    expect(() => answerTo(letGo, { isDone: false, reason: 'busy' })).toThrow(Error));
});
