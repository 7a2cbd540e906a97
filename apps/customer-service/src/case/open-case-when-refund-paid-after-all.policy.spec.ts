import { RefundPaidAfterAll } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';
import { openCaseWhenRefundPaidAfterAll } from './open-case-when-refund-paid-after-all.policy';

const paid = (settledAs: 'paid-out' | 'written-off', providerRef = 're_1') =>
  recorded(
    RefundPaidAfterAll.of({
      refundId: 'r',
      orderId: 'o',
      customerId: 'c',
      amountMinor: 300,
      paidMinor: 1_000,
      currency: 'GBP',
      settledAs,
      providerRef,
    }),
  );
const opened = (event: ReturnType<typeof paid>) =>
  (openCaseWhenRefundPaidAfterAll.react(event) as readonly OpenCase[])[0]!.data;

describe('a refund that the provider paid although people had settled it', () => {
  it('opens a case with its order and customer, which says how it was settled', () => {
    expect(opened(paid('paid-out'))).toMatchObject({
      kind: 'refund-paid-after-all',
      cause: 'event',
      matter: 'r',
      refs: { orderId: 'o', customerId: 'c' },
    });
    expect(opened(paid('paid-out')).text).not.toEqual(opened(paid('written-off')).text);
  });
  it('opens the same case when the event is repeated, and another for another part', () => {
    expect(opened(paid('paid-out'))).toEqual(opened(paid('paid-out')));
    expect(opened(paid('paid-out', 're_2')).caseId).not.toBe(opened(paid('paid-out')).caseId);
  });
});
