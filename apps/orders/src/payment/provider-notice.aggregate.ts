import { fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { NOTICE_OBJECTS } from './provider-fact';

const { Id, OneOf, ShortText, Time } = fields;

/**
 * What became of a notice: `unknown` and `contradicts` are for a person, `ignored` is about nothing of ours. An unknown
 * notice that names an order is an inquiry of a bank about it.
 */
export const NOTICE_OUTCOMES = ['waiting', 'applied', 'unknown', 'contradicts', 'ignored'] as const;
export type NoticeOutcome = (typeof NOTICE_OUTCOMES)[number];

/** The provider told that something of it changed. What changed is asked for: a notice may be late. */
const NoticeReceived = event('ProviderNoticeReceived', 1, {
  noticeId: Id,
  provider: ShortText,
  type: ShortText,
  object: OneOf(...NOTICE_OBJECTS),
  providerRef: ShortText,
  sentAt: Time,
});
/** What the notice is about is known now. */
const NoticeSettled = event('ProviderNoticeSettled', 1, {
  noticeId: Id,
  orderId: Type.Optional(Id),
  outcome: OneOf(...NOTICE_OUTCOMES),
});

export const noticeEvents = { ProviderNoticeReceived: NoticeReceived, ProviderNoticeSettled: NoticeSettled };
export type NoticeEvent = EventFrom<(typeof noticeEvents)[keyof typeof noticeEvents]>;

/** A notice of the provider, once however often it is sent. */
export const noticeAggregate: Aggregate<NoticeEvent, { readonly outcome: NoticeOutcome | 'none' }> = {
  kind: 'provider-notice',
  events: noticeEvents,
  initial: { outcome: 'none' },
  evolve(_, { type, data }) {
    switch (type) {
      case 'ProviderNoticeReceived':
        return { outcome: 'waiting' };
      case 'ProviderNoticeSettled':
        return { outcome: data.outcome };
      default:
        return never(type);
    }
  },
};
