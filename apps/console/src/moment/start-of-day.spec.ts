import { startOfDay } from './start-of-day';

describe('the start of a day', () => {
  it('is its midnight', () => expect(startOfDay('2026-06-01')).toBe(new Date(2026, 5, 1).toISOString()));
  it('is that of a later day', () => expect(startOfDay('2026-12-31', 1)).toBe(new Date(2027, 0, 1).toISOString()));
  it.each([undefined, '', 'soon', '2026-13-01'])('is not there for %s', (day) =>
    expect(startOfDay(day)).toBeUndefined(),
  );
});
