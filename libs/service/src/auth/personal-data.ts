import type { Caller } from './caller';
import { mayDo } from './permissions';

/** The row as a caller may see it who lacks the right: the personal members are left out, and `masked` names them. */
export type Masked<R> = R & { readonly masked?: readonly string[] };

/**
 * Leaves out of a row what is personal, where the caller may not read the personal data of orders. `paths` are members
 * of the row, or members of an object in it: `shipTo.postcode`.
 */
export function masked<R extends object>({ roles }: Caller, row: R, paths: readonly string[]): Masked<R> {
  if (mayDo(roles, 'order.personal-data.read')) return row;
  const copy = { ...row } as Record<string, unknown>;
  const hidden = paths.filter((path) => leaveOut(copy, path.split('.')));
  return { ...copy, masked: hidden } as unknown as Masked<R>;
}

function leaveOut(from: Record<string, unknown>, [name, ...rest]: readonly string[]): boolean {
  const value = from[name!];
  if (value === undefined || value === null) return false;
  if (rest.length === 0) return delete from[name!];
  const inner = { ...(value as Record<string, unknown>) };
  from[name!] = inner;
  return leaveOut(inner, rest);
}
