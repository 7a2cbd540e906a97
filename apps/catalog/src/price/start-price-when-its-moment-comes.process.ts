import { process } from '@concord/event-sourcing';
import { PriceScheduled } from './price-events';
import type { StartPrice } from './price-moments.decider';

export const startPriceWhenItsMomentComes = process('catalog.start-price-when-its-moment-comes', {
  kind: 'price-start',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { PriceScheduled },
  opensOn: ['PriceScheduled'],
  // The price of a SKU is decided in the stream of the SKU: the id of the process carries both.
  idFor: ({ data }) => `${data.proposalId}.${data.sku}`,
  on: {
    PriceScheduled: ({ data: { from }, occurredAt }) => ({
      timers: [{ name: 'start', inMs: Math.max(0, Date.parse(from) - Date.parse(occurredAt)) }],
    }),
  },
  timers: {
    start: (_, id) => {
      const dot = id.indexOf('.');
      const command: StartPrice = {
        type: 'StartPrice',
        data: { proposalId: id.slice(0, dot), sku: id.slice(dot + 1) },
      };
      return { commands: [command] };
    },
  },
});
