import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, Minor, ShortText, Sku, Time, Units, WarehouseCode } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('logistics');

const fulfilment = { fulfilmentId: Id, orderId: Id };
const lines = Type.Array(Type.Object({ sku: Sku, quantity: Units }));

/** A carrier, or the own fleet, takes the parcel. */
export const LabelBought = event('LabelBought', 1, {
  ...fulfilment,
  carrier: ShortText,
  service: ShortText,
  costMinor: Minor,
  tracking: ShortText,
});

/** The parcel left: inventory ships its units, orders captures its money. */
export const ShipmentDispatched = event(
  'ShipmentDispatched',
  2,
  {
    ...fulfilment,
    warehouse: WarehouseCode,
    lines,
    carrier: ShortText,
    tracking: ShortText,
    /** When the carrier took the parcel, which may be before it was recorded. */
    handedOverAt: Type.Optional(Time),
  },
  { 1: (data: object) => data },
);

/** The parcel arrived. */
export const ShipmentDelivered = event(
  'ShipmentDelivered',
  2,
  { ...fulfilment, deliveredAt: Time, proof: Personal('note') },
  { 1: (data: object) => data },
);
