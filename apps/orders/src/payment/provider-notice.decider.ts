import { lookup, type Command, type JointDecider } from '@concord/event-sourcing';
import { paymentAggregate, paymentIdOf } from './payment.aggregate';
import type { Payment } from './payment-state';
import type { NoticeObject } from './provider-fact';
import { noticeAggregate, noticeEvents } from './provider-notice.aggregate';
import { isPaidOut } from './refund-parts';

export type ReceiveNotice = Command<
  'ReceiveNotice',
  { noticeId: string; provider: string; type: string; object: NoticeObject; providerRef: string; sentAt: string }
>;
/** A part of a refund that did not reach the customer, and the try that it was made for. */
export interface FailedRefund {
  readonly refundId: string;
  readonly providerRef: string;
  readonly attempt: number;
}
/** The object of a notice was looked at. */
export type SettleNotice = Command<
  'SettleNotice',
  { noticeId: string; orderId?: string; outcome: 'applied' | 'unknown'; failedRefund?: FailedRefund }
>;

/**
 * Notices of the provider, each once. A notice about an order that we do not have, and one that contradicts what we
 * know, stays visible for a person.
 */
export const providerNotice: JointDecider<ReceiveNotice | SettleNotice> = {
  commands: ['ReceiveNotice', 'SettleNotice'],
  aggregate: noticeAggregate,
  opens: ['ReceiveNotice'],
  id: ({ data }) => data.noticeId,

  decideJointly({ type, data }, read) {
    const { noticeId } = data;
    const { outcome: known } = read(noticeAggregate, noticeId);
    const { ProviderNoticeReceived, ProviderNoticeSettled } = noticeEvents;
    const change = (
      events: readonly ReturnType<typeof ProviderNoticeReceived.of | typeof ProviderNoticeSettled.of>[],
    ) => (events.length === 0 ? [] : [{ to: noticeAggregate, id: noticeId, events }]);
    if (type === 'ReceiveNotice') {
      if (known !== 'none') return [];
      const received = ProviderNoticeReceived.of(data);
      const ignored = ProviderNoticeSettled.of({ noticeId, outcome: 'ignored' });
      return change(data.object === 'other' ? [received, ignored] : [received]);
    }
    if (known !== 'waiting') return [];
    const { orderId, failedRefund } = data;
    if (orderId === undefined) return change([ProviderNoticeSettled.of({ noticeId, outcome: 'unknown' })]);
    const payment = read(paymentAggregate, paymentIdOf(orderId));
    const isContradiction = failedRefund !== undefined && contradicts(failedRefund, payment);
    const outcome = payment.status === 'none' ? 'unknown' : isContradiction ? 'contradicts' : data.outcome;
    return change([ProviderNoticeSettled.of({ noticeId, orderId, outcome })]);
  },
};

/** Whether the payment knows as paid what failed. A failure of an earlier try was its answer, and is known. */
function contradicts({ refundId, providerRef, attempt }: FailedRefund, { refunds }: Payment): boolean {
  const refund = lookup(refunds, refundId);
  if (!refund) return false;
  const isPaid = lookup(refund.paidByRef, providerRef) !== undefined;
  // Streams of older versions do not name all parts.
  const isKnown = refund.bouncedRefs.includes(providerRef);
  const isByCard = refund.status === 'succeeded' && !isPaidOut(refund);
  return isPaid || (!isKnown && isByCard && attempt >= refund.attempt);
}
