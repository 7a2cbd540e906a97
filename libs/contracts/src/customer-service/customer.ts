import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText } from '../fields';

const event = publishedBy('customer-service');

/** A customer is known to the shop under this id. */
export const CustomerRegistered = event('CustomerRegistered', 1, {
  customerId: Id,
  reference: Type.Optional(ShortText),
  country: Type.Optional(Type.String({ maxLength: 60 })),
});
