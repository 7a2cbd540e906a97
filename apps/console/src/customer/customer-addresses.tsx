import { Group, Text } from '@mantine/core';
import type { CustomerService } from '@concord/client';
import { Action } from '../action/action';
import { partsOf } from '../action/parts-of';
import { addressText, ADDRESS_PARTS } from '../address/address';
import { useAddressFields } from '../address/address-fields';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { useMay } from '../session/session';
import { shop } from '../shop';

type Customer = CustomerService.Customer360;
type Known = Customer['addresses'][number];

const USES = { both: ['shipping', 'billing'], shipping: ['shipping'], billing: ['billing'] } as const;

/** The address book of a customer. */
export function CustomerAddresses({ customer }: { readonly customer: Customer }) {
  const { t } = useLanguage();
  const may = useMay();
  const { customerId, addresses, erasedAt } = customer;
  const mayWrite = may('customer.write') && !erasedAt;
  return (
    <Section title={t('customer.addresses')}>
      {addresses.length === 0 && <Text size="sm">{t('customer.noAddresses')}</Text>}
      {addresses.map((known) => (
        <Group key={known.addressId} justify="space-between" gap="xs">
          <Text size="sm" component="div" style={{ flex: '1 1 12rem' }}>
            <b>{known.addressId}</b> · {t(`customer.uses.${useOf(known)}`)}
            <br />
            {addressText(known.address)}
          </Text>
          {mayWrite && (
            <Group gap={4}>
              <SaveAddress customerId={customerId} known={known} />
              <RemoveAddress customerId={customerId} addressId={known.addressId} />
            </Group>
          )}
        </Group>
      ))}
      {mayWrite && (
        <Group>
          <SaveAddress customerId={customerId} />
        </Group>
      )}
    </Section>
  );
}

const useOf = ({ uses }: Known): keyof typeof USES => {
  if (uses.length !== 1) return 'both';
  return uses[0] === 'billing' ? 'billing' : 'shipping';
};

interface SaveAddressProps {
  readonly customerId: string;
  /** The address that is changed; without it a new one is asked for. */
  readonly known?: Known;
}

function SaveAddress({ customerId, known }: SaveAddressProps) {
  const { t } = useLanguage();
  const addressFields = useAddressFields(known?.address ?? {}, 'address');
  return (
    <Action
      label={t(known ? 'customer.changeAddress' : 'customer.addAddress')}
      says={t(known ? 'customer.changeAddressSays' : 'customer.addAddressSays')}
      size="compact-sm"
      fields={[
        ...(known
          ? []
          : [
              {
                name: 'addressId',
                label: t('customer.addressId'),
                description: t('customer.addressIdHint'),
                kind: 'text',
                max: 100,
              } as const,
            ]),
        {
          name: 'use',
          path: 'uses',
          label: t('customer.use'),
          kind: 'choice',
          initial: known ? useOf(known) : 'both',
          choices: (['both', 'shipping', 'billing'] as const).map((value) => {
            return { value, label: t(`customer.uses.${value}`) };
          }),
        },
        ...addressFields,
      ]}
      run={(typed) =>
        shop.customerService.put('/v1/customers/{customerId}/addresses/{addressId}', {
          path: { customerId, addressId: known?.addressId ?? String(typed['addressId']).trim() },
          body: {
            uses: [...USES[typed['use'] as keyof typeof USES]],
            address: partsOf(typed, ADDRESS_PARTS) as CustomerService.AddressRequest,
          },
        })
      }
    />
  );
}

interface RemoveAddressProps {
  readonly customerId: string;
  readonly addressId: string;
}

function RemoveAddress({ customerId, addressId }: RemoveAddressProps) {
  const { t } = useLanguage();
  const path = { customerId, addressId };
  return (
    <Action
      label={t('customer.removeAddress')}
      says={t('customer.removeAddressSays', { addressId })}
      isDanger
      size="compact-sm"
      run={() => shop.customerService.post('/v1/customers/{customerId}/addresses/{addressId}/remove', { path })}
    />
  );
}
