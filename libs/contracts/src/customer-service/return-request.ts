import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf } from '../fields';
import { BeyondWindow, ReturnLine } from '../orders/return';

const event = publishedBy('customer-service');

/**
 * The desk requests a return for a customer. Orders authorises or rejects it. `beyondWindow` stands where a person takes
 * the units back also after the return period.
 */
export const ReturnRequestedByDesk = event(
  'ReturnRequestedByDesk',
  4,
  {
    returnId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    lines: Type.Array(ReturnLine),
    preferredOutcome: OneOf('refund'),
    beyondWindow: Type.Optional(BeyondWindow),
  },
  { 1: (data: object) => data, 2: (data: object) => data, 3: (data: object) => data },
);
