import { notPersonal, PaymentCaptured } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { resolveCaseWhenPaymentCaptured } from './resolve-case-when-payment-captured.policy';

describe('the case of a parcel that could not be paid', () => {
  const payment = { paymentId: 'p', orderId: 'o', amountMinor: 500, currency: 'GBP', providerRef: 'ref' };
  const react = (more: { fulfilmentId?: string }) =>
    resolveCaseWhenPaymentCaptured.react(recorded(PaymentCaptured.of({ ...payment, ...more })));
  it('is resolved when it is paid after all', () => {
    const data = { orderId: 'o', kind: 'capture-failed', matter: 'o.MAIN' };
    expect(react({ fulfilmentId: 'o.MAIN' })).toEqual([
      { type: 'ResolveOrderCase', data: { ...data, outcome: notPersonal('The parcel o.MAIN is paid.') } },
    ]);
  });
  it('stays where what was captured belongs to no parcel', () => expect(react({})).toEqual([]));
});
