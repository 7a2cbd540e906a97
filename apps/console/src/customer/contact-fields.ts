import type { Field } from '../action/action';
import { useLanguage } from '../language/language';

/** How a customer is reached. */
export const CONTACT = ['name', 'email', 'phone'] as const;

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
