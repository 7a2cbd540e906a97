import { notFound, rule, type Rejection } from '@concord/event-sourcing';

/** A warehouse as inventory published it; `acceptsReturns` is null where inventory never named it. */
export interface Place {
  readonly warehouse: string;
  readonly acceptsReturns: boolean | null;
}

/** The refusal of a warehouse that does not exist. */
export const notThere = ({ warehouse, acceptsReturns }: Place): Rejection | undefined =>
  acceptsReturns === null
    ? notFound('warehouse-unknown', `There is no warehouse ${warehouse}. Check the code, or try again in a moment.`)
    : undefined;

/** The refusal of a warehouse that does not exist or does not accept returns. */
export function notTakingReturns(place: Place): Rejection | undefined {
  const { warehouse, acceptsReturns } = place;
  if (acceptsReturns !== false) return notThere(place);
  const detail = `The warehouse ${warehouse} does not accept returns. Bring the parcel to another warehouse.`;
  return rule('returns-not-accepted', detail, { warehouse });
}
