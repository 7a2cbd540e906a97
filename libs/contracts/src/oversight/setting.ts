import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText, Time } from '../fields';

const event = publishedBy('oversight');

/**
 * A second person approved a version of a setting: every service uses `value` from the moment `from` on. The moment lies
 * in the future, so that all services begin at once.
 */
export const SettingActivated = event('SettingActivated', 1, {
  key: Id,
  version: Type.Integer({ minimum: 1 }),
  value: Type.Unknown(),
  from: Time,
  reason: ShortText,
  draftedBy: Id,
  approvedBy: Id,
});
