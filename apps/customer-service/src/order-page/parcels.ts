/** A parcel of an order, as the desk tells of it. */
export interface Parcel {
  readonly fulfilmentId: string;
  readonly warehouse: string | null;
  readonly status: string;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly deliveredAt: string | null;
}

const STEPS: Readonly<Record<string, number>> = {
  planned: 0,
  picking: 1,
  packed: 2,
  dispatched: 3,
  delivered: 4,
  cancelled: 5,
};

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
  const status = STEPS[news.status]! > STEPS[before.status]! ? news.status : before.status;
  const after = { ...before, ...news, status };
  return parcels.map((parcel) => (parcel === before ? after : parcel));
}
