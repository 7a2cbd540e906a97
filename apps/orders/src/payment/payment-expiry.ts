import { fields, Personal } from '@concord/contracts';
import { event } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Minor, ShortText } = fields;

/**
 * The provider no longer keeps `amountMinor` of the order's own authorisation: it became too old, the provider ended
 * it, or the provider released the rest with a capture because it allows one capture only. `leftMinor` is being
 * captured from it.
 */
export const PaymentAuthExpired = event('PaymentAuthExpired', 1, {
  paymentId: Id,
  orderId: Id,
  /** What it is called among the voids of the payment. */
  voidId: Id,
  cause: fields.OneOf('age', 'provider', 'captured'),
  amountMinor: Minor,
  leftMinor: Minor,
  providerRef: ShortText,
  token: Type.Optional(Personal('card-token', { secret: true })),
});
