import { withoutSealed, type PersonalKind } from '@concord/contracts';
import type { Caller } from '../auth/caller';
import { hiddenFrom, masked, type Masked } from '../auth/personal-data';
import { withMember, type Vault } from './vault';

/**
 * The personal members of a row by path, with the kind as which they are sealed; `clear` for those that are not, and
 * `sentence` for sentences that repeat notes: who may not read the notes gets `…` in their place.
 */
export type PersonalMembers = Readonly<Record<string, PersonalKind | 'clear' | 'sentence'>>;

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
  const sentences = Object.keys(members).filter((path) => members[path] === 'sentence');
  const paths = Object.keys(members).filter((path) => members[path] !== 'sentence');
  if (hiddenFrom(caller, Object.keys(members)).length > 0) {
    let hidden: unknown = masked(caller, row, paths);
    for (const path of sentences) hidden = await withMember(hidden, path.split('.'), withoutSealed);
    return hidden as Masked<R>;
  }
  const sealed = Object.entries(members).flatMap(([path, kind]) =>
    kind === 'clear' ? [] : [[path, kind === 'sentence' ? 'note' : kind] as const],
  );
  return vault.openIn(row, Object.fromEntries(sealed));
}
