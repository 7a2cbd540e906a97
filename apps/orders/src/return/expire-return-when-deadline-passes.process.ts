import { ReturnAuthorised } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { ExpireReturn } from './end-return.decider';

/** Ends a return whose parcel never came. The process remembers nothing, so its stream stays empty. */
export const expireReturnWhenDeadlinePasses = process('orders.expire-return-when-deadline-passes', {
  kind: 'return-deadline',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { ReturnAuthorised },
  opensOn: ['ReturnAuthorised'],
  idFor: ({ data }) => data.returnId,
  on: {
    ReturnAuthorised: ({ data: { deadline }, occurredAt }) => ({
      timers: [{ name: 'deadline', inMs: Math.max(0, Date.parse(deadline) - Date.parse(occurredAt)) }],
    }),
  },
  timers: {
    deadline: (_, returnId) => {
      const command: ExpireReturn = { type: 'ExpireReturn', data: { returnId } };
      return { commands: [command] };
    },
  },
});
