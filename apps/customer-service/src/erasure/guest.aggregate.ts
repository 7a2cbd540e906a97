import { fields, GuestErased } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** The guest who placed this order is to be forgotten, with the orders that belong to it. */
export const GuestErasureRequested = event('GuestErasureRequested', 1, {
  orderId: fields.Id,
  /** Whose keys are destroyed. Absent in older streams: that of the order. */
  subjects: Type.Optional(Type.Array(Type.String())),
});

export const guestEvents = { GuestErasureRequested, GuestErased };
export type GuestEvent = EventFrom<(typeof guestEvents)[keyof typeof guestEvents]>;

export interface Guest {
  readonly erasure: 'none' | 'requested' | 'done';
}

/** The guest of one order, as far as erasure goes. */
export const guestAggregate: Aggregate<GuestEvent, Guest> = {
  kind: 'guest',
  events: guestEvents,
  initial: { erasure: 'none' },
  evolve: (_, { type }) => ({ erasure: type === 'GuestErasureRequested' ? 'requested' : 'done' }),
};
