import { ladder } from '@concord/event-sourcing';

const course = ladder(['planned', 'picking', 'packed', 'dispatched', 'delivered', 'cancelled']);
type ParcelStatus = (typeof course.steps)[number];

/** A parcel of an order, as agents see it. */
export interface Parcel {
  readonly fulfilmentId: string;
  readonly warehouse: string | null;
  readonly status: ParcelStatus;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly deliveredAt: string | null;
}

/** News of parcels arrives in no fixed order: the page sorts the parcels. */
const byId = (a: Parcel, b: Parcel) => (a.fulfilmentId < b.fulfilmentId ? -1 : 1);

/** The parcels with news of one of them. A parcel never goes back a step, and known facts are kept. */
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

/** The warehouses that send an order, as far as its parcels say. */
export const warehousesOf = ({ parcels }: { readonly parcels: readonly Parcel[] }): string[] =>
  parcels.flatMap(({ warehouse }) => warehouse ?? []);
