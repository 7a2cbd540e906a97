import { minuteOf, timeText } from './time-of-day';

describe('a time of the day', () => {
  it.each([
    ['00:00', 0],
    ['14:00', 840],
    ['23:59', 1_439],
  ])('%s is the minute %i', (text, minute) => {
    expect(minuteOf(text)).toBe(minute);
    expect(timeText(minute)).toBe(text);
  });
  it('may be typed with one digit', () => expect(minuteOf('9:30')).toBe(570));
  it('may be typed as in Italy, with a full stop', () => expect(minuteOf('14.00')).toBe(840));
  it.each(['24:00', '12', '12:60', 'noon'])('is not %s', (text) => expect(minuteOf(text)).toBeUndefined());
});
