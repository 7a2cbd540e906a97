import { Type } from 'typebox';

declare const personal: unique symbol;

/**
 * A text that may hold personal data, as events, commands and rows carry it: sealed, so that only who has the key of its
 * subject can read it. Texts from before sealing, and texts of the system itself, are in clear.
 */
export type Personal = string & { readonly [personal]: true };

/** What personal texts are about. A text that was sealed as one kind does not open as another. */
export const PERSONAL_KINDS = ['address', 'card-token', 'contact', 'note', 'payment-url', 'voucher-code'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** A sealed text is longer than what was sealed. */
const SEALED_LENGTH_MAX = 8_000;
const FORM = String.raw`v1\.[\w-]{22}\.[\w-]{16}\.[\w-]{22}\.[\w-]*`;
const SEALED = new RegExp(`^${FORM}$`);

/** Every sealed text within a longer one, such as a sentence that repeats what a customer wrote. */
export const SEALED_WITHIN = new RegExp(FORM, 'g');

/** The schema of a member that may hold personal data. The documents of the topics mark it with `x-personal`. */
export const Personal = (kind: PersonalKind, more: { readonly secret?: boolean } = {}) =>
  Type.Unsafe<Personal>({
    type: 'string',
    maxLength: SEALED_LENGTH_MAX,
    'x-personal': kind,
    ...more,
    description:
      'Personal data, sealed: v1.<key id>.<nonce>.<tag>.<ciphertext>. Texts of the system itself are in clear.',
  });

/** Whether a text is sealed. */
export const isSealed = (text: string): text is Personal => SEALED.test(text);

/** A text that holds nothing personal, for a member that may: a sentence of the system itself. */
export const notPersonal = (text: string): Personal => text as Personal;

/** A sentence for somebody who may not read personal data: `…` stands for every sealed text in it. */
export const withoutSealed = (sentence: string): string => sentence.replace(SEALED_WITHIN, '…');

/**
 * Whose data they are: a customer's, or an order's where a guest bought, or a case's that names neither, or the basket's of a guest, or
 * a voucher's. The subject has one key, and erasing the subject destroys it.
 */
export const subjectOf = ({
  customerId,
  orderId,
  caseId,
  cartId,
  voucherId,
}: {
  readonly customerId?: string | null;
  readonly orderId?: string | null;
  readonly caseId?: string;
  readonly cartId?: string;
  readonly voucherId?: string;
}) => {
  if (customerId) return `customer-${customerId}`;
  if (orderId) return `order-${orderId}`;
  if (caseId) return `case-${caseId}`;
  if (cartId) return `cart-${cartId}`;
  if (voucherId) return `voucher-${voucherId}`;
  throw new Error('Personal data need a customer, an order, a case, a basket or a voucher as subject.');
};

const GUEST = 'guest-';

/** The customer id of a guest, who shops without signing in. */
export const guestIdOf = (uuid: string): string => `${GUEST}${uuid}`;

/** Whether a customer id is that of a guest. */
export const isGuestId = (customerId: string | null | undefined): boolean => customerId?.startsWith(GUEST) ?? false;
