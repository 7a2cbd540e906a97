import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, ShortText, Sku, WarehouseCode } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('customer-service');

/** Something needs a person. Opened by an event, a customer or an agent. */
export const CaseOpened = event(
  'CaseOpened',
  3,
  {
    caseId: Id,
    kind: ShortText,
    cause: OneOf('event', 'customer', 'agent'),
    refs: Type.Object({
      orderId: Type.Optional(Id),
      customerId: Type.Optional(Id),
      sku: Type.Optional(Sku),
      campaignId: Type.Optional(Id),
      returnId: Type.Optional(Id),
      warehouse: Type.Optional(WarehouseCode),
    }),
    text: Personal('note'),
  },
  { 1: (data: object) => data, 2: (data: object) => data },
);

/** An agent works on the case. */
export const CaseAssigned = event('CaseAssigned', 1, { caseId: Id, agent: ShortText });

/** The case has an outcome. */
export const CaseResolved = event(
  'CaseResolved',
  2,
  { caseId: Id, outcome: Personal('note') },
  { 1: (data: object) => data },
);

/** The case was reopened: its outcome did not hold. */
export const CaseReopened = event(
  'CaseReopened',
  2,
  { caseId: Id, reason: Personal('note') },
  { 1: (data: object) => data },
);
