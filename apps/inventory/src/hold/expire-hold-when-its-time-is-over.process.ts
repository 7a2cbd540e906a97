import { HoldExtended, HoldPlaced, HoldReleased, STOCK_LOW_UNITS } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { ExpireHold } from './hold-stock.decider';

/** A new hold of the basket and an extension move the timer. */
const wait = ({ data: { expiresAt }, occurredAt }: { data: { expiresAt: string }; occurredAt: string }) => ({
  timers: [{ name: 'expire', inMs: Math.max(0, Date.parse(expiresAt) - Date.parse(occurredAt)) }],
});

export const expireHoldWhenItsTimeIsOver = process('inventory.expire-hold-when-its-time-is-over', {
  kind: 'hold-time',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { HoldPlaced, HoldExtended, HoldReleased },
  // The process has no events: its stream is always empty, so nobody needs to look for it.
  opensOn: ['HoldPlaced', 'HoldExtended', 'HoldReleased'],
  idFor: ({ data }) => data.holdId,
  on: {
    HoldPlaced: wait,
    HoldExtended: wait,
    HoldReleased: () => ({ stopTimers: ['expire'] }),
  },
  timers: {
    expire: (_, holdId, _at, settings) => {
      const command: ExpireHold = { type: 'ExpireHold', data: { holdId, lowUnits: settings.of(STOCK_LOW_UNITS) } };
      return { commands: [command] };
    },
  },
});
