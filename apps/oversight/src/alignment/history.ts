/** The stock of a SKU from a moment on. */
export interface HistoryPoint {
  readonly at: string;
  readonly sellable: number;
  readonly onHand: number;
  readonly reserved: number;
}

const SERIES = ['sellable', 'onHand', 'reserved'] as const;
type Series = (typeof SERIES)[number];

/** A value that holds from a moment on. */
export interface Value {
  readonly at: string;
  readonly value: number;
}

/**
 * The values of a stream, each from the moment on at which all before it held. A reaction has the moment of its cause, which
 * may lie before that of the value before.
 */
export function inOrderOfTime(values: readonly Value[]): Value[] {
  let last = '';
  return values.map(({ at, value }) => ({ at: (last = at > last ? at : last), value }));
}

/** Changes added up, from what there was before. */
export function summed(before: number, changes: readonly { readonly at: string; readonly delta: number }[]): Value[] {
  let value = before;
  return changes.map(({ at, delta }) => ({ at, value: (value += delta) }));
}

/**
 * The changes of the units that orders wait for. An order never waits for fewer than none: a parcel may leave with units
 * that were no longer reserved.
 */
export function reservedChanges(orders: readonly { readonly changes: readonly { at: string; delta: number }[] }[]) {
  const found = orders.flatMap(({ changes }) => {
    let sum = 0;
    return changes.map(({ at, delta }) => {
      const before = Math.max(0, sum);
      sum += delta;
      return { at: new Date(at).toISOString(), delta: Math.max(0, sum) - before };
    });
  });
  return found.filter(({ delta }) => delta !== 0).toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

/** Several series as one, with a point wherever one of them changes. Each is in the order of time. */
export function joined(from: Omit<HistoryPoint, 'at'>, series: Readonly<Record<Series, readonly Value[]>>) {
  const changes = SERIES.flatMap((name) => series[name].map(({ at, value }, n) => ({ at, name, value, n })));
  changes.sort((one, other) => (one.at === other.at ? one.n - other.n : one.at < other.at ? -1 : 1));
  const points: HistoryPoint[] = [];
  let now = from;
  for (const { at, name, value } of changes) {
    now = { ...now, [name]: value };
    if (points.at(-1)?.at === at) points.pop();
    points.push({ at, ...now });
  }
  return points;
}

/**
 * At most `pointsMax` points: first and last, and of each stretch of the rest those at which a series is lowest or highest.
 * So no peak and no gap is lost.
 */
export function thinned(points: readonly HistoryPoint[], pointsMax: number): readonly HistoryPoint[] {
  if (points.length <= pointsMax) return points;
  const inner = points.slice(1, -1);
  const stretches = Math.max(1, Math.floor((pointsMax - 2) / (2 * SERIES.length)));
  const kept = new Set<HistoryPoint>([points[0]!]);
  for (let n = 0; n < stretches; n++) {
    const stretch = inner.slice(
      Math.floor((n * inner.length) / stretches),
      Math.floor(((n + 1) * inner.length) / stretches),
    );
    const extremes = new Set(SERIES.flatMap((name) => [lowest(stretch, name, 1), lowest(stretch, name, -1)]));
    for (const point of stretch) if (extremes.has(point)) kept.add(point);
  }
  return [...kept.add(points.at(-1)!)];
}

const lowest = (points: readonly HistoryPoint[], name: Series, sign: 1 | -1) =>
  points.reduce<HistoryPoint | undefined>(
    (best, point) => (best && sign * best[name] <= sign * point[name] ? best : point),
    undefined,
  );

/** Something that a chart marks. */
export interface Mark {
  readonly at: string;
  readonly kind: string;
  readonly words: string;
  readonly eventId: string | null;
}

/** What kind of mark an event is. */
export const MARKS: Readonly<Record<string, string>> = {
  StockReceived: 'receipt',
  StockReserved: 'order',
  PromotionPaused: 'pause',
  CampaignPaused: 'pause',
  ReturnLineGraded: 'return',
};

/** All marks but those of orders, of which only as many are kept, evenly, as there is room for. */
export function marksWithin(marks: readonly Mark[], marksMax: number): readonly Mark[] {
  const others = marks.filter(({ kind }) => kind !== 'order').slice(-marksMax);
  const orders = marks.filter(({ kind }) => kind === 'order');
  const room = marksMax - others.length;
  const step = orders.length / Math.max(1, room);
  const kept =
    orders.length <= room ? orders : orders.filter((_, n) => Math.floor(n / step) !== Math.floor((n - 1) / step));
  return [...others, ...(room > 0 ? kept : [])].toSorted((one, other) => (one.at < other.at ? -1 : 1));
}
