import { seriesOf, ticksOf } from './stock-series';

const at = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const point = (minute: number, sellable: number) => ({ at: at(minute), sellable, onHand: sellable, reserved: 0 });
const [from, to] = [at(0), at(50)];

describe('the stock of a SKU as a chart draws it', () => {
  it('holds its last values until the end', () => {
    const { line } = seriesOf({ from, to, points: [point(0, 5), point(20, 8)], marks: [] });
    expect(line.map(({ time, sellable }) => [new Date(time).toISOString(), sellable])).toEqual([
      [at(0), 5],
      [at(20), 8],
      [at(50), 8],
    ]);
  });
  it('begins shortly before the first stock where there was none', () => {
    const { start } = seriesOf({ from, to, points: [point(0, 0), point(25, 8)], marks: [] });
    expect(new Date(start).toISOString()).toBe(at(24));
    expect(seriesOf({ from, to, points: [point(0, 3), point(25, 8)], marks: [] }).start).toBe(Date.parse(from));
  });
  it('marks what happened at the height of what could be sold then', () => {
    const mark = { at: at(30), kind: 'receipt', words: '3 units received.', eventId: null };
    const strange = { ...mark, kind: 'eclipse' };
    const { marks } = seriesOf({ from, to, points: [point(0, 5), point(30, 8)], marks: [mark, strange] });
    expect(marks).toMatchObject([{ kind: 'receipt', sellable: 8 }]);
  });
  it('has few ticks, at even distances', () => {
    const ticks = ticksOf(Date.parse(from), Date.parse(to));
    expect(ticks.map((time) => new Date(time).getMinutes())).toEqual([0, 15, 30, 45]);
    expect(ticksOf(0, 30 * 86_400_000).length).toBeLessThanOrEqual(8);
  });
});
