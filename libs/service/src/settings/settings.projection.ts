import { SettingActivated } from '@concord/contracts';
import { projection, type Projection, type SettingVersion } from '@concord/event-sourcing';
import { Entity } from 'typeorm';
import { ANY_VALUE } from '../value-schema';
import { fact, mirrors, type Fact, type Mirror } from '../audit/facts';
import { RowKeyText, RowList } from '../row';

/** The versions of a setting, as a service knows them. */
@Entity('setting_view')
export class SettingRow {
  @RowKeyText()
  key!: string;

  @RowList({ version: 'whole', value: ANY_VALUE, from: 'moment' }, { description: 'The approved versions.' })
  versions: readonly SettingVersion[] = [];
}

/** The settings as a service knows them. Every service has this projection. */
export const settingsOf = (service: string) =>
  projection(`${service}.settings`, { SettingActivated }, SettingRow, ({ data }) => ({ key: data.key }), {
    SettingActivated: (row, { data: { version, value, from } }) => ({
      ...row,
      versions: [...row.versions.filter((known) => known.version !== version), { version, value, from }],
    }),
  });

const SETTINGS_FACT = 'oversight.settings';
const versionsOf = ({ versions }: SettingRow) => ({ versions });

/** The versions of all settings, as their owner declares them. */
export const settingsFact = (settings: Projection<SettingRow>): Fact =>
  fact(SETTINGS_FACT, settings, 'key', versionsOf);

/** What every other service knows of them: nobody need declare it. */
export const settingsMirror = (settings: Projection<SettingRow>): Mirror =>
  mirrors(SETTINGS_FACT, settings, 'key', versionsOf);
