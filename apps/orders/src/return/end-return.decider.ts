import { ReturnCancelled, ReturnExpired, type Personal } from '@concord/contracts';
import { conflict, never, notFound, type Change, type Command, type JointDecider } from '@concord/event-sourcing';
import { orderAggregate, UnitsPromiseEnded } from '../order/order.aggregate';
import { returnCase, ReturnParcelNoted, type ReturnEvent } from './return.aggregate';

/** Cancels a return whose parcel has not arrived. */
export type CancelReturn = Command<'CancelReturn', { returnId: string; reason: Personal }>;
/** The deadline of a return has passed. */
export type ExpireReturn = Command<'ExpireReturn', { returnId: string }>;
/** The parcel of a return arrived at a warehouse. */
export type NoteReturnParcel = Command<'NoteReturnParcel', { returnId: string }>;

/** A return without a parcel ends, and another return may name its units. */
export const endReturn: JointDecider<CancelReturn | ExpireReturn | NoteReturnParcel> = {
  commands: ['CancelReturn', 'ExpireReturn', 'NoteReturnParcel'],
  aggregate: returnCase,
  id: ({ data }) => data.returnId,

  decideJointly(command, read) {
    const { returnId } = command.data;
    const { status, orderId, customerId, hasArrived } = read(returnCase, returnId);
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
        if (status !== 'authorised')
          return conflict('return-over', `The return ${returnId} is ${status}: it can no longer be cancelled.`);
        if (hasArrived)
          return conflict(
            'return-arrived',
            `The parcel of the return ${returnId} has arrived and will be inspected: the return can no longer be cancelled.`,
          );
        return end(ReturnCancelled.of({ ...about, reason: command.data.reason }));
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
