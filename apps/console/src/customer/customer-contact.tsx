import { Group } from '@mantine/core';
import type { CustomerService } from '@concord/client';
import { Action } from '../action/action';
import { partsOf } from '../action/parts-of';
import { Fact } from '../frame/fact';
import { useLanguage } from '../language/language';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { CONTACT, useContactFields } from './contact-fields';

/** How a customer is reached. */
export function CustomerContact({ customer }: { readonly customer: CustomerService.Customer360 }) {
  const { t } = useLanguage();
  const may = useMay();
  const { customerId, erasedAt } = customer;
  const contact = customer.contact && !customer.contact.erased ? customer.contact : undefined;
  const fields = useContactFields(contact);
  const said = [contact?.name, contact?.email, contact?.phone].filter(Boolean).join(', ');
  return (
    <Group gap="sm">
      <Fact label={t('customer.contact')}>{said || t('customer.noContact')}</Fact>
      {may('customer.write') && !erasedAt && (
        <Action
          label={t('customer.setContact')}
          says={t('customer.setContactSays')}
          fields={fields}
          size="compact-sm"
          run={(typed) =>
            shop.customerService.post('/v1/customers/{customerId}/contact', {
              path: { customerId },
              body: partsOf(typed, CONTACT),
            })
          }
        />
      )}
    </Group>
  );
}
