import { SettingActivated } from '@concord/contracts';
import { projection, type SettingVersion } from '@concord/event-sourcing';
import { Entity } from 'typeorm';
import { ANY_VALUE } from '../value-schema';
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
