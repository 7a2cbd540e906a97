import { fields } from '@concord/contracts';
import { derivedId, event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** A caller gave something back: money by hand, or money or goods by deciding a return or a claim. */
export const RefundGranted = event('RefundGranted', 1, {
  orderId: fields.Id,
  refundId: fields.Id,
  /** Where a return was decided. */
  returnId: Type.Optional(fields.Id),
  /** Where a claim was decided: money, or other goods at no price. */
  claimId: Type.Optional(fields.Id),
  amountMinor: fields.Minor,
});

export interface RefundAllowance {
  readonly grantedMinor: number;
  readonly refundIds: readonly string[];
}

/** What one caller refunded on one day in one currency. */
export const refundAllowance: Aggregate<EventFrom<typeof RefundGranted>, RefundAllowance> = {
  kind: 'refund-allowance',
  events: { RefundGranted },
  initial: { grantedMinor: 0, refundIds: [] },
  evolve: ({ grantedMinor, refundIds }, { data: { refundId, amountMinor } }) => ({
    grantedMinor: grantedMinor + amountMinor,
    refundIds: [...refundIds, refundId],
  }),
};

/** The id of the stream of a caller and a day (UTC). */
export const refundAllowanceId = (caller: string, at: string, currency: string) =>
  derivedId(JSON.stringify([caller, at.slice(0, 10)]), currency);
