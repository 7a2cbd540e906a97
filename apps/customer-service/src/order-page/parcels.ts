import { ladder } from '@concord/event-sourcing';

const course = ladder(['planned', 'picking', 'packed', 'dispatched', 'delivered', 'cancelled']);
type ParcelStatus = (typeof course.steps)[number];

/** A parcel of an order, as the desk tells of it. */
export interface Parcel {
  readonly fulfilmentId: string;
  readonly warehouse: string | null;
  readonly status: ParcelStatus;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly deliveredAt: string | null;
}

/** Parcels are heard of in no common order: the page shows them in one. */
const byId = (a: Parcel, b: Parcel) => (a.fulfilmentId < b.fulfilmentId ? -1 : 1);

/** The parcels with news of one of them. A parcel never goes back a step, and what is known of it is not forgotten. */
export function withParcel(
  parcels: readonly Parcel[],
  news: Pick<Parcel, 'fulfilmentId' | 'status'> & Partial<Parcel>,
): Parcel[] {
  const before = parcels.find(({ fulfilmentId }) => fulfilmentId === news.fulfilmentId);
  if (!before)
    return [...parcels, { warehouse: null, carrier: null, tracking: null, deliveredAt: null, ...news }].sort(byId);
  const after = { ...before, ...news, status: course.further(before.status, news.status) };
  return parcels.map((parcel) => (parcel === before ? after : parcel));
}
