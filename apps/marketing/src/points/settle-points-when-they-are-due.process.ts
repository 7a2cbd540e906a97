import { process } from '@concord/event-sourcing';
import { PointsDueSet } from './loyalty.aggregate';
import type { SettleDuePoints } from './loyalty.decider';

/** One timer for each account: it is moved whenever another lot is the next to change. */
export const settlePointsWhenTheyAreDue = process('marketing.settle-points-when-they-are-due', {
  kind: 'points-due',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { PointsDueSet },
  idFor: ({ data }) => data.customerId,
  on: {
    PointsDueSet: ({ data: { dueAt }, occurredAt }) =>
      dueAt === undefined
        ? { stopTimers: ['due'] }
        : { timers: [{ name: 'due', inMs: Math.max(0, Date.parse(dueAt) - Date.parse(occurredAt)) }] },
  },
  timers: {
    due: (_, customerId) => {
      const command: SettleDuePoints = { type: 'SettleDuePoints', data: { customerId } };
      return { commands: [command] };
    },
  },
});
