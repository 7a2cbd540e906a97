import { conflict, notFound, type Aggregate, type Rejection } from '@concord/event-sourcing';
import { fulfilmentEvents, type FulfilmentEvent } from './fulfilment-events';
import { merged, type Line } from './lines';

/** The ladder: a fulfilment climbs it and never comes down. `cancelled` leaves it from below `packed`. */
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
  readonly lines: readonly Line[];
  readonly picked: readonly Line[];
  /** Ids of scans that counted, and of those that did not match. Kept while picking goes on. */
  readonly scanIds: readonly string[];
  readonly mismatchedScanIds: readonly string[];
  readonly scans: number;
  readonly weightG: number | null;
  readonly label: { readonly carrier: string; readonly service: string; readonly tracking: string } | null;
}

export const fulfilmentAggregate: Aggregate<FulfilmentEvent, Fulfilment> = {
  kind: 'fulfilment',
  events: fulfilmentEvents,
  initial: {
    status: 'none',
    orderId: '',
    warehouse: '',
    lines: [],
    picked: [],
    scanIds: [],
    mismatchedScanIds: [],
    scans: 0,
    weightG: null,
    label: null,
  },

  evolve(fulfilment, { type, data }) {
    switch (type) {
      case 'FulfilmentPlanned': {
        const { orderId, warehouse, lines } = data;
        return { ...fulfilment, status: 'released', orderId, warehouse, lines };
      }
      case 'FulfilmentCancelled':
        return { ...fulfilment, status: 'cancelled' };
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
        return { ...fulfilment, status: 'handed_over' };
      case 'ShipmentDelivered':
        return { ...fulfilment, status: 'delivered' };
    }
  },
};

/** Whether the fulfilment stands on this rung or above it. */
export const hasReached = ({ status }: Fulfilment, rung: Rung) =>
  (LADDER as readonly string[]).indexOf(status) >= LADDER.indexOf(rung);

/** The refusal of a step that the status does not allow. */
export function notNow(
  fulfilmentId: string,
  { status }: Fulfilment,
  step: string,
  allowed: readonly Rung[],
): Rejection {
  if (status === 'none') return notFound('fulfilment-unknown', `There is no fulfilment ${fulfilmentId}.`);
  const detail = `The fulfilment ${fulfilmentId} is ${status}; ${step} is possible while it is ${allowed.join(' or ')}.`;
  return conflict('illegal-transition', detail, { state: status, allowed });
}
