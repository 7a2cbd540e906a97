import { lookup, type Command, type JointDecider } from '@concord/event-sourcing';
import { paymentAggregate, paymentIdOf } from './payment.aggregate';
import type { NoticeObject } from './provider-fact';
import { noticeAggregate, noticeEvents } from './provider-notice.aggregate';

export type ReceiveNotice = Command<
  'ReceiveNotice',
  { noticeId: string; provider: string; type: string; object: NoticeObject; providerRef: string; sentAt: string }
>;
/** The object of a notice was looked at. `failedRefundId` is a refund that did not reach the customer. */
export type SettleNotice = Command<
  'SettleNotice',
  { noticeId: string; orderId?: string; outcome: 'applied' | 'unknown'; failedRefundId?: string }
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
    const { orderId, failedRefundId } = data;
    if (orderId === undefined) return change([ProviderNoticeSettled.of({ noticeId, outcome: 'unknown' })]);
    const payment = read(paymentAggregate, paymentIdOf(orderId));
    const refund = failedRefundId === undefined ? undefined : lookup(payment.refunds, failedRefundId);
    const outcome =
      payment.status === 'none' ? 'unknown' : refund?.status === 'succeeded' ? 'contradicts' : data.outcome;
    return change([ProviderNoticeSettled.of({ noticeId, orderId, outcome })]);
  },
};
