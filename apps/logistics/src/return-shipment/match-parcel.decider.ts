import { ownReturn, ParcelMatched, ReturnParcelArrived } from '@concord/contracts';
import { conflict, notFound, type Command, type JointDecider } from '@concord/event-sourcing';
import { isAwaited, returnShipmentAggregate } from './return-shipment.aggregate';
import { notInQuarantine } from './return-shipment.decider';
import { notTakingReturns, type Place } from './return-place';

/**
 * An unannounced parcel turns out to be the one of a return. `place` is the warehouse at which it lies; `isOrderWrong`
 * says that the order was noted wrongly when the parcel was taken in. `callers` are the customers that the caller may be.
 */
export type MatchParcel = Command<
  'MatchParcel',
  { parcelId: string; returnId: string; place: Place; isOrderWrong?: boolean; callers: readonly string[] }
>;

/** The parcel leaves quarantine, and the return has arrived. */
export const matchParcel: JointDecider<MatchParcel> = {
  commands: ['MatchParcel'],
  aggregate: returnShipmentAggregate,
  id: ({ data }) => data.parcelId,

  decideJointly({ data: { parcelId, returnId, place, isOrderWrong = false, callers } }, read) {
    const parcel = read(returnShipmentAggregate, parcelId);
    const expected = read(returnShipmentAggregate, returnId);
    const own = ownReturn(expected.customerId, callers);
    if (own) return own;
    if (parcel.status === 'matched' && parcel.matchedTo === returnId) return [];
    const refused = notInQuarantine(parcelId, parcel) ?? notTakingReturns(place);
    if (refused) return refused;
    const { status, orderId } = expected;
    if (status === 'unknown')
      return notFound(
        'return-unknown',
        `No authorised return ${returnId} is known here. Check the id, or try again in a moment.`,
      );
    if (!isAwaited(expected))
      return conflict('illegal-transition', `The return ${returnId} is ${status}: its parcel has arrived already.`, {
        state: status,
      });
    if (parcel.orderId !== '' && parcel.orderId !== orderId && !isOrderWrong)
      return conflict(
        'parcel-of-another-order',
        `The parcel ${parcelId} was recorded for the order ${parcel.orderId}, but the return ${returnId} is of the order ${orderId}. Send orderWrong: true where the recorded order is wrong.`,
        { orderId: parcel.orderId, returnOrderId: orderId },
      );
    const arrived = ReturnParcelArrived.of({ returnId, orderId, warehouse: parcel.arrivedAt! });
    return [
      { to: returnShipmentAggregate, id: parcelId, events: [ParcelMatched.of({ parcelId, returnId, orderId })] },
      { to: returnShipmentAggregate, id: returnId, events: [arrived] },
    ];
  },
};
