import { BACKORDER_GRACE_HOURS, BackorderCreated, BackorderFilled, BackorderPromiseChanged } from '@concord/contracts';
import { process, type Settings } from '@concord/event-sourcing';
import type { MovePassedPromise } from './move-passed-promise.decider';

interface Promised {
  readonly occurredAt: string;
  readonly data: { readonly promisedAt?: string };
}

/** The promise of an order for a SKU. Without a date there is nothing to wait for. */
const wait = ({ occurredAt, data: { promisedAt } }: Promised, _state: object, settings: Settings) => {
  if (promisedAt === undefined) return { stopTimers: ['day'] };
  const passes = Date.parse(promisedAt) + settings.of(BACKORDER_GRACE_HOURS) * 3_600_000;
  return { timers: [{ name: 'day', inMs: Math.max(0, passes - Date.parse(occurredAt)) }] };
};

export const movePromiseWhenItsDayPasses = process('inventory.move-promise-when-its-day-passes', {
  kind: 'backorder-promise',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { BackorderCreated, BackorderPromiseChanged, BackorderFilled },
  opensOn: ['BackorderCreated'],
  // The units of a SKU are decided in its stream: the id of the process carries both. No order id holds a slash.
  idFor: ({ data }) => `${data.orderId}/${data.sku}`,
  on: {
    BackorderCreated: wait,
    BackorderPromiseChanged: wait,
    // Where the last units were cancelled, the timer finds nothing.
    BackorderFilled: ({ data }) => (data.waiting === 0 ? { stopTimers: ['day'] } : {}),
  },
  timers: {
    day: (_, id, _at, settings) => {
      const slash = id.indexOf('/');
      const graceHours = settings.of(BACKORDER_GRACE_HOURS);
      const data = { orderId: id.slice(0, slash), sku: id.slice(slash + 1), graceHours };
      const command: MovePassedPromise = { type: 'MovePassedPromise', data };
      return { commands: [command] };
    },
  },
});
