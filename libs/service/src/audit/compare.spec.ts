import { columnsThatDiffer, differences, missingEvent } from './compare';

const row = (key: string, sellable: number) => ({ key, values: { sellable, level: 'ok' } });
const step = (eventId: string, sellable: number) => ({
  eventId,
  type: 'AvailabilityChanged',
  at: '2026-03-01T10:00:00.000Z',
  values: { sellable, level: 'ok' },
});

describe('comparing a mirror with its fact', () => {
  it('finds nothing where they agree', () => expect(differences([row('A', 1)], [row('A', 1)])).toEqual([]));
  it('finds what differs, what is missing and what is too much', () => {
    expect(differences([row('A', 1), row('B', 2)], [row('A', 7), row('C', 3)])).toEqual([
      { key: 'A', expected: row('A', 1).values, found: row('A', 7).values },
      { key: 'B', expected: row('B', 2).values, found: null },
      { key: 'C', expected: null, found: row('C', 3).values },
    ]);
  });
  it('takes a key without a row as the fact says', () => {
    const absent = { sellable: 0, level: 'ok' };
    expect(differences([], [row('A', 0)], absent)).toEqual([]);
    expect(differences([], [row('A', 2)], absent)).toEqual([{ key: 'A', expected: absent, found: row('A', 2).values }]);
    expect(differences([row('A', 0)], [], absent)).toEqual([]);
    expect(differences([row('A', 1)], [], absent)).toEqual([{ key: 'A', expected: row('A', 1).values, found: null }]);
  });
  it('heeds no order of members', () =>
    expect(
      columnsThatDiffer({ reward: { kind: 'percent', value: 5 } }, { reward: { value: 5, kind: 'percent' } }),
    ).toEqual([]));
  it('compares the columns of the mirror alone', () => {
    expect(columnsThatDiffer({ sellable: 1, level: 'ok' }, { sellable: 1 })).toEqual([]);
    expect(columnsThatDiffer({ sellable: 1, level: 'ok' }, { sellable: 2, level: 'low' })).toEqual([
      'sellable',
      'level',
    ]);
    expect(columnsThatDiffer(null, { sellable: 2 })).toEqual(['row']);
  });
});

describe('the missing event', () => {
  const steps = [step('e1', 5), step('e2', 3), step('e3', 8)];
  it('follows the step at which the fact was like the row', () => {
    expect(missingEvent(steps, { sellable: 3, level: 'ok' })?.eventId).toBe('e3');
    expect(missingEvent(steps, { sellable: 5, level: 'ok' })?.eventId).toBe('e2');
  });
  it('is the first one after which a row is due, where there is none', () => {
    expect(missingEvent(steps, null)?.eventId).toBe('e1');
    expect(missingEvent(steps, null, step('', 5).values)?.eventId).toBe('e2');
  });
  it('is none where the fact was never like the row', () =>
    expect(missingEvent(steps, { sellable: 77, level: 'ok' })).toBeUndefined());
});
