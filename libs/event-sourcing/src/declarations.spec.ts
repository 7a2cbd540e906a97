import { Type } from 'typebox';
import type { Command, Decider } from './decider';
import { Model } from './engine/model';
import { event, publishedBy } from './event';
import { recorded } from './given';
import { each, keyText, projection } from './projection';
import { policy, process, type EventNamed } from './reaction';

const Sold = publishedBy('shop')('Sold', 1, { sku: Type.String() });
const Counted = event('Counted', 1, { sku: Type.String() });
const events = { Sold, Counted };
class Row {
  sku!: string;
  sold = 0;
}

describe('a projection', () => {
  const sales = projection('shop.sales', events, Row, ({ data }) => ({ sku: data.sku }), {
    Sold: (row) => ({ ...row, sold: row.sold + 1 }),
    Counted: each<Row, EventNamed<typeof events, 'Counted'>>(
      () => [{ sku: 'x' }, { sku: 'y' }],
      () => null,
    ),
  });

  it('subscribes to the events that it has handlers for', () =>
    expect(Object.keys(sales.events)).toEqual(['Sold', 'Counted']));
  it('finds the rows of an event by its key, or by those that the handler names', () => {
    expect(sales.keys(recorded(Sold.of({ sku: 'a' })))).toEqual([{ sku: 'a' }]);
    expect(sales.keys(recorded(Counted.of({ sku: 'a' })))).toEqual([{ sku: 'x' }, { sku: 'y' }]);
  });
  it('leaves other events alone', () => {
    const other = recorded(event('Other', 1, {}).of({}));
    expect(sales.keys(other)).toEqual([]);
    expect(sales.apply(new Row(), other, { sku: 'a' })).toBeUndefined();
  });
  it('is of version 1 unless it names another', () => expect(sales.version).toBe(1));
  it('is not declared with a handler for an event that it is not given', () =>
    expect(() => projection('shop.other', { Sold }, Row, () => ({ sku: 'a' }), { Lost: () => null } as never)).toThrow(
      'Lost',
    ));
});

describe('the key of a row as text', () => {
  it('is the value where there is one column', () => expect(keyText({ sku: 'a/b' })).toBe('a/b'));
  it('does not depend on the order of the columns, and keeps values apart', () => {
    expect(keyText({ b: 1, a: 'x' })).toBe(keyText({ a: 'x', b: 1 }));
    expect(keyText({ a: 'x","y', b: 'z' })).not.toBe(keyText({ a: 'x', b: 'y","z' }));
  });
});

describe('a policy', () => {
  const recount = policy('shop.recount', events, { Sold: ({ data }) => [{ type: 'Count', data }] });
  it('answers its events with commands, and other events with none', () => {
    expect(recount.react(recorded(Sold.of({ sku: 'a' })))).toEqual([{ type: 'Count', data: { sku: 'a' } }]);
    expect(recount.react(recorded(Counted.of({ sku: 'a' })))).toEqual([]);
  });
});

describe('a process', () => {
  const wait = process('shop.wait', {
    kind: 'wait',
    events: { Counted },
    initial: {},
    evolve: (state) => state,
    hears: { Sold },
    idFor: ({ data }) => data.sku,
    on: { Sold: () => ({ timers: [{ name: 'late', inMs: 1 }] }) },
  });
  it('ignores unknown timers', () => expect(wait.timeout('early', {}, 'a', '')).toEqual({}));
});

describe('a model', () => {
  const decider = (kind: string): Decider => ({
    kind,
    events: { Counted },
    initial: {},
    commands: ['Count'],
    id: ({ data }: Command<'Count', { sku: string }>) => data.sku,
    decide: () => [],
    evolve: (state) => state,
  });
  it('refuses two deciders of one command, two aggregates of one kind, and two declarations of one event', () => {
    expect(() => new Model({ name: 'shop', deciders: [decider('a'), decider('b')] })).toThrow('Count');
    const twice = policy('shop.p', { Sold: publishedBy('shop')('Sold', 1, {}) }, { Sold: () => [] });
    const sold = policy('shop.q', { Sold }, { Sold: () => [] });
    expect(() => new Model({ name: 'shop', policies: [twice, sold] })).toThrow('declared twice');
  });
  it('reads the topics of the services that it subscribes to, not its own', () => {
    const hears = policy('desk.p', { Sold }, { Sold: () => [] });
    expect(new Model({ name: 'desk', policies: [hears] }).sources).toEqual(['shop']);
    expect(new Model({ name: 'shop', policies: [hears] }).sources).toEqual([]);
  });
});
