import {
  ownReturn,
  ParcelSentBack,
  ReturnArrivalCorrected,
  ReturnParcelArrived,
  UnannouncedParcelArrived,
} from '@concord/contracts';
import { conflict, never, notFound, type Command, type Decider, type Rejection } from '@concord/event-sourcing';
import {
  isAwaited,
  ReturnInspectionNoted,
  returnShipmentAggregate,
  ReturnShipmentCalledOff,
  ReturnShipmentExpected,
  UnannouncedParcelMoved,
  type ReturnShipment,
  type ReturnShipmentEvent,
} from './return-shipment.aggregate';
import { notThere, notTakingReturns, type Place } from './return-place';

export type ExpectReturnShipment = Command<
  'ExpectReturnShipment',
  { returnId: string; orderId: string; customerId?: string; toWarehouse: string; deadline: string }
>;
/** The return was cancelled, or its deadline passed. */
export type CallOffReturnShipment = Command<
  'CallOffReturnShipment',
  { returnId: string; because: 'cancelled' | 'expired' }
>;
/** `callers` are the customers that the caller may be: nobody takes a parcel of their own in. */
export type RecordReturnArrival = Command<
  'RecordReturnArrival',
  { returnId: string; place: Place; callers: readonly string[] }
>;
/** The slip was wrong: the parcel is at another warehouse. */
export type CorrectReturnArrival = Command<
  'CorrectReturnArrival',
  { returnId: string; place: Place; callers: readonly string[] }
>;
/** Inventory graded before it heard of a correction: the parcel is where it was graded. */
export type KeepReturnArrival = Command<'KeepReturnArrival', { returnId: string; warehouse: string }>;
export type NoteReturnInspection = Command<'NoteReturnInspection', { returnId: string }>;
/** Records the arrival of an unannounced parcel. `reference` is what is written on it. */
export type TakeParcelIn = Command<
  'TakeParcelIn',
  { returnId: string; place: Place; orderId?: string; reference?: string }
>;
export type SendParcelBack = Command<'SendParcelBack', { returnId: string; reason: string }>;
export type ReturnShipmentCommand =
  | ExpectReturnShipment
  | CallOffReturnShipment
  | RecordReturnArrival
  | CorrectReturnArrival
  | KeepReturnArrival
  | NoteReturnInspection
  | TakeParcelIn
  | SendParcelBack;

/** A return parcel arrives once, at a warehouse that accepts returns. */
export const returnShipment: Decider<ReturnShipmentCommand, ReturnShipmentEvent, ReturnShipment> = {
  ...returnShipmentAggregate,
  commands: [
    'ExpectReturnShipment',
    'CallOffReturnShipment',
    'RecordReturnArrival',
    'CorrectReturnArrival',
    'KeepReturnArrival',
    'NoteReturnInspection',
    'TakeParcelIn',
    'SendParcelBack',
  ],
  opens: ['ExpectReturnShipment', 'TakeParcelIn'],
  id: ({ data }) => data.returnId,

  decide(command, shipment) {
    const { returnId } = command.data;
    switch (command.type) {
      case 'ExpectReturnShipment':
        return shipment.status === 'unknown' ? [ReturnShipmentExpected.of(command.data)] : [];
      case 'CallOffReturnShipment':
        return shipment.status === 'expected' ? [ReturnShipmentCalledOff.of(command.data)] : [];
      case 'RecordReturnArrival':
        return arrive(command.data, shipment);
      case 'CorrectReturnArrival':
        return correct(command.data, shipment);
      case 'KeepReturnArrival':
        return keep(command.data, shipment);
      case 'NoteReturnInspection':
        return shipment.status === 'arrived' && !shipment.isInspected ? [ReturnInspectionNoted.of({ returnId })] : [];
      case 'TakeParcelIn': {
        const { place, orderId, reference } = command.data;
        if (shipment.status !== 'unknown') return [];
        const facts = { ...(orderId !== undefined && { orderId }), ...(reference !== undefined && { reference }) };
        const taken = UnannouncedParcelArrived.of({ parcelId: returnId, warehouse: place.warehouse, ...facts });
        return notThere(place) ?? [taken];
      }
      case 'SendParcelBack': {
        if (shipment.status === 'sent_back') return [];
        const refused = notInQuarantine(returnId, shipment);
        return refused ?? [ParcelSentBack.of({ parcelId: returnId, reason: command.data.reason })];
      }
      default:
        return never(command);
    }
  },
};

function arrive({ returnId, place, callers }: RecordReturnArrival['data'], shipment: ReturnShipment) {
  const { status, orderId, customerId, arrivedAt } = shipment;
  const own = ownReturn(customerId, callers);
  if (own) return own;
  if (status === 'unknown')
    return notFound(
      'return-unknown',
      `No authorised return ${returnId} is known here. Try again in a moment, or record the parcel as unannounced.`,
    );
  if (isAwaited(shipment))
    return notTakingReturns(place) ?? [ReturnParcelArrived.of({ returnId, orderId, warehouse: place.warehouse })];
  if (arrivedAt === place.warehouse) return [];
  const detail = `The parcel ${returnId} arrived at ${arrivedAt} already. Correct its arrival where that is wrong.`;
  return conflict('illegal-transition', detail, { state: status, warehouse: arrivedAt });
}

function correct({ returnId, place, callers }: CorrectReturnArrival['data'], shipment: ReturnShipment) {
  const { status, orderId, customerId, arrivedAt, isInspected } = shipment;
  const own = ownReturn(customerId, callers);
  if (own) return own;
  const { warehouse } = place;
  if (status === 'unknown') return notFound('return-unknown', `No return parcel ${returnId} is known here.`);
  if (status !== 'arrived' && status !== 'quarantine')
    return conflict('illegal-transition', `The parcel ${returnId} is ${status}: it has no arrival to correct.`, {
      state: status,
    });
  if (isInspected)
    return conflict(
      'return-graded',
      `The parcel ${returnId} was opened at ${arrivedAt}: its warehouse can no longer change.`,
    );
  const refused = notTakingReturns(place);
  if (refused) return refused;
  if (arrivedAt === warehouse) return [];
  if (status === 'quarantine') return [UnannouncedParcelMoved.of({ parcelId: returnId, from: arrivedAt!, warehouse })];
  return [ReturnArrivalCorrected.of({ returnId, orderId, from: arrivedAt!, warehouse })];
}

/** Takes a correction back that was made while the first unit was graded. */
function keep({ returnId, warehouse }: KeepReturnArrival['data'], shipment: ReturnShipment) {
  const { status, orderId, arrivedAt, isInspected } = shipment;
  if (status !== 'arrived') return [];
  const noted = isInspected ? [] : [ReturnInspectionNoted.of({ returnId })];
  if (arrivedAt === warehouse) return noted;
  return [...noted, ReturnArrivalCorrected.of({ returnId, orderId, from: arrivedAt!, warehouse })];
}

/** The refusal of a step that only unannounced parcels have. */
export function notInQuarantine(parcelId: string, { status }: ReturnShipment): Rejection | undefined {
  if (status === 'quarantine') return undefined;
  if (status === 'unknown') return notFound('parcel-unknown', `There is no parcel ${parcelId}.`);
  return conflict(
    'illegal-transition',
    `The parcel ${parcelId} is ${status}: only a parcel in quarantine can be matched, moved or sent back.`,
    {
      state: status,
      allowed: ['quarantine'],
    },
  );
}
