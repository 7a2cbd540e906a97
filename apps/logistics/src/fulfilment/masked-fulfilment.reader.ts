import { mayDo, onlyOwn, type Caller } from '@concord/service';
import type { FulfilmentRow } from './fulfilments.projection';

/**
 * The row without personal data, unless the caller ships or may read them: `masked` names the fields that are left out.
 */
export function seenBy(caller: Caller, row: FulfilmentRow) {
  const readsPersonalData =
    mayDo(caller.roles, 'order.personal-data.read') && !onlyOwn(caller, 'order.personal-data.read');
  if (readsPersonalData || mayDo(caller.roles, 'fulfilment.ship')) return row;
  const { postcode: _, proof: __, ...rest } = row;
  return { ...rest, masked: ['postcode', 'proof'] };
}
