import { mayDo, onlyOwn, type Caller } from '@concord/service';
import type { FulfilmentRow } from './fulfilments.projection';

/** The row without what leads to a person, unless the caller reads personal data or ships: the names are in `masked`. */
export function seenBy(caller: Caller, row: FulfilmentRow) {
  const readsPersonalData =
    mayDo(caller.roles, 'order.personal-data.read') && !onlyOwn(caller, 'order.personal-data.read');
  if (readsPersonalData || mayDo(caller.roles, 'fulfilment.ship')) return row;
  const { postcode: _, proof: __, ...rest } = row;
  return { ...rest, masked: ['postcode', 'proof'] };
}
