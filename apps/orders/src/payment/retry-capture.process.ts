import { fields, PaymentCaptureFailed } from '@concord/contracts';
import { event, process, type EventFrom } from '@concord/event-sourcing';
import type { RetryCapture } from './capture';
import { RETRY_MS } from './retry-plan';

/** The money of a parcel was refused and is asked for again. */
const CaptureRetryPlanned = event('CaptureRetryPlanned', 1, { orderId: fields.Id, fulfilmentId: fields.Id });
type Planned = EventFrom<typeof CaptureRetryPlanned>;

/** Asks for the money of a parcel that has left until the provider pays: three more times by itself. */
export const retryCapture = process('orders.retry-capture', {
  kind: 'capture-retry',
  events: { CaptureRetryPlanned },
  initial: { orderId: '' },
  evolve: (_: { orderId: string }, { data: { orderId } }: Planned) => ({ orderId }),
  hears: { PaymentCaptureFailed },
  opensOn: ['PaymentCaptureFailed'],
  idFor: ({ data }) => data.fulfilmentId,
  on: {
    PaymentCaptureFailed: ({ data: { orderId, fulfilmentId, attempt } }, state) => {
      const inMs = RETRY_MS[attempt - 1];
      if (inMs === undefined) return {};
      const events = state.orderId ? [] : [CaptureRetryPlanned.of({ orderId, fulfilmentId })];
      return { events, timers: [{ name: 'retry', inMs }] };
    },
  },
  timers: {
    retry: ({ orderId }, fulfilmentId) => {
      const command: RetryCapture = { type: 'RetryCapture', data: { orderId, fulfilmentId } };
      return { commands: [command] };
    },
  },
});
