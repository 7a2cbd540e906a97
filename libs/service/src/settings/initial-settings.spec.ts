import { DOCUMENT_SELLER, RETURN_ADDRESSES } from '@concord/contracts';
import { SettingsTable } from '@concord/event-sourcing';
import { warningsOfInitial } from './initial-settings';

const AT = '2026-01-05T09:00:00.000Z';
const settings = [DOCUMENT_SELLER, RETURN_ADDRESSES];
const keysOf = (table: SettingsTable, environment: NodeJS.ProcessEnv = { NODE_ENV: 'production' }) =>
  warningsOfInitial(settings, table, AT, environment).map(([{ setting }]) => setting);
const learned = (from: string) => {
  const table = new SettingsTable();
  table.learn([['document.seller', [{ version: 1, value: DOCUMENT_SELLER.initial, from }]]]);
  return table;
};

describe('a setting that the shop must set', () => {
  it('is warned of in production while its initial value is in force', () => {
    expect(keysOf(new SettingsTable())).toEqual(['document.seller', 'return.addresses']);
    expect(keysOf(learned('2026-01-06T09:00:00.000Z'))).toEqual(['document.seller', 'return.addresses']);
    expect(keysOf(learned('2026-01-04T09:00:00.000Z'))).toEqual(['return.addresses']);
  });
  it('is not warned of elsewhere', () => expect(keysOf(new SettingsTable(), {})).toEqual([]));
});
