import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf } from '../fields';
import { ReturnLine } from '../orders/return';

const event = publishedBy('customer-service');

/** The desk requests a return for a customer. Orders authorises or rejects it. */
export const ReturnRequestedByDesk = event(
  'ReturnRequestedByDesk',
  3,
  {
    returnId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    lines: Type.Array(ReturnLine),
    preferredOutcome: OneOf('refund'),
  },
  { 1: (data: object) => data, 2: (data: object) => data },
);
