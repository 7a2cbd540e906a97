import { useNavigate } from '@tanstack/react-router';
import { Action } from '../action/action';
import { partsOf } from '../action/parts-of';
import { useLanguage } from '../language/language';
import { useMay, useSession } from '../session/session';
import { shop } from '../shop';
import { CONTACT, useContactFields } from './contact-fields';

/** Registers somebody who calls, and opens the page of the new customer. */
export function RegisterCustomer() {
  const { t } = useLanguage();
  const may = useMay();
  const { kind } = useSession();
  const navigate = useNavigate();
  const contact = useContactFields(undefined, 'contact');
  if (!may('customer.write') || kind === 'customer') return null;
  return (
    <Action
      label={t('customer.register')}
      says={t('customer.registerSays')}
      isMain
      fields={[
        ...contact,
        { name: 'country', label: t('customer.country'), kind: 'text', max: 60, isOptional: true },
        {
          name: 'reference',
          label: t('customer.reference'),
          description: t('customer.referenceHint'),
          kind: 'text',
          max: 100,
          isOptional: true,
        },
        {
          name: 'customerId',
          label: t('customer.id'),
          description: t('customer.idHint'),
          kind: 'text',
          max: 100,
          isOptional: true,
        },
      ]}
      run={async (typed) => {
        const reached = partsOf(typed, CONTACT);
        const body = {
          ...partsOf(typed, ['customerId', 'reference', 'country']),
          ...(Object.keys(reached).length > 0 && { contact: reached }),
        };
        const { data } = await shop.customerService.post('/v1/customers', { body });
        await navigate({ to: '/customers/$customerId', params: { customerId: data.customerId } });
      }}
    />
  );
}
