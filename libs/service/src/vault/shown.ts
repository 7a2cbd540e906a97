import type { PersonalKind } from '@concord/contracts';
import type { Caller } from '../auth/caller';
import { hiddenFrom, masked, type Masked } from '../auth/personal-data';
import type { Vault } from './vault';

/** The personal members of a row by path, with the kind as which they are sealed; `clear` for those that are not. */
export type PersonalMembers = Readonly<Record<string, PersonalKind | 'clear'>>;

/**
 * A row as the caller may see it: with the personal members opened, or without them, where `masked` names them. Paths are
 * those of `masked`.
 */
export async function shown<R extends object>(
  vault: Vault,
  caller: Caller,
  row: R,
  members: PersonalMembers,
): Promise<Masked<R>> {
  const paths = Object.keys(members);
  if (hiddenFrom(caller, paths).length > 0) return masked(caller, row, paths);
  const sealed = Object.entries(members).flatMap(([path, kind]) => (kind === 'clear' ? [] : [[path, kind] as const]));
  return vault.openIn(row, Object.fromEntries(sealed));
}
