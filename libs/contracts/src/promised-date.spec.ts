import { promisedDates } from './promised-date';

/** 14:00 UTC. */
const terms = { cutOffMinute: 840, daysMin: 1, daysMax: 3 };
const dates = (moment: string, more: Partial<typeof terms> = {}) => {
  const { dispatchOn, deliveredFrom, deliveredTo } = promisedDates({ ...terms, ...more }, moment);
  return [dispatchOn, deliveredFrom, deliveredTo];
};

describe('the promised dates of an order', () => {
  it.each([
    ['a Monday before the cut-off', '2026-03-02T09:00:00.000Z', ['2026-03-02', '2026-03-03', '2026-03-05']],
    ['at the cut-off', '2026-03-02T14:00:00.000Z', ['2026-03-02', '2026-03-03', '2026-03-05']],
    ['just after it', '2026-03-02T14:00:00.001Z', ['2026-03-03', '2026-03-04', '2026-03-06']],
    ['a Friday before the cut-off', '2026-03-06T14:00:00.000Z', ['2026-03-06', '2026-03-09', '2026-03-11']],
    ['a Friday after it', '2026-03-06T14:01:00.000Z', ['2026-03-09', '2026-03-10', '2026-03-12']],
    ['a Saturday', '2026-03-07T09:00:00.000Z', ['2026-03-09', '2026-03-10', '2026-03-12']],
    ['a Sunday night', '2026-03-08T23:59:59.999Z', ['2026-03-09', '2026-03-10', '2026-03-12']],
    ['the end of a year', '2026-12-31T15:00:00.000Z', ['2027-01-01', '2027-01-04', '2027-01-06']],
    ['the end of a February', '2028-02-28T15:00:00.000Z', ['2028-02-29', '2028-03-01', '2028-03-03']],
  ])('leave out weekends: %s', (_, moment, expected) => expect(dates(moment)).toEqual(expected));
  it('can be the day of the order', () =>
    expect(dates('2026-03-02T09:00:00.000Z', { daysMin: 0, daysMax: 0 })).toEqual(Array(3).fill('2026-03-02')));
  it('can be weeks away', () => expect(dates('2026-03-02T09:00:00.000Z', { daysMax: 10 })[2]).toBe('2026-03-16'));
  it('take the moment as UTC, wherever it was written', () =>
    expect(dates('2026-03-02T15:30:00.000+02:00')).toEqual(dates('2026-03-02T13:30:00.000Z')));
});
