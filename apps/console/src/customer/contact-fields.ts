import type { Field, Typed } from '../action/action';
import { useLanguage } from '../language/language';

const CONTACT = ['name', 'email', 'phone'] as const;

type Contact = { readonly [Name in (typeof CONTACT)[number]]?: string | undefined };

/** What a person is asked of a contact; `within` is the member of the request that holds it, where one does. */
export function useContactFields(known: Contact | undefined, within?: string): Field[] {
  const { t } = useLanguage();
  return CONTACT.map((name) => ({
    name,
    path: within === undefined ? name : `${within}.${name}`,
    label: t(`customer.${name}`),
    kind: 'text',
    max: 200,
    isOptional: true,
    initial: known?.[name] ?? '',
  }));
}

/** The typed contact, without what was left empty. */
export const contactOf = (typed: Typed): Contact =>
  Object.fromEntries(
    CONTACT.flatMap((name) => {
      const value = String(typed[name] ?? '').trim();
      return value === '' ? [] : [[name, value]];
    }),
  );
