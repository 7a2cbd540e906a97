import { fields, Personal, type RefundSucceeded } from '@concord/contracts';
import { event, lookup, type EventFrom } from '@concord/event-sourcing';

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

/** A person proposed to write off what of a refund has not gone back. Another person must agree. */
export const RefundWriteOffProposed = event('RefundWriteOffProposed', 1, {
  refundId: Id,
  orderId: Id,
  reason: Personal('note'),
  proposedBy: ShortText,
});

/** What went back, under the provider's reference. */
export interface RefundPart {
  readonly providerRef: string;
  readonly amountMinor: number;
}

export interface Refund {
  readonly amountMinor: number;
  readonly returnId: string | null;
  /**
   * `failed`: it is tried again by itself. `bounced`: it was settled, and came back. `to_pay_out`: no card gets it, so a
   * person pays it out.
   */
  readonly status: 'sent' | 'failed' | 'escalated' | 'bounced' | 'to_pay_out' | 'succeeded' | 'written_off';
  readonly attempt: number;
  readonly customerId: string | null;
  /** What went back, by the provider's reference. */
  readonly paidByRef: Readonly<Record<string, number>>;
  /** The provider's references of what came back from the bank of the customer. */
  readonly bouncedRefs: readonly string[];
  /** What a person paid out, by payout. */
  readonly payouts: Readonly<Record<string, number>>;
  /** Who proposed to write it off. */
  readonly proposedBy: string | null;
  /** Nobody paid it out in time, and that was told. */
  readonly isOverdue: boolean;
}

/** What of a refund went back. */
export const paidBackMinor = ({ paidByRef, payouts }: Pick<Refund, 'paidByRef' | 'payouts'>) =>
  [...Object.values(paidByRef), ...Object.values(payouts)].reduce((sum, amountMinor) => sum + amountMinor, 0);

/** What of a refund has not gone back. */
export const unpaidMinor = (refund: Refund) => Math.max(0, refund.amountMinor - paidBackMinor(refund));

/** Whether a person paid something of a refund out. The card gets nothing more of it then. */
export const isPaidOut = ({ payouts }: Refund) => Object.keys(payouts).length > 0;

/** Whose refund it is, and what of it has not gone back. */
export function owedOf(
  ids: { readonly refundId: string; readonly orderId: string },
  refund: Refund,
  { currency }: { readonly currency: string },
) {
  const { customerId, returnId } = refund;
  const whose = { ...(customerId !== null && { customerId }), ...(returnId !== null && { returnId }) };
  return { ...ids, ...whose, amountMinor: unpaidMinor(refund), currency };
}

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
export const succeeded = (
  refund: Refund,
  { providerRef, payout }: EventFrom<typeof RefundSucceeded>['data'],
): Partial<Refund> => {
  const settled = { status: 'succeeded', proposedBy: null } as const;
  if (payout) return { ...settled, payouts: { ...refund.payouts, [payout.payoutId]: payout.amountMinor } };
  const restMinor = refund.amountMinor - paidBackMinor(refund);
  const { paidByRef } = restMinor > 0 ? withPart(refund, { providerRef, amountMinor: restMinor }) : refund;
  return { ...settled, paidByRef };
};

/** What went back under a reference came back. */
export function bounced(
  { paidByRef, bouncedRefs }: Refund,
  providerRef: string,
): Pick<Refund, 'paidByRef' | 'bouncedRefs'> {
  const { [providerRef]: _, ...left } = paidByRef;
  return { paidByRef: left, bouncedRefs: [...bouncedRefs, providerRef] };
}
