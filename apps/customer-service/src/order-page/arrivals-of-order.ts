import { unitsOf } from './lines-of-order';

/** A parcel that has arrived. */
export interface ArrivalOfOrder {
  readonly fulfilmentId: string;
  readonly units: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly deliveredAt: string;
  /** When the shop heard of it. */
  readonly knownAt: string;
}

/** The arrivals with one more; the news of one may come twice. */
export const withArrival = (
  arrivals: readonly ArrivalOfOrder[],
  { fulfilmentId, units, deliveredAt }: Omit<ArrivalOfOrder, 'knownAt'>,
  knownAt: string,
): ArrivalOfOrder[] => [
  ...arrivals.filter((arrival) => arrival.fulfilmentId !== fulfilmentId),
  {
    fulfilmentId,
    units: unitsOf(units),
    deliveredAt,
    knownAt,
  },
];
