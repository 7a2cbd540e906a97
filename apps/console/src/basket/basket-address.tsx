import { Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { Action, type Field, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import type { Basket } from './basket';

const PARTS = ['name', 'company', 'street', 'street2', 'postcode', 'city', 'country'] as const;
const CONTACT = ['email', 'phone'] as const;
const NEEDED: readonly string[] = ['name', 'street', 'city', 'country'];

/** Where the basket goes, and how the customer is reached. */
export function BasketAddress({ basket }: { readonly basket: Basket }) {
  const { t } = useLanguage();
  const { cartId, shipTo, contact } = basket;
  const known: Readonly<Record<string, unknown>> = { ...shipTo, ...contact };
  const fields = [...PARTS, ...CONTACT].map((name): Field => {
    const value = known[name];
    return {
      name,
      label: t(`basket.parts.${name}`),
      kind: 'text',
      max: 200,
      isOptional: !NEEDED.includes(name),
      ...(typeof value === 'string' && { initial: value }),
    };
  });
  const said = [...PARTS, ...CONTACT].map((name) => known[name]).filter((part) => typeof part === 'string');
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
            shipTo: partsOf(typed, PARTS) as unknown as Orders.AddressRequest,
            ...(Object.keys(reached).length > 0 && { contact: reached }),
          };
          return shop.orders.put('/v1/carts/{cartId}/address', { path: { cartId }, body });
        }}
      />
    </>
  );
}

const partsOf = (typed: Typed, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = typed[name];
      return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [];
    }),
  );
