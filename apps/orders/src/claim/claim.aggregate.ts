import { ClaimOpened, ClaimReopened, ClaimResolved } from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

export const claimEvents = { ClaimOpened, ClaimResolved, ClaimReopened };
export type ClaimEvent = EventFrom<(typeof claimEvents)[keyof typeof claimEvents]>;

export interface Claim {
  readonly status: 'none' | 'open' | 'resolved';
  /** Replacements that were ordered for it. */
  readonly replacements: number;
  readonly opened: EventFrom<typeof ClaimOpened>['data'] | null;
}

export const claimAggregate: Aggregate<ClaimEvent, Claim> = {
  kind: 'claim',
  events: claimEvents,
  initial: { status: 'none', replacements: 0, opened: null },

  evolve(claim, { type, data }) {
    switch (type) {
      case 'ClaimOpened':
        return { ...claim, status: 'open', opened: data };
      case 'ClaimResolved':
        return {
          ...claim,
          status: 'resolved',
          replacements: claim.replacements + (data.replacementOrderId === undefined ? 0 : 1),
        };
      case 'ClaimReopened':
        return { ...claim, status: 'open' };
      default:
        return never(type);
    }
  },
};

/** The order of a replacement carries the id of its claim, so that its events find it. */
export const replacementOf = (claimId: string, number: number) => `${claimId}.claim-${number}`;
export const claimOf = (orderId: string): string | undefined => /^(.+)\.claim-\d+$/.exec(orderId)?.[1];
