import { PriceActivated } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { EndPrice } from './price-moments.decider';

export const endPriceWhenItsTimeIsUp = process('catalog.end-price-when-its-time-is-up', {
  kind: 'price-end',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { PriceActivated },
  opensOn: ['PriceActivated'],
  // Lasting prices need no timer. The timer of a price that was replaced finds another end, and does nothing.
  idFor: ({ data: { list, sku, until } }) => (until === undefined ? undefined : `${list}/${sku}`),
  on: {
    PriceActivated: ({ data: { until }, occurredAt }) => ({
      timers: [{ name: 'end', inMs: Math.max(0, Date.parse(until!) - Date.parse(occurredAt)) }],
    }),
  },
  timers: {
    // The code of a list has no slash.
    end: (_, id, at) => {
      const slash = id.indexOf('/');
      const data = { list: id.slice(0, slash), sku: id.slice(slash + 1), at };
      const command: EndPrice = { type: 'EndPrice', data };
      return { commands: [command] };
    },
  },
});
