import type { Command } from '@concord/event-sourcing';
import type { ExpireAuthorisation, RecordAuthorisation } from './authorisation';
import type { RecordParcelAuthorisation } from './capture';
import type { RecordDispute } from './dispute';
import type { RecordDecline } from './payment.decider';
import type { SettleNotice } from './provider-notice.decider';
import type { RecordRefund, RecordRefundBounce } from './record-refund';

/** What of the provider a notice can be about. */
export const NOTICE_OBJECTS = ['authorisation', 'refund', 'dispute', 'other'] as const;
export type NoticeObject = (typeof NOTICE_OBJECTS)[number];

/** A question to the provider: how does this object stand now? */
export interface ProviderLook {
  readonly kind: 'look';
  readonly object: Exclude<NoticeObject, 'other'>;
  readonly providerRef: string;
  /** The notice that is settled with the answer. */
  readonly noticeId?: string;
}

/** How an object of the provider stands. `orderId` is what the object itself says, or our own memory of it. */
export type ProviderFact =
  | {
      readonly object: 'authorisation';
      readonly orderId: string;
      /** The parcel, where it is authorised alone. */
      readonly fulfilmentId?: string;
      readonly attempt?: number;
      readonly providerRef: string;
      readonly amountMinor: number;
      readonly status: 'authorised' | 'pending' | 'declined' | 'over';
      readonly reason?: string;
    }
  | {
      readonly object: 'refund';
      readonly orderId: string;
      readonly refundId: string;
      /** The try that it was made for. */
      readonly attempt: number;
      readonly providerRef: string;
      /** What goes back under this reference: a part where the refund goes to several authorisations. */
      readonly amountMinor: number;
      readonly status: 'succeeded' | 'pending' | 'failed';
      /** Why it failed. */
      readonly reason?: string;
    }
  | ({ readonly object: 'dispute' } & RecordDispute['data'])
  /** The bank of the customer asks about a payment before it calls money back. */
  | { readonly object: 'inquiry'; readonly orderId: string }
  | { readonly object: 'unknown' };

/**
 * The commands that follow from how an object stands. Notices come late, twice and in any order: what counts is the
 * provider's answer at the moment, and each payment ignores what it knows.
 */
export function commandsOf(fact: ProviderFact, noticeId?: string): Command[] {
  if (fact.object === 'unknown')
    return noticeId === undefined
      ? []
      : [{ type: 'SettleNotice', data: { noticeId, outcome: 'unknown' } } satisfies SettleNotice];
  const settled: Command[] =
    noticeId === undefined ? [] : [{ type: 'SettleNotice', data: settlementOf(fact, noticeId) } satisfies SettleNotice];
  // The notice is settled by what the payment was before.
  return [...settled, ...(fact.object === 'authorisation' ? ofAuthorisation(fact) : ofOther(fact))];
}

function settlementOf(fact: Exclude<ProviderFact, { object: 'unknown' }>, noticeId: string): SettleNotice['data'] {
  // An inquiry changes nothing here, but a person must answer it at the provider.
  const outcome = fact.object === 'inquiry' ? 'unknown' : 'applied';
  const settlement = { noticeId, orderId: fact.orderId, outcome } as const;
  if (fact.object !== 'refund' || fact.status !== 'failed') return settlement;
  const { refundId, providerRef, attempt } = fact;
  return { ...settlement, failedRefund: { refundId, providerRef, attempt } };
}

function ofAuthorisation(fact: ProviderFact & { object: 'authorisation' }): Command[] {
  const { orderId, fulfilmentId, attempt = 1, amountMinor, providerRef, status, reason = 'card declined' } = fact;
  if (fulfilmentId !== undefined) {
    // The refusal of a parcel is the answer to its call: the call knows how often it is retried.
    if (status !== 'authorised') return [];
    const data = { orderId, fulfilmentId, attempt, amountMinor, providerRef };
    return [{ type: 'RecordParcelAuthorisation', data } satisfies RecordParcelAuthorisation];
  }
  switch (status) {
    case 'authorised':
      return [
        { type: 'RecordAuthorisation', data: { orderId, amountMinor, providerRef } } satisfies RecordAuthorisation,
      ];
    case 'declined':
      return [{ type: 'RecordDecline', data: { orderId, reason } } satisfies RecordDecline];
    case 'over':
      return [
        { type: 'RecordDecline', data: { orderId, reason: 'The provider ended the payment.' } } satisfies RecordDecline,
        {
          type: 'ExpireAuthorisation',
          data: { orderId, cause: 'provider', providerRef },
        } satisfies ExpireAuthorisation,
      ];
    case 'pending':
      return [];
  }
}

function ofOther(fact: Exclude<ProviderFact, { object: 'unknown' | 'authorisation' }>): Command[] {
  if (fact.object === 'inquiry') return [];
  if (fact.object === 'dispute') {
    const { object: _, ...data } = fact;
    return [{ type: 'RecordDispute', data } satisfies RecordDispute];
  }
  const { orderId, refundId, providerRef, amountMinor, status, reason = 'the bank sent it back' } = fact;
  const about = { orderId, refundId };
  switch (status) {
    case 'succeeded':
      return [
        { type: 'RecordRefund', data: { ...about, parts: [{ providerRef, amountMinor }] } } satisfies RecordRefund,
      ];
    case 'failed':
      return [
        {
          type: 'RecordRefundBounce',
          data: { ...about, providerRef, amountMinor, reason },
        } satisfies RecordRefundBounce,
      ];
    case 'pending':
      return [];
  }
}
