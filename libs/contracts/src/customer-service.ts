import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, ShortText, Sku } from './fields';
import { ReturnLine } from './orders';

const event = publishedBy('customer-service');

/** Somebody is known to the shop under this id. */
export const CustomerRegistered = event('CustomerRegistered', 1, {
  customerId: Id,
  reference: Type.Optional(ShortText),
  country: Type.Optional(Type.String({ maxLength: 60 })),
});

/** The desk takes a return in for a customer. Orders authorises or rejects it. */
export const ReturnRequestedByDesk = event(
  'ReturnRequestedByDesk',
  2,
  {
    returnId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    lines: Type.Array(ReturnLine),
    preferredOutcome: OneOf('refund'),
  },
  { 1: (data: object) => data },
);

/** Something needs a person. Opened by an event, a customer or an agent. */
export const CaseOpened = event('CaseOpened', 1, {
  caseId: Id,
  kind: ShortText,
  cause: OneOf('event', 'customer', 'agent'),
  refs: Type.Object({
    orderId: Type.Optional(Id),
    customerId: Type.Optional(Id),
    sku: Type.Optional(Sku),
    campaignId: Type.Optional(Id),
    returnId: Type.Optional(Id),
  }),
  text: ShortText,
});
/** Somebody works on the case. */
export const CaseAssigned = event('CaseAssigned', 1, { caseId: Id, agent: ShortText });
/** The case has an outcome. */
export const CaseResolved = event('CaseResolved', 1, { caseId: Id, outcome: ShortText });
/** The outcome did not hold. */
export const CaseReopened = event('CaseReopened', 1, { caseId: Id, reason: ShortText });

/** What customer-service publishes on `customer-service.events`. */
export const customerServiceEvents = {
  CustomerRegistered,
  ReturnRequestedByDesk,
  CaseOpened,
  CaseAssigned,
  CaseResolved,
  CaseReopened,
};
