import { ClaimOpened, ClaimResolved } from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

export const claimEvents = { ClaimOpened, ClaimResolved };
export type ClaimEvent = EventFrom<(typeof claimEvents)[keyof typeof claimEvents]>;

export interface Claim {
  readonly status: 'none' | 'open' | 'resolved';
  readonly opened: EventFrom<typeof ClaimOpened>['data'] | null;
}

export const claimAggregate: Aggregate<ClaimEvent, Claim> = {
  kind: 'claim',
  events: claimEvents,
  initial: { status: 'none', opened: null },

  evolve(claim, { type, data }) {
    switch (type) {
      case 'ClaimOpened':
        return { status: 'open', opened: data };
      case 'ClaimResolved':
        return { ...claim, status: 'resolved' };
      default:
        return never(type);
    }
  },
};
