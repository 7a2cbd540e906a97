import { chosen, measure, NAMES } from '../src/bench/measure';
import { table } from '../src/bench/figure';

/** How fast it is, a machine that does other things meanwhile cannot say: only what a figure says of itself. */
describe('the benchmark', () => {
  it('takes the name of one, or the beginning of several', () => {
    expect([...chosen(['relay'])]).toEqual(['relay']);
    expect([...chosen(['append.single'])]).toEqual(['append.single.1', 'append.single.8', 'append.single.32']);
    expect(chosen([]).size).toBe(NAMES.length);
    expect(() => chosen(['speed'])).toThrow('speed');
  });

  it('sets each figure beside what the machine does without us', async () => {
    const figures = await measure(chosen(['append.single.8', 'load', 'relay']), 0.02, () => undefined);
    expect(figures.map(({ name }) => name)).toEqual(['append.single.8', 'load.fold100', 'relay']);
    for (const { value, limit, ratio, unit, limitIs } of figures) {
      expect(value).toBeGreaterThan(0);
      expect(limit).toBeGreaterThan(0);
      expect(ratio! / (value / limit!)).toBeCloseTo(1, 1);
      expect([typeof unit, typeof limitIs]).toEqual(['string', 'string']);
    }
    expect(table(figures).split('\n')).toHaveLength(figures.length + 1);
  }, 60_000);
});
