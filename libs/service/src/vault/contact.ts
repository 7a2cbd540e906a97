import { Email, Phone } from '../field';
import { objectOf } from '../value-schema';

/** How somebody is reached. Personal: sealed as a whole. */
export class ContactRequest {
  @Email({ optional: true })
  email?: string;

  @Phone({ optional: true })
  phone?: string;
}

/** The schema of a contact as callers see it who may read personal data. */
export const SHOWN_CONTACT = objectOf({ 'name?': 'text', 'email?': 'text', 'phone?': 'text', 'erased?': 'flag' });

/** The values by which somebody is found, in the form in which they are compared. */
export const findableBy = ({ email, phone }: ContactRequest) => {
  return { email: email === undefined ? undefined : comparable.email(email), phone: phone && comparable.phone(phone) };
};

/** E-mail addresses are compared without regard to case, phone numbers by their digits. */
const comparable = {
  email: (text: string) => text.trim().toLowerCase(),
  phone: (text: string) => text.replace(/\D/g, ''),
};
