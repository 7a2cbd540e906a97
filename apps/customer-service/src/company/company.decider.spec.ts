import { CompanyChanged, CompanyRegistered, CompanyVatChecked } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import type { CompanyTerms } from './company.aggregate';
import { company } from './company.decider';

const past = given(company);
const companyId = 'acme';
const terms = {
  companyId,
  name: 'Acme',
  country: 'Italy',
  vatNumber: 'IT12345678901',
  currency: 'EUR',
  creditLimitMinor: 100_000,
  groups: ['trade'],
};
const register = (more: Partial<CompanyTerms> = {}) =>
  ({ type: 'RegisterCompany', data: { ...terms, ...more } }) as const;
const change = (more: Partial<CompanyTerms> = {}) => ({ type: 'ChangeCompany', data: { ...terms, ...more } }) as const;
const registered = CompanyRegistered.of(terms);
const at = '2026-02-01T00:00:00.000Z';
const check = (vatNumber = terms.vatNumber) =>
  ({ type: 'RecordVatCheck', data: { companyId, vatNumber, by: 'register', reference: 'WAPI1' } }) as const;
const checked = CompanyVatChecked.of({
  companyId,
  vatNumber: terms.vatNumber,
  checkedAt: at,
  by: 'register',
  reference: 'WAPI1',
});

describe('registering a company', () => {
  it('makes it known', () => past().when(register()).then(registered));
  it('keeps the number as its state writes it', () =>
    past()
      .when(register({ vatNumber: 'it 123.456-789 01' }))
      .then(registered));
  it('refuses a number that its country does not give out', () =>
    past()
      .when(register({ vatNumber: 'DE123456789' }))
      .thenRejected('vat-number-invalid'));
  it('happens once', () => {
    past(registered).when(register()).then();
    past(registered)
      .when(register({ name: 'Other' }))
      .thenRejected('company-exists');
  });
});

describe('changing a company', () => {
  const other = { ...terms, creditLimitMinor: 5, groups: [] };
  it('replaces its terms', () => {
    past(registered).when(change(other)).then(CompanyChanged.of(other));
    past(registered).when(change()).then();
  });
  it('never changes the currency of its account', () =>
    past(registered)
      .when(change({ currency: 'GBP' }))
      .thenRejected('company-currency-fixed'));
  it('needs one', () => past().when(change()).thenRejected('company-unknown'));
});

describe('the check of a VAT number', () => {
  it('says when and by whom', () => past(registered).when(check(), { at }).then(checked));
  it('is of the present number', () =>
    past(registered).when(check('IT10987654321')).thenRejected('vat-number-changed'));
  it('needs a company', () => past().when(check()).thenRejected('company-unknown'));
  it('ends with another number or country, and with nothing else', () => {
    const fold = (more: Partial<CompanyTerms>) =>
      [registered, checked, CompanyChanged.of({ ...terms, ...more })].reduce(company.evolve, company.initial)
        .vatCheckedAt;
    expect(fold({ creditLimitMinor: 5 })).toBe(at);
    expect(fold({ vatNumber: 'IT10987654321' })).toBeNull();
    expect(fold({ country: 'San Marino' })).toBeNull();
  });
});
