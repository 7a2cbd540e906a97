import { fields, PaymentCaptureFailed } from '@concord/contracts';
import { event, process, type EventFrom } from '@concord/event-sourcing';
import type { RetryCapture } from './capture';
import { captureWaitAfter } from './retry-plan';

/** A capture was refused and is retried. */
const CaptureRetryPlanned = event('CaptureRetryPlanned', 1, { orderId: fields.Id, fulfilmentId: fields.Id });
type Planned = EventFrom<typeof CaptureRetryPlanned>;

/** Retries the capture of a shipped parcel until the provider pays, or the payment leaves it to a person. */
export const retryCapture = process('orders.retry-capture', {
  kind: 'capture-retry',
  events: { CaptureRetryPlanned },
  initial: { orderId: '' },
  evolve: (_: { orderId: string }, { data: { orderId } }: Planned) => ({ orderId }),
  hears: { PaymentCaptureFailed },
  opensOn: ['PaymentCaptureFailed'],
  idFor: ({ data }) => data.fulfilmentId,
  on: {
    PaymentCaptureFailed: ({ data: { orderId, fulfilmentId, attempt, isLast } }, state, settings) => {
      if (isLast) return {};
      const events = state.orderId ? [] : [CaptureRetryPlanned.of({ orderId, fulfilmentId })];
      return { events, timers: [{ name: 'retry', inMs: captureWaitAfter(attempt, settings) }] };
    },
  },
  timers: {
    retry: ({ orderId }, fulfilmentId) => {
      const command: RetryCapture = { type: 'RetryCapture', data: { orderId, fulfilmentId } };
      return { commands: [command] };
    },
  },
});
