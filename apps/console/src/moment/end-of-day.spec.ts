import { endOfDay } from './end-of-day';

describe('the end of a day', () => {
  it('is its last millisecond', () =>
    expect(endOfDay('2026-06-01')).toBe(new Date(2026, 5, 1, 23, 59, 59, 999).toISOString()));
  it.each([undefined, '', 'soon', '2026-13-01'])('is not there for %s', (day) => expect(endOfDay(day)).toBeUndefined());
});
