import { Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { Action, type Field } from '../action/action';
import { partsOf } from '../action/parts-of';
import { addressText, ADDRESS_PARTS } from '../address/address';
import { useAddressFields } from '../address/address-fields';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import type { Basket } from './basket';

const CONTACT = ['email', 'phone'] as const;

/** Where the basket goes, and how the customer is reached. */
export function BasketAddress({ basket }: { readonly basket: Basket }) {
  const { t } = useLanguage();
  const { cartId, shipTo, contact } = basket;
  const addressFields = useAddressFields(shipTo ?? {}, 'shipTo');
  const contactFields = CONTACT.map((name): Field => {
    const path = `contact.${name}`;
    return {
      name,
      path,
      label: t(`basket.parts.${name}`),
      kind: 'text',
      max: 200,
      isOptional: true,
      initial: contact?.[name] ?? '',
    };
  });
  const said = [addressText(shipTo ?? {}), contact?.email, contact?.phone].filter(Boolean);
  return (
    <>
      <Text size="sm" mb="xs">
        {said.length > 0 ? said.join(', ') : t('basket.noAddress')}
      </Text>
      <Action
        label={t(said.length > 0 ? 'basket.changeAddress' : 'basket.setAddress')}
        says={t('basket.addressSays')}
        isMain={said.length === 0}
        fields={[...addressFields, ...contactFields]}
        size="compact-sm"
        run={(typed) => {
          const reached = partsOf(typed, CONTACT);
          const body = {
            shipTo: partsOf(typed, ADDRESS_PARTS) as Orders.AddressRequest,
            ...(Object.keys(reached).length > 0 && { contact: reached }),
          };
          return shop.orders.put('/v1/carts/{cartId}/address', { path: { cartId }, body });
        }}
      />
    </>
  );
}
