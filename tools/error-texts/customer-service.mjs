/** The error codes of customer-service alone. */
export const CUSTOMER_SERVICE_ERRORS = {
  'address-unknown': ['The customer has no address with this id.', 'Correct the id.'],
  'buyer-of-another-company': [
    'A customer would order for two companies.',
    'Remove the buyer from the other company first.',
  ],
  'case-about-others': [
    'The order, the return and the customer of a case do not belong together.',
    'Name only the order or the return.',
  ],
  'case-for-another': ['A customer opens a case for another customer.', 'Leave customerId out.'],
  'case-not-resolved': ['A case is to be reopened that is still open.', 'Go on working on it.'],
  'case-open-already': ['The order has an open case of the same kind.', 'Work on that case.'],
  'case-reopening-too-late': ['The time for reopening the case is over.', 'Open a new case.'],
  'case-resolved': ['The case is resolved.', 'Reopen it first.'],
  'case-unknown': ['No case has this id, or it belongs to another customer.', 'Correct the id.'],
  'company-currency-fixed': ['The account of a company would get another currency.', 'Register another company.'],
  'company-exists': [
    'The id of a new company is taken, with other terms.',
    'Use another id, or change the existing company.',
  ],
  'customer-erased': ['The personal data of the customer were erased.', 'Use another id.'],
  'customer-exists': ['The customer is registered with other data.', 'Use another id, or the registered data.'],
  'customer-unknown': ['Nothing is known of this customer.', 'Correct the id.'],
  'erasure-too-early': [
    'Orders of the customer are under way, or money is owed for them.',
    'Erase when the orders are over.',
  ],
  'late-return-not-allowed': [
    'The caller may not take units back after the return period.',
    'Ask a lead, or leave beyondWindow out.',
  ],
  'late-return-reason-needed': [
    'Units are to come back after the return period without a reason.',
    'Send beyondWindowReason.',
  ],
  'order-not-of-guest': [
    'An order that is named for the erasure of a guest belongs to a customer.',
    'Erase the customer instead.',
  ],
  'return-not-eligible': ['Units cannot come back.', 'Correct the request; the answer has the reason for every line.'],
  'too-many-addresses': ['A customer would have more addresses than allowed.', 'Remove an address first.'],
  'vat-number-changed': ['Another VAT number was entered while the old one was checked.', 'Check again.'],
  'vat-number-invalid': [
    'The country of a company gives out no VAT numbers of this form.',
    'Correct the number or the country.',
  ],
  'vat-number-missing': ['A VAT number is to be checked, and the company has none.', 'Enter the number first.'],
  'vat-number-not-registered': [
    'The register of VAT numbers does not know the number as valid.',
    'Ask the company for its number.',
  ],
  'vat-register-unavailable': [
    'The register of VAT numbers does not answer.',
    'Ask again later, or look the number up and send the reference.',
  ],
};
