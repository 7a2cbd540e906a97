import { fields } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** The desk has requested these units of an order: two simultaneous requests cannot name the same unit. */
export const UnitsAskedBack = event('UnitsAskedBack', 1, {
  orderId: fields.Id,
  returnId: fields.Id,
  lines: Type.Array(Type.Object({ lineId: fields.Id, quantity: fields.Units })),
});

/** Requested units, by return. */
export type AskedBack = Readonly<Record<string, readonly { readonly lineId: string; readonly quantity: number }[]>>;

/** The units of an order that the desk has requested. Return requests change it. */
export const askedBack: Aggregate<EventFrom<typeof UnitsAskedBack>, AskedBack> = {
  kind: 'asked-back',
  events: { UnitsAskedBack },
  initial: {},
  evolve: (asked, { data: { returnId, lines } }) => ({ ...asked, [returnId]: lines }),
};
