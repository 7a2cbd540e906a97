import {
  fields,
  REFUND_PAYOUT_DAYS,
  RefundEscalated,
  RefundFailed,
  RefundPayoutDue,
  RefundSucceeded,
  RefundWrittenOff,
} from '@concord/contracts';
import { event, process, type EventFrom } from '@concord/event-sourcing';
import { RefundSent } from './payment.aggregate';
import type { PaymentCall } from './provider-call';
import type { RetryRefund } from './record-refund';
import type { NotePayoutOverdue } from './refund-payout';
import { triesMax, waitAfter } from './retry-plan';

const DAY_MS = 24 * 60 * 60_000;

/** A refund is on its way to the provider, or waits for a person. */
const RefundFollowed = event('RefundFollowed', 1, { refundId: fields.Id, orderId: fields.Id });
type Followed = EventFrom<typeof RefundFollowed>;

/**
 * Retries a refund at the provider until it has paid, under the refund's id. The payment says when a person must look.
 * Where no card gets the refund, the process waits for the person who pays it out.
 */
export const refund = process('orders.refund', {
  kind: 'refund',
  events: { RefundFollowed },
  initial: { orderId: '' },
  evolve: (_: { orderId: string }, { data: { orderId } }: Followed) => ({ orderId }),
  hears: { RefundSent, RefundFailed, RefundEscalated, RefundPayoutDue, RefundSucceeded, RefundWrittenOff },
  opensOn: ['RefundSent', 'RefundPayoutDue'],
  idFor: ({ data }) => data.refundId,
  on: {
    RefundSent: ({ data }, state, settings) => {
      const { refundId, orderId, attempt, amountMinor, currency, providerRef, sources, token } = data;
      const ids = { refundId, orderId, attempt };
      const money = {
        amountMinor,
        currency,
        providerRef,
        ...(sources && { sources }),
        token,
        triesMax: triesMax(settings),
      };
      const request: PaymentCall = { kind: 'refund', key: refundId, ...ids, ...money };
      // The call of the try before may still wait for its answer, while notices told that it paid and bounced.
      const key = attempt === 1 ? refundId : `${refundId}-${attempt}`;
      return {
        events: state.orderId ? [] : [RefundFollowed.of({ refundId, orderId })],
        calls: [{ gateway: 'payment', key, request }],
      };
    },
    RefundFailed: ({ data: { attempt } }, _, settings) => ({
      timers: [{ name: 'retry', inMs: waitAfter(attempt, settings) }],
    }),
    // It comes together with the last failure.
    RefundEscalated: () => ({ stopTimers: ['retry'] }),
    RefundPayoutDue: ({ data: { refundId, orderId } }, state, settings) => ({
      events: state.orderId ? [] : [RefundFollowed.of({ refundId, orderId })],
      stopTimers: ['retry'],
      timers: [{ name: 'overdue', inMs: settings.of(REFUND_PAYOUT_DAYS) * DAY_MS }],
    }),
    RefundSucceeded: () => ({ stopTimers: ['retry', 'overdue'] }),
    RefundWrittenOff: () => ({ stopTimers: ['retry', 'overdue'] }),
  },
  timers: {
    retry: ({ orderId }, refundId) => {
      const command: RetryRefund = { type: 'RetryRefund', data: { orderId, refundId } };
      return { commands: [command] };
    },
    overdue: ({ orderId }, refundId) => {
      const command: NotePayoutOverdue = { type: 'NotePayoutOverdue', data: { orderId, refundId } };
      return { commands: [command] };
    },
  },
});
