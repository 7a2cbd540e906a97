import { lagsOf, waiting, type Said } from './lag';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, second)).toISOString();
const ms = (second: number) => Date.parse(at(second));
const inventory = (position: string, second: number): Said => ({
  service: 'inventory',
  heads: [{ lane: 2, position, recordedAt: at(second) }],
  sources: [],
  applied: [],
});
const marketing = (...marks: string[]): Said => ({
  service: 'marketing',
  heads: [],
  sources: ['inventory'],
  applied: marks.map((mark) => ({ source: 'inventory', lane: 2, mark })),
});
const none = new Map();

describe('a service', () => {
  it('that has applied the last event is not behind', () =>
    expect(waiting([inventory('1.9.1', 1), marketing('1.9.1')], none).size).toBe(0));

  it('is behind by the age of the event that it lacks', () => {
    const pending = waiting([inventory('1.10.1', 1), marketing('1.9.1')], none);
    expect(lagsOf(pending, ms(15))).toEqual([{ service: 'marketing', source: 'inventory', lagMs: 14_000 }]);
  });

  it('is not called behind while an event is on its usual way', () => {
    const pending = waiting([inventory('1.10.1', 1), marketing('1.9.1')], none);
    expect(lagsOf(pending, ms(3))).toEqual([]);
  });

  it('that has applied nothing of a source lacks its events too', () =>
    expect(waiting([inventory('1.9.1', 1), marketing()], none).size).toBe(1));

  it('is behind by the oldest event that it lacks, however many follow', () => {
    const first = waiting([inventory('1.10.1', 1), marketing('1.9.1')], none);
    const second = waiting([inventory('1.12.1', 19), marketing('1.9.1')], first);
    expect(lagsOf(second, ms(20))).toMatchObject([{ lagMs: 19_000 }]);
    // It has moved on: what it lacks now is younger.
    const third = waiting([inventory('1.12.1', 19), marketing('1.10.1')], second);
    expect(lagsOf(third, ms(25))).toMatchObject([{ lagMs: 6_000 }]);
  });

  it('is not behind a source that does not answer', () => expect(waiting([marketing('1.9.1')], none).size).toBe(0));
});
