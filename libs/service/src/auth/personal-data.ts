import { Problem } from '../problem';
import type { Caller } from './caller';
import { mayDo } from './permissions';

/** The row for a caller without the right: the personal members are left out, and `masked` names them. */
export type Masked<R> = R & { readonly masked?: readonly string[] };

/**
 * Leaves the personal members of a row out, where the caller may not read the personal data of orders. `paths` are
 * members of the row, or members of an object or of the items of a list in it: `shipTo.postcode`, `lines.reason`.
 */
export function masked<R extends object>(caller: Caller, row: R, paths: readonly string[]): Masked<R> {
  return hiddenFrom(caller, paths).length === 0 ? row : withoutMembers(row, paths);
}

/** The row without these members, for a caller who may not see them: `masked` names those that were there. */
export function withoutMembers<R extends object>(row: R, paths: readonly string[]): Masked<R> {
  const copy = { ...row } as Record<string, unknown>;
  const hidden = paths.filter((path) => leaveOut(copy, path.split('.')));
  return { ...copy, masked: hidden } as unknown as Masked<R>;
}

/** Which of these members the caller does not see, without the right to read personal data. */
export const hiddenFrom = ({ roles }: Caller, paths: readonly string[]): readonly string[] =>
  mayDo(roles, 'order.personal-data.read') ? [] : paths;

/**
 * For every list whose rows hide members: throws `Problem` 403 `filter-masked` where the list is filtered by one of
 * them, because the result would reveal its value. `asked` holds the filters, under the names of the rows.
 */
export function demandShown(hidden: readonly string[], asked: Readonly<Record<string, unknown>>): void {
  const [name] = Object.keys(asked).filter((path) => asked[path] !== undefined && hidden.includes(path));
  if (name === undefined) return;
  const detail = `The roles of the token do not see ${name}, so the list cannot be filtered by it: leave it out.`;
  throw new Problem(403, 'filter-masked', detail, { masked: name });
}

function leaveOut(from: Record<string, unknown>, [name, ...rest]: readonly string[]): boolean {
  const value = from[name!];
  if (value === undefined || value === null) return false;
  if (rest.length === 0) return delete from[name!];
  if (Array.isArray(value)) {
    const items = value.map((item: object) => ({ ...item }) as Record<string, unknown>);
    from[name!] = items;
    return items.map((item) => leaveOut(item, rest)).includes(true);
  }
  const inner = { ...(value as Record<string, unknown>) };
  from[name!] = inner;
  return leaveOut(inner, rest);
}
