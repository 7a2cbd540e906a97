import { minutesAndSeconds } from './clock';

it.each([
  [899_500, '14:59'],
  [60_000, '1:00'],
  [5_000, '0:05'],
  [-3_000, '0:00'],
])('says %d ms as %s', (ms, said) => expect(minutesAndSeconds(ms)).toBe(said));
