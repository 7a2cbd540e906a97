import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Time } from '../fields';

const event = publishedBy('customer-service');

const terms = {
  companyId: Id,
  /** The registered name of a company, which is no personal data. */
  name: ShortText,
  country: Type.String({ maxLength: 60 }),
  /** As its state writes it, without blanks: `IT12345678901`. */
  vatNumber: Type.Optional(Type.String({ maxLength: 20 })),
  /** The currency of its credit. */
  currency: Currency,
  /** What the company may owe on account at a time; 0 means no credit. */
  creditLimitMinor: Minor,
  /** The customer groups of all its buyers. */
  groups: Type.Array(Type.String({ minLength: 1, maxLength: 40 })),
};

/** The shop sells to a company. Price lists can be for it, and its buyers order on its account. */
export const CompanyRegistered = event('CompanyRegistered', 1, terms);

/** The terms of a company changed to these. With another country or VAT number, its number is unchecked again. */
export const CompanyChanged = event('CompanyChanged', 1, terms);

/**
 * The VAT number of a company was found valid, by the register of its state or by a person who looked it up: orders to
 * another country of the union can be taxed in reverse.
 */
export const CompanyVatChecked = event('CompanyVatChecked', 1, {
  companyId: Id,
  vatNumber: Type.String({ maxLength: 20 }),
  checkedAt: Time,
  by: OneOf('register', 'person'),
  /** The number of the consultation, or where the person looked. */
  reference: Type.Optional(Type.String({ maxLength: 100 })),
});

/** A customer orders for a company from now on, with this limit. Published again when the limit changes. */
export const BuyerAdded = event('BuyerAdded', 1, {
  customerId: Id,
  companyId: Id,
  /** The largest total of one order, in the currency of the company; without it there is no limit but the credit. */
  orderLimitMinor: Type.Optional(Minor),
});

/** A customer no longer orders for a company. Placed orders stay on its account. */
export const BuyerRemoved = event('BuyerRemoved', 1, { customerId: Id, companyId: Id });
