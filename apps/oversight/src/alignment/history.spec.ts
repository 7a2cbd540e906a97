import fc from 'fast-check';
import {
  inOrderOfTime,
  joined,
  marksWithin,
  reservedChanges,
  summed,
  thinned,
  type HistoryPoint,
  type Mark,
} from './history';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();
const point = (minute: number, sellable: number): HistoryPoint => ({
  at: at(minute),
  sellable,
  onHand: 0,
  reserved: 0,
});

it('adds changes up from what there was before', () =>
  expect(
    summed(5, [
      { at: at(1), delta: 3 },
      { at: at(2), delta: -8 },
    ]).map(({ value }) => value),
  ).toEqual([8, 0]));

it('keeps the order of a stream, also where a reaction has the moment of an earlier cause', () =>
  expect(
    inOrderOfTime([
      { at: at(2), value: 1 },
      { at: at(1), value: 2 },
      { at: at(3), value: 3 },
    ]),
  ).toEqual([
    { at: at(2), value: 1 },
    { at: at(2), value: 2 },
    { at: at(3), value: 3 },
  ]));

it('counts for each order what it waits for, and never fewer than none', () => {
  const changes = [
    { at: at(1), delta: 3 },
    { at: at(2), delta: -3 },
    // The parcel left although its units had been cancelled.
    { at: at(3), delta: -3 },
  ];
  expect(reservedChanges([{ changes }, { changes: [{ at: at(2), delta: 1 }] }])).toEqual([
    { at: at(1), delta: 3 },
    { at: at(2), delta: -3 },
    { at: at(2), delta: 1 },
  ]);
});

it('has a point wherever one of the series changes', () =>
  expect(
    joined(
      { sellable: 5, onHand: 5, reserved: 0 },
      {
        sellable: [{ at: at(1), value: 3 }],
        onHand: [{ at: at(2), value: 3 }],
        reserved: [
          { at: at(1), value: 2 },
          { at: at(2), value: 0 },
        ],
      },
    ),
  ).toEqual([
    { at: at(1), sellable: 3, onHand: 5, reserved: 2 },
    { at: at(2), sellable: 3, onHand: 3, reserved: 0 },
  ]));

describe('many points', () => {
  it('are thinned to the bound, with the first, the last, the peak and the gap', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 3_000 }), (values) => {
        const points = values.map((value, n) => point(n, value));
        const kept = thinned(points, 500);
        const units = kept.map(({ sellable }) => sellable);
        expect(kept.length).toBeLessThanOrEqual(500);
        expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
        expect([Math.min(...units), Math.max(...units)]).toEqual([Math.min(...values), Math.max(...values)]);
        expect(kept).toEqual(points.filter((each) => kept.includes(each)));
      }),
      { numRuns: 50 },
    ));
  it('stay as they are where they are few', () => expect(thinned([point(1, 1)], 500)).toEqual([point(1, 1)]));
});

it('leaves marks of orders out where there are too many, and no others', () => {
  const mark = (minute: number, kind: string): Mark => ({ at: at(minute), kind, words: '', eventId: null });
  const marks = [
    mark(0, 'receipt'),
    ...Array.from({ length: 900 }, (_, n) => mark(n + 1, 'order')),
    mark(950, 'pause'),
  ];
  const kept = marksWithin(marks, 500);
  expect(kept.length).toBeLessThanOrEqual(500);
  expect(kept.length).toBeGreaterThan(400);
  expect([kept[0]!.kind, kept.at(-1)!.kind]).toEqual(['receipt', 'pause']);
});
