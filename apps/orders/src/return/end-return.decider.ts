import { ReturnCancelled, ReturnExpired, type Personal } from '@concord/contracts';
import {
  conflict,
  never,
  notFound,
  type Change,
  type Command,
  type JointDecider,
  type Rejection,
} from '@concord/event-sourcing';
import { orderAggregate, UnitsPromiseEnded } from '../order/order.aggregate';
import { returnCase, ReturnParcelNoted, type ReturnCase, type ReturnEvent } from './return.aggregate';

/** Cancels a return whose parcel has not arrived. */
export type CancelReturn = Command<'CancelReturn', { returnId: string; reason: Personal }>;
/** The shop withdraws the authorisation of a return whose parcel has not arrived. */
export type RejectReturn = Command<'RejectReturn', { returnId: string; reason: Personal }>;
/** The deadline of a return has passed. */
export type ExpireReturn = Command<'ExpireReturn', { returnId: string }>;
/** The parcel of a return arrived at a warehouse. */
export type NoteReturnParcel = Command<'NoteReturnParcel', { returnId: string }>;

/** A return without a parcel ends, and another return may name its units. */
export const endReturn: JointDecider<CancelReturn | RejectReturn | ExpireReturn | NoteReturnParcel> = {
  commands: ['CancelReturn', 'RejectReturn', 'ExpireReturn', 'NoteReturnParcel'],
  aggregate: returnCase,
  id: ({ data }) => data.returnId,

  decideJointly(command, read) {
    const { returnId } = command.data;
    const { status, orderId, customerId, hasArrived, isRejectedByShop } = read(returnCase, returnId);
    if (status === 'none') return notFound('return-unknown', `There is no return ${returnId}.`);
    read(orderAggregate, orderId);
    const about = { returnId, orderId, ...(customerId !== null && { customerId }) };
    const end = (event: ReturnEvent): Change[] => [
      { to: returnCase, id: returnId, events: [event] },
      { to: orderAggregate, id: orderId, events: [UnitsPromiseEnded.of({ orderId, returnId })] },
    ];
    switch (command.type) {
      case 'CancelReturn':
        if (status === 'cancelled') return [];
        return (
          whyOver(returnId, status, hasArrived) ?? end(ReturnCancelled.of({ ...about, reason: command.data.reason }))
        );
      case 'RejectReturn': {
        if (isRejectedByShop && status === 'cancelled') return [];
        const rejected = { ...about, reason: command.data.reason, rejectedByShop: true as const };
        return whyOver(returnId, status, hasArrived) ?? end(ReturnCancelled.of(rejected));
      }
      case 'ExpireReturn':
        return status === 'authorised' && !hasArrived ? end(ReturnExpired.of(about)) : [];
      case 'NoteReturnParcel':
        if (hasArrived) return [];
        return [{ to: returnCase, id: returnId, events: [ReturnParcelNoted.of({ returnId, orderId })] }];
      default:
        return never(command);
    }
  },
};

/** Why a return can neither be cancelled nor rejected. */
function whyOver(returnId: string, status: ReturnCase['status'], hasArrived: boolean): Rejection | undefined {
  if (status !== 'authorised')
    return conflict('return-over', `The return ${returnId} is ${status}: it can no longer be called off.`);
  if (!hasArrived) return undefined;
  const detail = `The parcel of the return ${returnId} has arrived and will be inspected: it can no longer be called off.`;
  return conflict('return-arrived', detail);
}
