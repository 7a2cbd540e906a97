import { process } from '@concord/event-sourcing';
import type { ProviderLook } from './provider-fact';
import { noticeEvents } from './provider-notice.aggregate';

const { ProviderNoticeReceived } = noticeEvents;

/** Asks the provider how the object of a notice stands now. The process remembers nothing, so its stream stays empty. */
export const lookWhenProviderNoticeReceived = process('orders.look-when-provider-notice-received', {
  kind: 'notice-look',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { ProviderNoticeReceived },
  opensOn: ['ProviderNoticeReceived'],
  idFor: ({ data }) => data.noticeId,
  on: {
    ProviderNoticeReceived: ({ data: { noticeId, object, providerRef } }) => {
      if (object === 'other') return {};
      const request: ProviderLook = { kind: 'look', object, providerRef, noticeId };
      return { calls: [{ gateway: 'payment', key: `look-${noticeId}`, request }] };
    },
  },
});
