import {
  CHECKOUT_STUCK_MINUTES,
  PAYMENT_RETRY_MINUTES,
  PAYMENT_UNKNOWN_MINUTES,
  RETURN_PARCEL_DAYS,
  SETTING_LEAD_S,
  STOCK_LOW_UNITS,
} from '@concord/contracts';
import type { SettingVersion } from '@concord/event-sourcing';
import type { World } from './instance';
import type { Client } from './simulated-client';
import type { Database } from './postgres';
import type { StoredRow } from './stored';

/** The versions come into force so long after the people agree on them. */
const AHEAD_MS = (SETTING_LEAD_S + 8) * 1_000;
/** The shop opens before that, and its day goes over the moment. */
const OPENS_BEFORE_MS = 6_000;

/** How long after the start of a run the shop opens where people change its settings first. */
export const OPENS_AFTER_MS = AHEAD_MS - OPENS_BEFORE_MS;

/** Two people change numbers by which other services decide. */
export async function agreeOnSettings({ schedule, random }: World, client: Client): Promise<void> {
  const opensAt = schedule.now + OPENS_AFTER_MS;
  const from = new Date(Math.floor(schedule.now) + AHEAD_MS).toISOString();
  const changes: readonly (readonly [string, unknown])[] = [
    [PAYMENT_RETRY_MINUTES.key, [random.whole(1, 3), random.whole(1, 30)]],
    [PAYMENT_UNKNOWN_MINUTES.key, random.whole(1, 20)],
    [CHECKOUT_STUCK_MINUTES.key, random.whole(1, 10)],
    [RETURN_PARCEL_DAYS.key, random.whole(1, 30)],
    [STOCK_LOW_UNITS.key, random.whole(0, 8)],
  ];
  await Promise.all(
    changes.map(async ([key, value]) => {
      const draftId = `draft-${key}`;
      const draft = { type: 'DraftSetting', data: { key, draftId, value, from, reason: 'a trial' } };
      await client.write('oversight', draftId, () => [draft], 'ada');
      // Faults may have cost so much time that it is too late: then the value before stays in force.
      const approve = { type: 'ApproveSetting', data: { key, draftId } };
      await client.write('oversight', `approve-${key}`, () => [approve], 'bob');
    }),
  );
  await schedule.pause(Math.max(0, opensAt - schedule.now));
}

/** The versions that a service knows, as it reads them from its database every few seconds. */
export const knownVersions = (database: Database, service: string): [string, readonly SettingVersion[]][] =>
  [...database.all<StoredRow>('rows')].flatMap(([key, { row }]) => {
    if (!key.startsWith(`rows/${service}.settings\n`)) return [];
    const setting = row as { readonly key: string; readonly versions: readonly SettingVersion[] };
    return [[setting.key, setting.versions]];
  });
