import {
  CheckoutStuck,
  PaymentCaptureFailed,
  RefundEscalated,
  SagaStuck,
  StockOversold,
  UnannouncedParcelArrived,
} from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';
import { openCaseWhenCaptureFailed } from './open-case-when-capture-failed.policy';
import { openCaseWhenParcelUnannounced } from './open-case-when-parcel-unannounced.policy';
import { openCaseWhenCheckoutStuck } from './open-case-when-checkout-stuck.policy';
import { openCaseWhenRefundEscalated } from './open-case-when-refund-escalated.policy';
import { openCaseWhenStockOversold } from './open-case-when-stock-oversold.policy';

const escalated = recorded(
  RefundEscalated.of({
    refundId: 'r',
    orderId: 'o',
    customerId: 'c',
    attempt: 4,
    amountMinor: 300,
    reason: 'x'.repeat(500),
  }),
);
const stand = { orderId: 'o', customerId: 'c', step: 'payment', since: '2026-01-05T09:00:00.000Z' } as const;
const stuck = recorded(CheckoutStuck.of(stand));

describe('cases that events open', () => {
  it('name the order and the customer of a refund that needs a person', () =>
    expect(openCaseWhenRefundEscalated.react(escalated)).toMatchObject([
      { type: 'OpenCase', data: { kind: 'refund-stuck', cause: 'event', refs: { orderId: 'o', customerId: 'c' } } },
    ]));
  it('name the order and the customer of a checkout that stands still', () =>
    expect(openCaseWhenCheckoutStuck.react(stuck)).toMatchObject([
      { type: 'OpenCase', data: { kind: 'checkout-stuck', cause: 'event', refs: { orderId: 'o', customerId: 'c' } } },
    ]));
  it('are the same for the old event name of a stuck checkout', () =>
    expect(openCaseWhenCheckoutStuck.react(recorded(SagaStuck.of(stand)))).toEqual(
      openCaseWhenCheckoutStuck.react(stuck),
    ));
  it('name the order of an unannounced parcel, where it is legible', () => {
    const parcel = { parcelId: 'p', warehouse: 'MAIN' };
    const opened = (data: { parcelId: string; warehouse: string; orderId?: string }) =>
      openCaseWhenParcelUnannounced.react(recorded(UnannouncedParcelArrived.of(data)));
    expect(opened({ ...parcel, orderId: 'o' })).toMatchObject([
      { type: 'OpenCase', data: { kind: 'parcel-unannounced', refs: { orderId: 'o' } } },
    ]);
    expect(opened(parcel)).toMatchObject([{ type: 'OpenCase', data: { refs: {} } }]);
  });
  it('name the order whose parcel took the units of other orders', () => {
    const units = { sku: 'TEE', warehouse: 'MAIN', orderId: 'o', fulfilmentId: 'o.MAIN', quantity: 3 };
    expect(openCaseWhenStockOversold.react(recorded(StockOversold.of(units)))).toMatchObject([
      { type: 'OpenCase', data: { kind: 'stock-oversold', refs: { orderId: 'o', sku: 'TEE' } } },
    ]);
  });
  it('have the same id when the event is repeated', () => {
    expect(openCaseWhenRefundEscalated.react(escalated)).toEqual(openCaseWhenRefundEscalated.react(escalated));
    expect(openCaseWhenCheckoutStuck.react(stuck)).toEqual(openCaseWhenCheckoutStuck.react(stuck));
  });
  it('are another case for every escalation of a refund', () => {
    const again = recorded(RefundEscalated.of({ ...escalated.data, attempt: 5 }));
    const idOf = (event: typeof escalated) => (openCaseWhenRefundEscalated.react(event)[0] as OpenCase).data.caseId;
    expect(idOf(again)).not.toBe(idOf(escalated));
  });
  it('wait for the last try of a capture', () => {
    const data = {
      paymentId: 'p',
      orderId: 'o',
      customerId: 'c',
      fulfilmentId: 'f',
      amountMinor: 300,
      currency: 'GBP',
    };
    const failed = (attempt: number, isLast: boolean) =>
      recorded(
        PaymentCaptureFailed.of({
          ...data,
          attempt,
          reason: 'busy',
          isAuthorisationGone: false,
          authorisedMinor: 0,
          isLast,
        }),
      );
    expect(openCaseWhenCaptureFailed.react(failed(1, false))).toEqual([]);
    expect(openCaseWhenCaptureFailed.react(failed(4, true))).toMatchObject([
      { type: 'OpenCase', data: { kind: 'capture-failed', refs: { orderId: 'o', customerId: 'c' } } },
    ]);
  });
  it('shorten a long reason', () => {
    const [command] = openCaseWhenRefundEscalated.react(escalated) as readonly OpenCase[];
    expect(command!.data.text).toHaveLength(500);
  });
});
