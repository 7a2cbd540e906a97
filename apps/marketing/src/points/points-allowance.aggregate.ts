import { fields } from '@concord/contracts';
import { derivedId, event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** A person gave points to a customer. */
export const PointsGranted = event('PointsGranted', 1, {
  adjustmentId: fields.Id,
  points: Type.Integer({ minimum: 1 }),
});

/** How many points one person gave on one day. */
export const pointsAllowance: Aggregate<EventFrom<typeof PointsGranted>, { readonly granted: number }> = {
  kind: 'points-allowance',
  events: { PointsGranted },
  initial: { granted: 0 },
  evolve: ({ granted }, { data: { points } }) => ({ granted: granted + points }),
};

/** The id of the stream of a person and a day (UTC). */
export const pointsAllowanceId = (person: string, at: string) => derivedId(person, at.slice(0, 10));
