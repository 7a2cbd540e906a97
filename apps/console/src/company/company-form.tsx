import type { CustomerService } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { typedList } from '../list/typed-list';
import { majorOf, minorOf } from '../money/minor';
import { useMay } from '../session/session';
import { shop } from '../shop';

/** Registers a company, or changes the terms of the given one. */
export function CompanyForm({ company }: { readonly company?: CustomerService.Company }) {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('company.manage')) return null;
  const credit = company ? majorOf(company.creditLimitMinor, company.currency) : 0;
  return (
    <Action
      label={t(company ? 'company.change' : 'company.register')}
      says={t(company ? 'company.changeSays' : 'company.registerSays')}
      isMain={!company}
      fields={[
        { name: 'name', label: t('company.name'), kind: 'text', max: 200, initial: company?.name ?? '' },
        { name: 'country', label: t('company.country'), kind: 'text', max: 60, initial: company?.country ?? '' },
        {
          name: 'vatNumber',
          label: t('company.vatNumber'),
          description: t('company.vatHint'),
          kind: 'text',
          max: 30,
          isOptional: true,
          initial: company?.vatNumber ?? '',
        },
        ...(company
          ? []
          : [{ name: 'currency', label: t('company.currency'), kind: 'text', max: 3, initial: 'EUR' } as const]),
        { name: 'credit', label: t('company.creditLimit'), kind: 'number', min: 0, initial: credit },
        {
          name: 'groups',
          label: t('company.groups'),
          description: t('company.groupsHint'),
          kind: 'text',
          isOptional: true,
          initial: company?.groups.join(', ') ?? '',
        },
      ]}
      run={(typed) => {
        const { name, country, vatNumber, credit: limit, groups } = typed;
        const currency = company?.currency ?? String(typed['currency']).toUpperCase();
        const body = {
          name: String(name),
          country: String(country),
          ...(vatNumber !== undefined && vatNumber !== '' && { vatNumber: String(vatNumber) }),
          currency: currency as CustomerService.CompanyRequest['currency'],
          creditLimitMinor: minorOf(limit ?? 0, currency),
          groups: typedList(groups),
        };
        return company
          ? shop.customerService.put('/v1/companies/{companyId}', { path: { companyId: company.companyId }, body })
          : shop.customerService.post('/v1/companies', { body });
      }}
    />
  );
}
