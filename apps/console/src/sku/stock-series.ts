import type { Oversight } from '@concord/client';

/** What the chart marks. */
export const MARK_KINDS = ['receipt', 'order', 'batch', 'pause', 'return'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

type Point = Oversight.History['points'][number];

/** A point of the chart: what there was from a moment on. */
export interface ChartPoint extends Omit<Point, 'at'> {
  readonly time: number;
}

/** A mark, at the height of what could be sold then. */
export interface ChartMark {
  readonly time: number;
  readonly at: string;
  readonly kind: MarkKind;
  readonly words: string;
  readonly sellable: number;
}

const MARGIN = 0.04;

/** The history as a chart draws it: the last values hold until the end, and empty time before the first stock is cut. */
export function seriesOf({ from, to, points, marks }: Oversight.History) {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const known: ChartPoint[] = points.map(({ at, ...values }) => ({ time: Date.parse(at), ...values }));
  const last = known.at(-1);
  const line = last && last.time < end ? [...known, { ...last, time: end }] : known;
  const [first, second] = known;
  const isEmpty = first && first.sellable === 0 && first.onHand === 0 && first.reserved === 0;
  const begins = Math.min(second?.time ?? begin, ...marks.slice(0, 1).map(({ at }) => Date.parse(at)));
  const start = isEmpty && second ? Math.max(begin, begins - (end - begins) * MARGIN) : begin;
  return {
    start,
    end,
    line: line.map((point) => (point.time < start ? { ...point, time: start } : point)),
    marks: marks.flatMap(({ at, kind, words }): ChartMark[] => {
      const time = Date.parse(at);
      const sellable = known.findLast((point) => point.time <= time)?.sellable ?? 0;
      return isMark(kind) ? [{ time, at, kind, words, sellable }] : [];
    }),
  };
}

const MINUTE_MS = 60_000;
const WEEK_MIN = 10_080;
const STEPS_MIN = [1 / 6, 0.5, 1, 2, 5, 15, 30, 60, 180, 360, 720, 1_440, 2_880, 5_760, WEEK_MIN];
const TICKS_MAX = 7;

/** Moments of the axis: full seconds, minutes, hours or days of the zone of the browser, at most so many. */
export function ticksOf(start: number, end: number): readonly number[] {
  const stepMs =
    MINUTE_MS * (STEPS_MIN.find((minutes) => (end - start) / (minutes * MINUTE_MS) <= TICKS_MAX) ?? WEEK_MIN);
  const offsetMs = new Date(start).getTimezoneOffset() * MINUTE_MS;
  const first = Math.ceil((start - offsetMs) / stepMs) * stepMs + offsetMs;
  return Array.from({ length: Math.max(0, Math.floor((end - first) / stepMs) + 1) }, (_, n) => first + n * stepMs);
}

const isMark = (kind: string): kind is MarkKind => (MARK_KINDS as readonly string[]).includes(kind);
