import {
  Address,
  fields,
  FulfilmentCancelled,
  FulfilmentPlanned,
  LabelBought,
  ParcelPacked,
  PickFinished,
  PickMismatch,
  PickShort,
  PickStarted,
  ShipmentDelivered,
  ShipmentDispatched,
} from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { merged, without, type Line } from './lines';

const lines = Type.Array(Type.Object({ sku: fields.Sku, quantity: fields.Units }));

/** Matching units went into the tray. One event per call, however many scans it brought. */
export const ItemsPicked = event('ItemsPicked', 1, {
  fulfilmentId: fields.Id,
  scans: Type.Array(Type.Object({ scanId: Type.Optional(fields.Id), sku: fields.Sku, quantity: fields.Units })),
});

/** Units were cancelled before the parcel was packed: `lines` remain. Picked units of the others are to be put back. */
export const FulfilmentReduced = event('FulfilmentReduced', 1, {
  fulfilmentId: fields.Id,
  orderId: fields.Id,
  lines,
  putBack: lines,
  reason: fields.ShortText,
});

/** Further units go with the parcel: another warehouse could not send them. */
export const FulfilmentExtended = event('FulfilmentExtended', 1, {
  fulfilmentId: fields.Id,
  orderId: fields.Id,
  lines,
});

/** The order waits for a person: nothing of the fulfilment goes on. */
export const FulfilmentHeld = event('FulfilmentHeld', 1, {
  fulfilmentId: fields.Id,
  orderId: fields.Id,
  reason: fields.ShortText,
});

/** The parcel goes to another address. */
export const FulfilmentReaddressed = event('FulfilmentReaddressed', 1, {
  fulfilmentId: fields.Id,
  orderId: fields.Id,
  shipTo: Address,
});

/** The order goes on, and so does the fulfilment. */
export const FulfilmentResumed = event('FulfilmentResumed', 1, { fulfilmentId: fields.Id, orderId: fields.Id });

/** The parcel is open: its contents match the picked units, and its weight fits them. */
export const PackStarted = event('PackStarted', 1, {
  fulfilmentId: fields.Id,
  contents: lines,
  weightG: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** Everything that happens to a fulfilment. */
export const fulfilmentEvents = {
  FulfilmentPlanned,
  FulfilmentCancelled,
  FulfilmentReduced,
  FulfilmentExtended,
  FulfilmentReaddressed,
  FulfilmentHeld,
  FulfilmentResumed,
  PickStarted,
  ItemsPicked,
  PickMismatch,
  PickShort,
  PickFinished,
  PackStarted,
  ParcelPacked,
  LabelBought,
  ShipmentDispatched,
  ShipmentDelivered,
};
export type FulfilmentEvent = EventFrom<(typeof fulfilmentEvents)[keyof typeof fulfilmentEvents]>;

/** The statuses in order: a fulfilment only moves up. It can be `cancelled` below `packed`. */
export const LADDER = [
  'released',
  'picking',
  'picked',
  'packing',
  'packed',
  'labelled',
  'handed_over',
  'delivered',
] as const;
export type Rung = (typeof LADDER)[number];
export type Status = 'none' | 'cancelled' | Rung;

/** What one warehouse sends for one order: one parcel. */
export interface Fulfilment {
  readonly status: Status;
  readonly orderId: string;
  readonly warehouse: string;
  /** Why its order waits for a person; null where it does not. */
  readonly heldFor: string | null;
  readonly lines: readonly Line[];
  readonly picked: readonly Line[];
  /** Ids of scans that counted, and of mismatches. Kept during picking. */
  readonly scanIds: readonly string[];
  readonly mismatchedScanIds: readonly string[];
  readonly scans: number;
  /** The number of short picks. */
  readonly shorts: number;
  readonly weightG: number | null;
  /** When the customer ordered. Absent in older fulfilments. */
  readonly orderedAt: string | null;
  /** Absent in older parcels. */
  readonly handedOverAt: string | null;
  readonly label: { readonly carrier: string; readonly service: string; readonly tracking: string } | null;
}

export const fulfilmentAggregate: Aggregate<FulfilmentEvent, Fulfilment> = {
  kind: 'fulfilment',
  events: fulfilmentEvents,
  shapeVersion: 5,
  initial: {
    status: 'none',
    orderId: '',
    warehouse: '',
    heldFor: null,
    lines: [],
    picked: [],
    scanIds: [],
    mismatchedScanIds: [],
    scans: 0,
    shorts: 0,
    weightG: null,
    orderedAt: null,
    handedOverAt: null,
    label: null,
  },

  evolve(fulfilment, { type, data }) {
    switch (type) {
      case 'FulfilmentPlanned': {
        const { orderId, warehouse, lines, orderedAt = null } = data;
        return { ...fulfilment, status: 'released', orderId, warehouse, lines, orderedAt };
      }
      case 'FulfilmentCancelled':
        return { ...fulfilment, status: 'cancelled' };
      case 'FulfilmentReduced':
        return { ...fulfilment, lines: data.lines, picked: without(fulfilment.picked, data.putBack) };
      case 'FulfilmentReaddressed':
        return fulfilment;
      case 'FulfilmentHeld':
        return { ...fulfilment, heldFor: data.reason };
      case 'FulfilmentResumed':
        return { ...fulfilment, heldFor: null };
      case 'PickStarted':
        return { ...fulfilment, status: 'picking' };
      case 'ItemsPicked': {
        const scanIds = [...fulfilment.scanIds, ...data.scans.flatMap(({ scanId }) => scanId ?? [])];
        const picked = merged([...fulfilment.picked, ...data.scans]);
        return { ...fulfilment, picked, scanIds, scans: fulfilment.scans + data.scans.length };
      }
      case 'PickMismatch': {
        const mismatchedScanIds = data.scanId
          ? [...fulfilment.mismatchedScanIds, data.scanId]
          : fulfilment.mismatchedScanIds;
        return { ...fulfilment, mismatchedScanIds };
      }
      case 'PickShort': {
        const { sku, missing } = data;
        const left = without(fulfilment.lines, [{ sku, quantity: missing }]);
        return { ...fulfilment, lines: left, shorts: fulfilment.shorts + 1 };
      }
      case 'FulfilmentExtended':
        return { ...fulfilment, lines: merged([...fulfilment.lines, ...data.lines]) };
      case 'PickFinished':
        return { ...fulfilment, status: 'picked', picked: data.lines, scanIds: [], mismatchedScanIds: [] };
      case 'PackStarted':
        return { ...fulfilment, status: 'packing', weightG: data.weightG ?? null };
      case 'ParcelPacked':
        return { ...fulfilment, status: 'packed', weightG: data.weightG ?? null };
      case 'LabelBought': {
        const { carrier, service, tracking } = data;
        return { ...fulfilment, status: 'labelled', label: { carrier, service, tracking } };
      }
      case 'ShipmentDispatched':
        return { ...fulfilment, status: 'handed_over', handedOverAt: data.handedOverAt ?? null };
      case 'ShipmentDelivered':
        return { ...fulfilment, status: 'delivered' };
    }
  },
};
