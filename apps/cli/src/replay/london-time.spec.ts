import { londonTimeToUtc } from './london-time';

describe('a time on the shop’s clock', () => {
  it('is UTC in winter', () => expect(londonTimeToUtc('2010-12-01 08:26:00')).toBe('2010-12-01T08:26:00.000Z'));

  it('is an hour ahead of UTC in summer', () =>
    expect(londonTimeToUtc('2011-05-31 15:53:00')).toBe('2011-05-31T14:53:00.000Z'));

  it('changes on the night of the last Sunday in March', () => {
    expect(londonTimeToUtc('2011-03-27 00:59:59')).toBe('2011-03-27T00:59:59.000Z');
    expect(londonTimeToUtc('2011-03-27 02:00:00')).toBe('2011-03-27T01:00:00.000Z');
  });

  it('is winter time in the hour that is skipped', () =>
    expect(londonTimeToUtc('2011-03-27 01:30:00')).toBe('2011-03-27T01:30:00.000Z'));

  it('is the first of the two in the hour that happens twice', () => {
    expect(londonTimeToUtc('2011-10-30 01:30:00')).toBe('2011-10-30T00:30:00.000Z');
    expect(londonTimeToUtc('2011-10-30 02:00:00')).toBe('2011-10-30T02:00:00.000Z');
  });

  it.each([
    '2011-02-29 10:00:00',
    '2011-13-01 10:00:00',
    '2011-04-31 10:00:00',
    '2011-01-01 24:00:00',
    '2011-01-01 10:60:00',
    '0000-00-00 00:00:00',
  ])('is none on a day or at an hour that does not exist: %s', (text) => expect(londonTimeToUtc(text)).toBeUndefined());

  it.each(['', '12/1/2010 8:26', '2010-12-01', '2010-12-01T08:26:00Z', '2010-12-01 08:26', '20101201 082600'])(
    'is none when written otherwise: "%s"',
    (text) => expect(londonTimeToUtc(text)).toBeUndefined(),
  );
});
