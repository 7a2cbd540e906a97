import { momentText } from './moment';

describe('a moment in a sentence', () => {
  it('is in UTC, to the minute, whatever its zone was', () => {
    expect(momentText('2026-02-04T09:00:00.000Z')).toBe('4 February 2026, 09:00 UTC');
    expect(momentText('2026-02-04T00:30:59+02:00')).toBe('3 February 2026, 22:30 UTC');
  });
  it('counts midnight as the beginning of the day', () =>
    expect(momentText('2026-12-31T00:00:00Z')).toBe('31 December 2026, 00:00 UTC'));
});
