import { promisedDates } from './promised-date';

const times = { daysMin: 1, daysMax: 3, cutOffMinute: 16 * 60 };
const days = (at: string, more: Partial<typeof times> = {}) => {
  const { promisedFrom, promisedTo } = promisedDates({ ...times, ...more }, at);
  return [promisedFrom.slice(0, 10), promisedTo.slice(0, 10)];
};

describe('promised days', () => {
  it('count working days from the day of the order', () =>
    expect(days('2026-03-02T10:00:00.000Z')).toEqual(['2026-03-03', '2026-03-05']));
  it('begin a day later after the cut-off', () => {
    expect(days('2026-03-02T16:00:00.000Z')).toEqual(['2026-03-03', '2026-03-05']);
    expect(days('2026-03-02T16:00:00.001Z')).toEqual(['2026-03-04', '2026-03-06']);
  });
  it('leave weekends out', () => {
    expect(days('2026-03-06T10:00:00.000Z')).toEqual(['2026-03-09', '2026-03-11']);
    expect(days('2026-03-07T10:00:00.000Z')).toEqual(['2026-03-10', '2026-03-12']);
  });
  it('may be the same day', () =>
    expect(days('2026-03-02T10:00:00.000Z', { daysMin: 0, daysMax: 0 })).toEqual(['2026-03-02', '2026-03-02']));
});
