import { fields } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** Units of an order that the desk has asked back: what keeps two requests at one moment from the same unit. */
export const UnitsAskedBack = event('UnitsAskedBack', 1, {
  orderId: fields.Id,
  returnId: fields.Id,
  lines: Type.Array(Type.Object({ lineId: fields.Id, quantity: fields.Units })),
});

/** Units asked back, by return. */
export type AskedBack = Readonly<Record<string, readonly { readonly lineId: string; readonly quantity: number }[]>>;

/** What the desk has asked back of an order. Return requests move it. */
export const askedBack: Aggregate<EventFrom<typeof UnitsAskedBack>, AskedBack> = {
  kind: 'asked-back',
  events: { UnitsAskedBack },
  initial: {},
  evolve: (asked, { data: { returnId, lines } }) => ({ ...asked, [returnId]: lines }),
};
