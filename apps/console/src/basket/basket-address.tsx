import { Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { Action, type Field, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import type { Basket } from './basket';

/** The parts of an address, in the order in which people write them. */
export const ADDRESS_PARTS = ['name', 'company', 'street', 'street2', 'postcode', 'city', 'country'] as const;
const CONTACT = ['email', 'phone'] as const;
export const NEEDED_PARTS: readonly string[] = ['name', 'street', 'city', 'country'];

/** Where the basket goes, and how the customer is reached. */
export function BasketAddress({ basket }: { readonly basket: Basket }) {
  const { t } = useLanguage();
  const { cartId, shipTo, contact } = basket;
  const known: Readonly<Record<string, unknown>> = { ...shipTo, ...contact };
  const fields = [...ADDRESS_PARTS, ...CONTACT].map((name): Field => {
    const value = known[name];
    return {
      name,
      label: t(`basket.parts.${name}`),
      kind: 'text',
      max: 200,
      isOptional: !NEEDED_PARTS.includes(name),
      ...(typeof value === 'string' && { initial: value }),
    };
  });
  const said = [...ADDRESS_PARTS, ...CONTACT].map((name) => known[name]).filter((part) => typeof part === 'string');
  return (
    <>
      <Text size="sm" mb="xs">
        {said.length > 0 ? said.join(', ') : t('basket.noAddress')}
      </Text>
      <Action
        key={said.join()}
        label={t(said.length > 0 ? 'basket.changeAddress' : 'basket.setAddress')}
        says={t('basket.addressSays')}
        isMain={said.length === 0}
        fields={fields}
        size="compact-sm"
        run={(typed) => {
          const reached = partsOf(typed, CONTACT);
          const body = {
            shipTo: partsOf(typed, ADDRESS_PARTS) as unknown as Orders.AddressRequest,
            ...(Object.keys(reached).length > 0 && { contact: reached }),
          };
          return shop.orders.put('/v1/carts/{cartId}/address', { path: { cartId }, body });
        }}
      />
    </>
  );
}

/** What was typed of these parts, without those left empty. */
export const partsOf = (typed: Typed, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = typed[name];
      return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [];
    }),
  );
