import { localDay, localText } from './local-text';

describe('a moment in the zone of the browser', () => {
  const midnight = new Date(2026, 5, 1).toISOString();
  it('is a day and a time', () => expect(localText(midnight)).toBe('2026-06-01T00:00'));
  it('is on its local day, whatever the day of UTC is', () => {
    expect(localDay(midnight)).toBe('2026-06-01');
    expect(localDay(new Date(2026, 5, 1, 23, 59).toISOString())).toBe('2026-06-01');
  });
});
