import { CompanyChanged, CompanyRegistered, CompanyVatChecked } from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const events = { CompanyRegistered, CompanyChanged, CompanyVatChecked };
export type CompanyEvent = EventFrom<(typeof events)[keyof typeof events]>;
export type CompanyTerms = EventFrom<typeof CompanyRegistered>['data'];

export interface Company {
  readonly terms: CompanyTerms | null;
  /** When its VAT number was found valid. */
  readonly vatCheckedAt: string | null;
}

/** A company that the shop sells to. */
export const companyAggregate: Aggregate<CompanyEvent, Company> = {
  kind: 'company',
  events,
  initial: { terms: null, vatCheckedAt: null },

  evolve(company, { type, data }) {
    switch (type) {
      case 'CompanyRegistered':
        return { ...company, terms: data };
      case 'CompanyChanged':
        return { terms: data, vatCheckedAt: isSameNumber(company.terms, data) ? company.vatCheckedAt : null };
      case 'CompanyVatChecked':
        return { ...company, vatCheckedAt: data.checkedAt };
      default:
        return never(type);
    }
  },
};

/** The number that was checked is that of one state: with another country it is another number. */
export const isSameNumber = (
  before: Pick<CompanyTerms, 'country' | 'vatNumber'> | null,
  { country, vatNumber }: CompanyTerms,
) => before?.vatNumber === vatNumber && before?.country === country;
