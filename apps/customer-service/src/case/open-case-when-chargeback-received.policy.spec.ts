import { ChargebackReceived } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { openCaseWhenChargebackReceived } from './open-case-when-chargeback-received.policy';

const received = (more: { customerId?: string } = {}) =>
  recorded(
    ChargebackReceived.of({
      paymentId: 'o.1',
      orderId: 'o',
      disputeId: 'd',
      amountMinor: 700,
      currency: 'GBP',
      reason: 'fraudulent',
      ...more,
    }),
  );

describe('money that a bank called back', () => {
  it('opens a case with its order and customer, the same one when it is told twice', () => {
    const once = openCaseWhenChargebackReceived.react(received({ customerId: 'c' }));
    expect(once).toMatchObject([
      { type: 'OpenCase', data: { kind: 'chargeback', cause: 'event', refs: { orderId: 'o', customerId: 'c' } } },
    ]);
    expect(openCaseWhenChargebackReceived.react(received({ customerId: 'c' }))).toEqual(once);
  });
  it('of a guest opens a case without a customer', () =>
    expect(openCaseWhenChargebackReceived.react(received())).toMatchObject([{ data: { refs: { orderId: 'o' } } }]));
});
