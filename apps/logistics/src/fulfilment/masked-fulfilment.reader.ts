import { mayDo, onlyOwn, type Caller, type PersonalPaths, withoutMembers, type Vault } from '@concord/service';
import type { FulfilmentRow } from './fulfilments.projection';

const PERSONAL = ['postcode', 'address', 'proof'] as const;
const SEALED: PersonalPaths = { address: 'address', proof: 'note' };

/**
 * The row without personal data, unless the caller ships or may read them: `masked` names the fields that are left out.
 */
export async function seenBy(caller: Caller, row: FulfilmentRow, vault: Vault) {
  const readsPersonalData =
    mayDo(caller.roles, 'order.personal-data.read') && !onlyOwn(caller, 'order.personal-data.read');
  if (readsPersonalData || mayDo(caller.roles, 'fulfilment.ship')) return vault.openIn(row, SEALED);
  return withoutMembers(row, PERSONAL);
}
