import {
  CompanyChanged,
  CompanyRegistered,
  CompanyVatChecked,
  isVatNumberOf,
  normalVatNumber,
} from '@concord/contracts';
import { conflict, never, notFound, rule, type Command, type Decider, type Rejection } from '@concord/event-sourcing';
import { companyAggregate, type Company, type CompanyEvent, type CompanyTerms } from './company.aggregate';

export type RegisterCompany = Command<'RegisterCompany', CompanyTerms>;
export type ChangeCompany = Command<'ChangeCompany', CompanyTerms>;
/** The number that was checked: another one may have been entered meanwhile. */
export type RecordVatCheck = Command<
  'RecordVatCheck',
  { companyId: string; vatNumber: string; by: 'register' | 'person'; reference?: string }
>;

/** Registers companies, changes their terms, and notes when their VAT number was found valid. */
export const company: Decider<RegisterCompany | ChangeCompany | RecordVatCheck, CompanyEvent, Company> = {
  ...companyAggregate,
  commands: ['RegisterCompany', 'ChangeCompany', 'RecordVatCheck'],
  opens: ['RegisterCompany'],
  id: ({ data }) => data.companyId,

  decide(command, known) {
    const { companyId } = command.data;
    if (command.type === 'RegisterCompany') {
      const terms = fitting(command.data);
      if (!('companyId' in terms)) return terms;
      if (!known.terms) return [CompanyRegistered.of(terms)];
      return isSame(known.terms, terms)
        ? []
        : conflict('company-exists', `There is a company ${companyId} with other terms. Change it, or use another id.`);
    }
    if (!known.terms) return notFound('company-unknown', `There is no company ${companyId}.`);
    switch (command.type) {
      case 'ChangeCompany': {
        const terms = fitting(command.data);
        if (!('companyId' in terms)) return terms;
        // What the company owes is in its currency.
        if (terms.currency !== known.terms.currency)
          return conflict(
            'company-currency-fixed',
            `The account of ${companyId} is in ${known.terms.currency}, for ever. Register another company.`,
          );
        return isSame(known.terms, terms) ? [] : [CompanyChanged.of(terms)];
      }
      case 'RecordVatCheck': {
        const { vatNumber, by, reference } = command.data;
        if (known.terms.vatNumber !== vatNumber)
          return conflict(
            'vat-number-changed',
            `The VAT number of ${companyId} is no longer ${vatNumber}. Check again.`,
          );
        const checked = { companyId, vatNumber, checkedAt: command.at, by, ...(reference && { reference }) };
        return [CompanyVatChecked.of(checked)];
      }
      default:
        return never(command);
    }
  },
};

/** The terms as events carry them, or why they cannot be. */
function fitting({ vatNumber, groups, ...terms }: CompanyTerms): CompanyTerms | Rejection {
  if (vatNumber !== undefined && !isVatNumberOf(terms.country, vatNumber))
    return rule('vat-number-invalid', `${vatNumber} is not a VAT number of ${terms.country}. Correct one of the two.`);
  return {
    ...terms,
    ...(vatNumber !== undefined && { vatNumber: normalVatNumber(vatNumber) }),
    groups: [...new Set(groups)].sort(),
  };
}

const MEMBERS = ['name', 'country', 'vatNumber', 'currency', 'creditLimitMinor', 'groups'] as const;
const isSame = (one: CompanyTerms, other: CompanyTerms) =>
  MEMBERS.every((member) => JSON.stringify(one[member]) === JSON.stringify(other[member]));
