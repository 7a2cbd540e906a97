import { fields, RefundFailed } from '@concord/contracts';
import { event, process, type EventFrom } from '@concord/event-sourcing';
import { RefundSent } from './payment.aggregate';
import type { RetryRefund } from './payment.decider';
import type { PaymentCall } from './provider-call';
import { RETRY_MS } from './retry-plan';

/** A refund is on its way to the provider. */
const RefundFollowed = event('RefundFollowed', 1, { refundId: fields.Id, orderId: fields.Id });
type Followed = EventFrom<typeof RefundFollowed>;

/** Retries a refund at the provider until it has paid: three times, under the same key. */
export const refund = process('orders.refund', {
  kind: 'refund',
  events: { RefundFollowed },
  initial: { orderId: '' },
  evolve: (_: { orderId: string }, { data: { orderId } }: Followed) => ({ orderId }),
  hears: { RefundSent, RefundFailed },
  opensOn: ['RefundSent'],
  idFor: ({ data }) => data.refundId,
  on: {
    RefundSent: ({ data }, state) => {
      const { refundId, orderId, attempt, amountMinor, currency, providerRef, token } = data;
      const ids = { refundId, orderId, attempt };
      const request: PaymentCall = { kind: 'refund', key: refundId, ...ids, amountMinor, currency, providerRef, token };
      return {
        events: state.orderId ? [] : [RefundFollowed.of({ refundId, orderId })],
        calls: [{ gateway: 'payment', key: refundId, request }],
      };
    },
    RefundFailed: ({ data: { attempt } }) => {
      const inMs = RETRY_MS[attempt - 1];
      return inMs === undefined ? {} : { timers: [{ name: 'retry', inMs }] };
    },
  },
  timers: {
    retry: ({ orderId }, refundId) => {
      const command: RetryRefund = { type: 'RetryRefund', data: { orderId, refundId } };
      return { commands: [command] };
    },
  },
});
