import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { NOTICE_OBJECTS } from './provider-fact';
import { NOTICE_OUTCOMES, noticeEvents } from './provider-notice.aggregate';

/** What the payment provider told by itself. */
@Entity('provider_notice_view')
@Index(['receivedAt'])
export class ProviderNoticeRow {
  @RowKeyText()
  noticeId!: string;

  @RowText()
  provider: string = '';

  @RowText({ description: "The provider's name of what happened.", example: 'payment_intent.canceled' })
  type: string = '';

  @RowOneOf(NOTICE_OBJECTS)
  object: string = 'other';

  @RowText({ description: "The provider's reference of the object." })
  providerRef: string = '';

  @RowOneOf(NOTICE_OUTCOMES, {
    description:
      'Waiting until the object was looked at; unknown: about no order of ours, or, where an order is named, an inquiry of a bank about it; contradicts: a refund that had succeeded did not reach the customer.',
  })
  outcome: string = 'waiting';

  @RowText({ nullable: true })
  orderId: string | null = null;

  @RowTime()
  sentAt: string = '1970-01-01T00:00:00.000Z';

  @RowTime()
  receivedAt: string = '1970-01-01T00:00:00.000Z';
}

export const providerNotices = projection(
  'orders.provider-notices',
  noticeEvents,
  ProviderNoticeRow,
  ({ data }) => ({ noticeId: data.noticeId }),
  {
    ProviderNoticeReceived: (row, { data, occurredAt: receivedAt }) => ({ ...row, ...data, receivedAt }),
    ProviderNoticeSettled: (row, { data: { outcome, orderId = null } }) => ({ ...row, outcome, orderId }),
  },
);
