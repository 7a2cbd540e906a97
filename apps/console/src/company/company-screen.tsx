import { Button, Card, Group, Stack, Text } from '@mantine/core';
import type { CustomerService } from '@concord/client';
import { Link, useParams } from '@tanstack/react-router';
import { Action } from '../action/action';
import { CustomerLink } from '../customer/customer-link';
import { useLanguage } from '../language/language';
import { ListPage, type Column } from '../list/list-page';
import { Unanswered } from '../list/unanswered';
import { minorOf } from '../money/minor';
import { money } from '../money/money';
import { exactTime, When } from '../moment/when';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { CompanyForm } from './company-form';
import { useCompany } from './company-query';

type Company = CustomerService.Company;
type Buyer = CustomerService.Buyer;

/** A company: its terms, its VAT number, and who orders for it. */
export function CompanyScreen() {
  const { companyId } = useParams({ from: '/companies/$companyId' });
  const query = useCompany(companyId);
  if (!query.data) return <Unanswered query={query} />;
  return <BuyersOf company={query.data} />;
}

function BuyersOf({ company }: { readonly company: Company }) {
  const { t, language } = useLanguage();
  const may = useMay();
  const { companyId, name, currency } = company;
  const limitOf = ({ orderLimitMinor }: Buyer) =>
    orderLimitMinor === null ? t('company.noLimit') : money(orderLimitMinor, currency, language);
  const columns: Column<Buyer>[] = [
    {
      key: 'customer',
      label: t('company.buyer'),
      cell: ({ customerId }) => <CustomerLink fw={600} customerId={customerId} />,
      text: ({ customerId }) => customerId,
    },
    { key: 'limit', label: t('company.limit'), cell: limitOf, text: limitOf, isNumber: true },
    {
      key: 'since',
      label: t('company.since'),
      cell: ({ since }) => since && <When at={since} />,
      text: ({ since }) => since,
      isWide: true,
    },
    { key: 'do', label: '', cell: (row) => <RemoveBuyer company={company} buyer={row} />, text: () => undefined },
  ];
  return (
    <ListPage<Buyer>
      title={name}
      queryKey={['company', companyId, 'buyers']}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50 };
        const path = { companyId };
        return (await shop.customerService.get('/v1/companies/{companyId}/buyers', { path, query, signal })).data;
      }}
      hears={{ services: ['customer-service'] }}
      columns={columns}
      rowKey={({ customerId }) => customerId}
      empty={t('company.noBuyers')}
      notice={<Terms company={company} />}
      actions={
        <>
          {may('quote.read') && (
            <Button
              variant="default"
              renderRoot={(root) => <Link {...root} to="/quotes" search={{ company: companyId }} />}
            >
              {t('quote.title')}
            </Button>
          )}
          <CompanyForm company={company} />
          <CheckVat company={company} />
          <AddBuyer company={company} />
        </>
      }
    />
  );
}

function Terms({ company }: { readonly company: Company }) {
  const { t, language } = useLanguage();
  const { country, vatNumber, vatCheckedAt, vatReference, creditLimitMinor, currency, groups } = company;
  const check = vatCheckedAt ? t('company.checked', { at: exactTime(vatCheckedAt, language) }) : t('company.unchecked');
  const rows = [
    [t('company.country'), country],
    [
      t('company.vatNumber'),
      [vatNumber ?? t('company.noVat'), vatNumber && check, vatReference].filter(Boolean).join(' · '),
    ],
    [t('company.credit'), money(creditLimitMinor, currency, language)],
    [t('company.groups'), groups.length === 0 ? t('company.none') : groups.join(', ')],
  ] as const;
  return (
    <Card withBorder component="section">
      <Stack gap={4}>
        {rows.map(([label, value]) => (
          <Group key={label} gap="xs">
            <Text size="sm" fw={600}>
              {label}
            </Text>
            <Text size="sm">{value}</Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

function CheckVat({ company: { companyId, vatNumber } }: { readonly company: Company }) {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('company.manage') || vatNumber === null) return null;
  return (
    <Action
      label={t('company.check')}
      says={t('company.checkSays', { vatNumber })}
      fields={[{ name: 'reference', label: t('company.reference'), kind: 'text', max: 100, isOptional: true }]}
      run={({ reference }) => {
        const body = reference === undefined ? {} : { reference: String(reference) };
        return shop.customerService.post('/v1/companies/{companyId}/check-vat-number', { path: { companyId }, body });
      }}
    />
  );
}

function AddBuyer({ company: { companyId, name, currency } }: { readonly company: Company }) {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('company.manage')) return null;
  return (
    <Action
      label={t('company.addBuyer')}
      says={t('company.addBuyerSays', { name })}
      isMain
      fields={[
        { name: 'customerId', label: t('company.customerId'), kind: 'text', max: 100 },
        { name: 'limit', label: t('company.limitOf', { currency }), kind: 'number', min: 0, isOptional: true },
      ]}
      run={({ customerId, limit }) =>
        shop.customerService.put('/v1/companies/{companyId}/buyers/{customerId}', {
          path: { companyId, customerId: String(customerId) },
          body: limit === undefined ? {} : { orderLimitMinor: minorOf(limit, currency) },
        })
      }
    />
  );
}

interface RemoveBuyerProps {
  readonly company: Company;
  readonly buyer: Buyer;
}

function RemoveBuyer({ company: { companyId, name }, buyer: { customerId } }: RemoveBuyerProps) {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('company.manage')) return null;
  const path = { companyId, customerId };
  return (
    <Action
      label={t('company.removeBuyer')}
      says={t('company.removeBuyerSays', { customerId, name })}
      isDanger
      size="compact-sm"
      run={() => shop.customerService.post('/v1/companies/{companyId}/buyers/{customerId}/remove', { path })}
    />
  );
}
