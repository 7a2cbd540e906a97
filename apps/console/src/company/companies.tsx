import { Text } from '@mantine/core';
import type { CustomerService } from '@concord/client';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { money } from '../money/money';
import { exactTime } from '../moment/when';
import { shop } from '../shop';
import { CompanyForm } from './company-form';

type Company = CustomerService.Company;

/** All companies that the shop sells to. */
export function Companies() {
  const { t, language } = useLanguage();
  const [{ q }] = useFilters();
  const checkOf = ({ vatCheckedAt }: Company) =>
    vatCheckedAt ? t('company.checked', { at: exactTime(vatCheckedAt, language) }) : t('company.unchecked');
  const creditOf = ({ creditLimitMinor, currency }: Company) => money(creditLimitMinor, currency, language);
  const groupsOf = ({ groups }: Company) => (groups.length === 0 ? t('company.none') : groups.join(', '));
  const columns: Column<Company>[] = [
    {
      key: 'name',
      label: t('company.name'),
      cell: ({ companyId, name }) => (
        <ScreenLink fw={600} to={`/companies/${encodeURIComponent(companyId)}`}>
          {name}
        </ScreenLink>
      ),
      text: ({ name }) => name,
    },
    { key: 'country', label: t('company.country'), cell: ({ country }) => country, text: ({ country }) => country },
    {
      key: 'vat',
      label: t('company.vatNumber'),
      cell: (row) =>
        row.vatNumber === null ? (
          t('company.noVat')
        ) : (
          <>
            {row.vatNumber}
            <Text size="xs" c="dimmed">
              {checkOf(row)}
            </Text>
          </>
        ),
      text: ({ vatNumber }) => vatNumber,
    },
    { key: 'credit', label: t('company.credit'), cell: creditOf, text: creditOf, isNumber: true },
    { key: 'groups', label: t('company.groups'), cell: groupsOf, text: groupsOf, isWide: true },
  ];
  return (
    <ListPage<Company>
      title={t('company.title')}
      intro={t('company.intro')}
      queryKey={['companies', q]}
      load={async (cursor, signal) =>
        (await shop.customerService.get('/v1/companies', { query: { cursor, limit: 50, q }, signal })).data
      }
      hears={{ services: ['customer-service'] }}
      columns={columns}
      rowKey={({ companyId }) => companyId}
      empty={t('company.empty')}
      filters={<TextFilter name="q" label={t('company.find')} />}
      actions={<CompanyForm />}
    />
  );
}
