import { furtherReturn, withMoney, type ReturnMoney, type ReturnStatus } from '../return-desk/return-status';

/** A return as the page of its order shows it. */
export interface ReturnOfOrder extends ReturnMoney {
  readonly returnId: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  /** The units that a settled return refunds: units of other returns that came in its parcel count there. */
  readonly counted?: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** The returns with news of one of them. */
export function withReturn(
  returns: readonly ReturnOfOrder[],
  returnId: string,
  status: ReturnStatus,
  more: Partial<ReturnOfOrder> = {},
): ReturnOfOrder[] {
  const before = returns.find((known) => known.returnId === returnId);
  const empty: ReturnOfOrder = { returnId, status, lines: [], refundMinor: null, refunds: {} };
  const after = withMoney({
    ...(before ?? empty),
    ...more,
    status: furtherReturn(before?.status ?? 'requested', status),
  });
  if (before) return returns.map((known) => (known === before ? after : known));
  return [...returns, after].sort((a, b) => (a.returnId < b.returnId ? -1 : 1));
}

/** The returns after an amount was credited on account for one of them. */
export function withReturnCredit(
  returns: readonly ReturnOfOrder[],
  { returnId, refundId, amountMinor }: { returnId?: string; refundId: string; amountMinor: number },
): readonly ReturnOfOrder[] {
  if (returnId === undefined) return returns;
  const before = returns.find((known) => known.returnId === returnId);
  return withReturn(returns, returnId, 'requested', { credits: { ...before?.credits, [refundId]: amountMinor } });
}

/** The returns after vouchers and points got their part of the refund of one of them back. */
export function withReturnCreditBack(
  returns: readonly ReturnOfOrder[],
  { returnId, refundId }: { returnId?: string; refundId: string },
  amountMinor: number,
): readonly ReturnOfOrder[] {
  if (returnId === undefined) return returns;
  const before = returns.find((known) => known.returnId === returnId);
  const creditsBack = { ...before?.creditsBack, [refundId]: amountMinor };
  return withReturn(returns, returnId, 'requested', { creditsBack });
}

/** The returns after so much of a refund was paid for one of them, or is left of it where it came back. */
export function withReturnRefund(
  returns: readonly ReturnOfOrder[],
  { returnId, refundId, amountMinor }: { returnId?: string; refundId: string; amountMinor: number },
): readonly ReturnOfOrder[] {
  if (returnId === undefined) return returns;
  const before = returns.find((known) => known.returnId === returnId);
  return withReturn(returns, returnId, 'requested', { refunds: { ...before?.refunds, [refundId]: amountMinor } });
}
