import { auditTable, driftLines } from './audit-report';

const audit = {
  auditId: 'a1',
  startedAt: '2026-03-01T10:00:00.000Z',
  completedAt: '2026-03-01T10:00:02.500Z',
  keys: 12,
  drifts: 0,
  comparisons: [{ fact: 'inventory.stock', view: 'marketing.stock-facts', keys: 12, drifts: 0, unsettled: 1 }],
};
const drift = {
  fact: 'inventory.stock',
  view: 'marketing.stock-facts',
  key: 'MUG',
  column: 'sellable',
  expected: 4,
  found: 7,
  missingEvent: { eventId: 'e1', type: 'AvailabilityChanged', at: '2026-03-01T09:00:00.000Z' },
};

describe('the report of an audit', () => {
  it('has a line for each view and the result', () =>
    expect(auditTable(audit)).toEqual([
      'view                   repeats          rows  differ  unsettled',
      'marketing.stock-facts  inventory.stock    12       0          1',
      'Everyone agrees: 12 rows compared in 2.5 s.',
    ]));
  it('says how many rows differ', () =>
    expect(auditTable({ ...audit, drifts: 3 }).at(-1)).toBe('3 rows differ: 12 rows compared in 2.5 s.'));
  it('tells a drift in two lines', () => {
    expect(driftLines(drift)).toEqual([
      '✗ marketing.stock-facts, row MUG, sellable: inventory.stock says 4, the view says 7;',
      '    the first event that it does not show is AvailabilityChanged e1 of 2026-03-01T09:00:00.000Z.',
    ]);
    expect(driftLines({ ...drift, missingEvent: null })[1]).toBe(
      '    no missing event explains it: something else changed the row.',
    );
  });
});
