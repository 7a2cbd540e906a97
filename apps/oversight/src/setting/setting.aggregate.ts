import { fields, SettingActivated } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, ShortText, Time } = fields;

/** Somebody proposes a value; it waits for another person. */
export const SettingDrafted = event('SettingDrafted', 1, {
  key: Id,
  draftId: Id,
  value: Type.Unknown(),
  from: Time,
  reason: ShortText,
  draftedBy: Id,
});

/** A draft is not to become a version. */
export const SettingDraftWithdrawn = event('SettingDraftWithdrawn', 1, { key: Id, draftId: Id, withdrawnBy: Id });

export const settingEvents = { SettingDrafted, SettingDraftWithdrawn, SettingActivated };
export type SettingEvent = EventFrom<(typeof settingEvents)[keyof typeof settingEvents]>;

export interface SettingState {
  /** The latest version; 0 is the initial value. */
  readonly version: number;
  readonly draft: EventFrom<typeof SettingDrafted>['data'] | null;
}

/** A setting with its versions, of which another person approved each. */
export const settingAggregate: Aggregate<SettingEvent, SettingState> = {
  kind: 'setting',
  events: settingEvents,
  initial: { version: 0, draft: null },

  evolve(setting, { type, data }) {
    switch (type) {
      case 'SettingDrafted':
        return { ...setting, draft: data };
      case 'SettingDraftWithdrawn':
        return { ...setting, draft: null };
      case 'SettingActivated':
        return { version: data.version, draft: null };
      default:
        return never(type);
    }
  },
};
