import { ReturnRequestedByDesk } from '@concord/contracts';
import type { Aggregate, EventFrom } from '@concord/event-sourcing';

export interface ReturnRequest {
  readonly isRequested: boolean;
}

export const returnRequestAggregate: Aggregate<EventFrom<typeof ReturnRequestedByDesk>, ReturnRequest> = {
  kind: 'return-request',
  events: { ReturnRequestedByDesk },
  initial: { isRequested: false },
  evolve: () => ({ isRequested: true }),
};
