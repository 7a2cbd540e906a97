import { TextInput } from '@mantine/core';
import type { CustomerService } from '@concord/client';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { When } from '../moment/when';
import { shop } from '../shop';
import { CustomerLink } from './customer-link';
import { RegisterCustomer } from './register-customer';
import { soughtBy, type Sought } from './sought';

type Customer = CustomerService.Customer;

/** All customers, and the one with exactly this e-mail address, phone number or id. */
export function Customers() {
  const { t } = useLanguage();
  const [{ customer }] = useFilters();
  const [hidden, setHidden] = useState<Sought['hidden']>({});
  const contactOf = ({ contact }: Customer) =>
    contact && !contact.erased ? [contact.email, contact.phone].filter(Boolean).join(', ') : '';
  const nameOf = ({ contact }: Customer) => (contact && !contact.erased ? contact.name : undefined);
  const standingOf = ({ erasedAt, registered }: Customer) => {
    if (erasedAt) return t('customer.isErased');
    return t(registered ? 'customer.registered' : 'customer.byOrders');
  };
  const knownSince = ({ registeredAt, firstOrder }: Customer) => registeredAt ?? firstOrder?.at ?? null;
  const columns: Column<Customer>[] = [
    {
      key: 'customer',
      label: t('customer.customer'),
      cell: ({ customerId }) => <CustomerLink fw={600} customerId={customerId} />,
      text: ({ customerId }) => customerId,
    },
    { key: 'name', label: t('customer.name'), cell: nameOf, text: nameOf },
    { key: 'contact', label: t('customer.contact'), cell: contactOf, text: contactOf },
    {
      key: 'country',
      label: t('customer.country'),
      cell: ({ country }) => country,
      text: ({ country }) => country,
      isWide: true,
    },
    { key: 'standing', label: t('customer.standing'), cell: standingOf, text: standingOf },
    {
      key: 'groups',
      label: t('customer.groups'),
      cell: ({ groups }) => groups.join(', '),
      text: ({ groups }) => groups.join(', '),
      isWide: true,
    },
    {
      key: 'known',
      label: t('customer.known'),
      cell: (row) => {
        const at = knownSince(row);
        return at && <When at={at} />;
      },
      text: knownSince,
      isWide: true,
    },
  ];
  return (
    <ListPage<Customer>
      title={t('customer.title')}
      intro={t('customer.intro')}
      queryKey={['customers', customer, hidden]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, customer, ...hidden };
        return (await shop.customerService.get('/v1/customers', { query, signal })).data;
      }}
      hears={{ services: ['customer-service'] }}
      columns={columns}
      rowKey={({ customerId }) => customerId}
      empty={t('customer.empty')}
      filters={<FindCustomer onFind={setHidden} />}
      actions={<RegisterCustomer />}
    />
  );
}

/** Takes an e-mail address, a phone number or an id. */
function FindCustomer({ onFind }: { readonly onFind: (hidden: Sought['hidden']) => void }) {
  const { t } = useLanguage();
  const [{ customer }, setFilters] = useFilters();
  const find = (typed: string) => {
    const { shown, hidden } = soughtBy(typed);
    onFind(hidden);
    setFilters({ customer: shown });
  };
  return (
    <TextInput
      label={t('customer.find')}
      description={t('customer.findHint')}
      defaultValue={customer ?? ''}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && find(currentTarget.value.trim())}
      onBlur={({ currentTarget }) => find(currentTarget.value.trim())}
    />
  );
}
