import { SettingsTable, type Setting } from './settings';

const WINDOW: Setting<number> = { key: 'return.window-days', initial: 30 };
const table = (...versions: readonly (readonly [number, number, string])[]) => {
  const settings = new SettingsTable();
  settings.learn([[WINDOW.key, versions.map(([version, value, from]) => ({ version, value, from }))]]);
  return settings;
};
const MARCH = '2026-03-01T00:00:00.000Z';
const MAY = '2026-05-01T00:00:00.000Z';

describe('a setting', () => {
  it('has its initial value where nothing is known', () =>
    expect(new SettingsTable().inForce(WINDOW, MARCH)).toEqual({ value: 30, version: 0 }));
  it('has its initial value until the first version is in force', () => {
    const settings = table([1, 60, MARCH]);
    expect(settings.inForce(WINDOW, '2026-02-28T23:59:59.999Z')).toEqual({ value: 30, version: 0 });
    expect(settings.inForce(WINDOW, MARCH)).toEqual({ value: 60, version: 1 });
  });
  it('is looked up as of any day, whatever the order in which versions came', () => {
    const settings = table([2, 14, MAY], [1, 60, MARCH]);
    expect(settings.inForce(WINDOW, '2026-04-01T00:00:00.000Z').version).toBe(1);
    expect(settings.inForce(WINDOW, '2026-06-01T00:00:00.000Z').version).toBe(2);
  });
  it('of two versions for one moment has the younger', () =>
    expect(table([1, 60, MARCH], [2, 14, MARCH]).inForce(WINDOW, MAY).value).toBe(14));
  it('remembers which versions were used', () => {
    const lookup = table([1, 60, MARCH]).at(MAY);
    expect(lookup.used).toBeUndefined();
    expect(lookup.of(WINDOW)).toBe(60);
    expect(lookup.of({ key: 'other', initial: 'x' })).toBe('x');
    expect(lookup.used).toEqual({ 'return.window-days': 1, other: 0 });
    expect(lookup.of(WINDOW, '2026-01-01T00:00:00.000Z')).toBe(30);
  });
});
