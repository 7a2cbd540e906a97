import { LabelBought, notPersonal, ShipmentDelivered, ShipmentDispatched, type Personal } from '@concord/contracts';
import { conflict, never, rule, type Command, type Decider, type Rejection } from '@concord/event-sourcing';
import { fulfilmentAggregate, type Fulfilment, type FulfilmentEvent } from './fulfilment.aggregate';
import { hasReached, notNow } from './ladder';
import { pack, type PackCommand } from './packing';
import { pick, reportShort, type PickCommand, type ReportShort } from './picking';

/** Records the label that a carrier sold. */
export type RecordLabel = Command<
  'RecordLabel',
  { fulfilmentId: string; carrier: string; service: string; costMinor: number; tracking: string }
>;
/** `handedOverAt` is when the carrier took the parcel, where that is not now. */
export type HandOver = Command<'HandOver', { fulfilmentId: string; handedOverAt?: string }>;
/** `deliveredAt` is when the parcel was delivered, where that is not now. */
export type RecordDelivery = Command<
  'RecordDelivery',
  { fulfilmentId: string; deliveredAt?: string; proof?: Personal }
>;
export type FulfilmentCommand = PickCommand | ReportShort | PackCommand | RecordLabel | HandOver | RecordDelivery;

/** The clocks of delivery devices may be ahead by this much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** From the shelf to the door: each step once, none skipped, none taken back. */
export const fulfilment: Decider<FulfilmentCommand, FulfilmentEvent, Fulfilment> = {
  ...fulfilmentAggregate,
  commands: [
    'StartPick',
    'ScanPick',
    'FinishPick',
    'ReportShort',
    'StartPack',
    'ClosePack',
    'RecordLabel',
    'HandOver',
    'RecordDelivery',
  ],
  id: ({ data }) => data.fulfilmentId,

  decide(command, state) {
    // A parcel that was handed over is the carrier's.
    if (state.heldFor !== null && command.type !== 'RecordDelivery' && !hasReached(state, 'handed_over'))
      return conflict(
        'fulfilment-on-hold',
        `The order ${state.orderId} is on hold (${state.heldFor}): wait until it is released.`,
        { reason: state.heldFor },
      );
    switch (command.type) {
      case 'StartPick':
      case 'ScanPick':
      case 'FinishPick':
        return pick(command, command.by.id, state);
      case 'ReportShort':
        return reportShort(command.data, command.by.id, state);
      case 'StartPack':
      case 'ClosePack':
        return pack(command, state);
      case 'RecordLabel':
        return label(command.data, state);
      case 'HandOver':
        return handOver(command.data, command.at, state);
      case 'RecordDelivery':
        return deliver(command.data, command.at, state);
      default:
        return never(command);
    }
  },
};

function label(data: RecordLabel['data'], state: Fulfilment): FulfilmentEvent[] | Rejection {
  const { fulfilmentId, carrier } = data;
  if (state.label && state.label.tracking === data.tracking) return [];
  if (state.label) {
    const detail = `The fulfilment ${fulfilmentId} has a label of ${state.label.carrier} already; it cannot get one of ${carrier}.`;
    return conflict('illegal-transition', detail, { state: state.status, label: state.label });
  }
  if (state.status !== 'packed') return notNow(fulfilmentId, state, 'buying a label', ['packed']);
  return [LabelBought.of({ ...data, orderId: state.orderId })];
}

function handOver(
  { fulfilmentId, handedOverAt = '' }: HandOver['data'],
  at: string,
  state: Fulfilment,
): FulfilmentEvent[] | Rejection {
  if (hasReached(state, 'handed_over')) return [];
  if (state.status !== 'labelled') return notNow(fulfilmentId, state, 'handing over', ['labelled']);
  const { orderId, warehouse, picked } = state;
  const { carrier, tracking } = state.label!;
  const moment = handedOverAt || at;
  if (isAhead(moment, at))
    return rule(
      'handed-over-in-the-future',
      `${moment} is in the future. Send when the carrier took the parcel, or nothing for now.`,
    );
  if (state.orderedAt !== null && isAhead(state.orderedAt, moment))
    return rule(
      'handed-over-before-order',
      `The order was placed at ${state.orderedAt}: its parcel cannot have left at ${moment}.`,
      { orderedAt: state.orderedAt },
    );
  const lines = [...picked];
  return [ShipmentDispatched.of({ fulfilmentId, orderId, warehouse, lines, carrier, tracking, handedOverAt: moment })];
}

function deliver(
  { fulfilmentId, deliveredAt, proof = notPersonal('none') }: RecordDelivery['data'],
  at: string,
  state: Fulfilment,
): FulfilmentEvent[] | Rejection {
  if (hasReached(state, 'delivered')) return [];
  if (state.status !== 'handed_over') return notNow(fulfilmentId, state, 'delivering', ['handed_over']);
  const moment = deliveredAt ?? at;
  if (isAhead(moment, at))
    return rule(
      'delivered-in-the-future',
      `${moment} is in the future. Send when the parcel was delivered, or nothing for now.`,
    );
  if (state.handedOverAt !== null && isAhead(state.handedOverAt, moment))
    return rule(
      'delivered-before-handover',
      `The parcel was handed over at ${state.handedOverAt}: it cannot have been delivered at ${moment}.`,
      { handedOverAt: state.handedOverAt },
    );
  return [ShipmentDelivered.of({ fulfilmentId, orderId: state.orderId, deliveredAt: moment, proof })];
}

/** Whether a moment lies after another one by more than clocks may differ. */
const isAhead = (moment: string, of: string) => Date.parse(moment) > Date.parse(of) + CLOCKS_DIFFER_MS;
