import type { Field } from '../action/action';
import { useLanguage } from '../language/language';
import { ADDRESS_PARTS, isNeeded, type AddressPart } from './address';

/** What a person is asked of an address; `within` is the member of the request that holds it. */
export function useAddressFields(
  known: { readonly [Part in AddressPart]?: string | undefined },
  within: string,
): Field[] {
  const { t } = useLanguage();
  return ADDRESS_PARTS.map((name) => ({
    name,
    path: `${within}.${name}`,
    label: t(`basket.parts.${name}`),
    kind: 'text',
    max: 200,
    isOptional: !isNeeded(name),
    initial: known[name] ?? '',
  }));
}
