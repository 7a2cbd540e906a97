import { findableBy, type Vault } from '@concord/service';

const CUSTOMER = 'customer-';
const ORDER = 'order-';

interface Sought {
  readonly email?: string;
  readonly phone?: string;
}

/** The subjects that are found by all of these values; undefined where none is asked for. */
export async function foundBy(vault: Vault, sought: Sought): Promise<readonly string[] | undefined> {
  const values = Object.entries(findableBy(sought)).flatMap(([kind, value]) => (value ? [[kind, value] as const] : []));
  if (values.length === 0) return undefined;
  const found = await Promise.all(values.map(([kind, value]) => vault.find(kind, value)));
  return found.reduce((common, subjects) => common.filter((subject) => subjects.includes(subject)));
}

/** The customers among subjects. */
export const customersIn = (subjects: readonly string[]) => named(subjects, CUSTOMER);

/** The orders among subjects. */
export const ordersIn = (subjects: readonly string[]) => named(subjects, ORDER);

const named = (subjects: readonly string[], prefix: string) =>
  subjects.flatMap((subject) => (subject.startsWith(prefix) ? [subject.slice(prefix.length)] : []));
