import { fields } from '@concord/contracts';
import { event, lookup } from '@concord/event-sourcing';

const { Id, ShortText, Minor, Currency } = fields;

const part = {
  refundId: Id,
  orderId: Id,
  /** The provider's reference of the part. */
  providerRef: ShortText,
  amountMinor: Minor,
  currency: Currency,
};
/** A part of a refund went back: to one of several authorisations, or before the rest of it failed. */
export const RefundPartPaid = event('RefundPartPaid', 1, part);
/**
 * What went back under a reference came back from the bank of the customer. `amountMinor` is what was counted as paid: 0
 * where the part bounced before anybody heard that it was paid.
 */
export const RefundPartBounced = event('RefundPartBounced', 1, { ...part, reason: ShortText });

/** What went back, under the provider's reference. */
export interface RefundPart {
  readonly providerRef: string;
  readonly amountMinor: number;
}

export interface Refund {
  readonly amountMinor: number;
  readonly returnId: string | null;
  readonly status: 'sent' | 'failed' | 'escalated' | 'succeeded';
  readonly attempt: number;
  readonly customerId: string | null;
  /** What went back, by the provider's reference. */
  readonly paidByRef: Readonly<Record<string, number>>;
  /** The provider's references of what came back from the bank of the customer. */
  readonly bouncedRefs: readonly string[];
}

/** What of a refund went back. */
export const paidBackMinor = ({ paidByRef }: Pick<Refund, 'paidByRef'>) =>
  Object.values(paidByRef).reduce((sum, amountMinor) => sum + amountMinor, 0);

/** The parts that a refund did not know. */
export const unknownParts = ({ paidByRef, bouncedRefs }: Refund, told: readonly RefundPart[]) =>
  told.filter(({ providerRef }) => lookup(paidByRef, providerRef) === undefined && !bouncedRefs.includes(providerRef));

/** A part went back. */
export const withPart = (
  { paidByRef }: Refund,
  { providerRef, amountMinor }: RefundPart,
): Pick<Refund, 'paidByRef'> => ({
  paidByRef: { ...paidByRef, [providerRef]: amountMinor },
});

/** All of it went back; what no part told went back with the last one. */
export const succeeded = (refund: Refund, providerRef: string): Pick<Refund, 'paidByRef' | 'status'> => {
  const restMinor = refund.amountMinor - paidBackMinor(refund);
  const { paidByRef } = restMinor > 0 ? withPart(refund, { providerRef, amountMinor: restMinor }) : refund;
  return { paidByRef, status: 'succeeded' };
};

/** What went back under a reference came back. */
export function bounced(
  { paidByRef, bouncedRefs }: Refund,
  providerRef: string,
): Pick<Refund, 'paidByRef' | 'bouncedRefs'> {
  const { [providerRef]: _, ...left } = paidByRef;
  return { paidByRef: left, bouncedRefs: [...bouncedRefs, providerRef] };
}
