import 'reflect-metadata';
import fc from 'fast-check';
import {
  Currency,
  Flag,
  Fraction,
  Id,
  ListOf,
  Moment,
  momentOf,
  One,
  OneOf,
  RowsOf,
  Text,
  TextList,
  TextMap,
  Whole,
} from './field';
import { readBody, readPathPart, readQuery, PROBLEMS_MAX, type Row } from './input';
import type { Problem } from './problem';

class Address {
  @Text({ maxLength: 60 })
  country!: string;

  @Text({ maxLength: 20, optional: true })
  postcode?: string;
}
class Line {
  @Text({ maxLength: 10, pattern: /^[A-Z]+$/, says: 'capital letters' })
  sku!: string;

  @Whole({ minimum: 1, maximum: 9 })
  quantity!: number;
}
class Basket {
  @One(Address)
  to!: Address;

  @ListOf(Line, { minItems: 1, maxItems: 500 })
  lines!: Line[];

  @TextList({ maxItems: 2, maxLength: 5, optional: true })
  codes?: string[];

  @OneOf(['a', 'b'], { optional: true })
  kind?: string;

  @TextList({ maxItems: 3, maxLength: 5, optional: true, values: ['mail', 'print'] })
  ways?: string[];

  @Moment({ optional: true })
  at?: string;

  @Flag({ optional: true })
  gift: boolean = true;

  @Fraction({ minimum: 0, maximum: 1, optional: true })
  share?: number;

  @Id({ optional: true })
  id?: string;

  @Currency({ optional: true })
  currency?: string;

  @TextMap({ maxItems: 2, maxLength: 12, optional: true })
  options?: Record<string, string>;
}
class File {
  @RowsOf(Line, { minItems: 1, maxItems: 10 })
  rows!: Row<Line>[];
}

const right = { to: { country: 'GB' }, lines: [{ sku: 'A', quantity: 1 }] };
const problemsOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    return (error as Problem).facts.errors!;
  }
  return [];
};
const paths = (body: unknown) => problemsOf(() => readBody(Basket, body)).map(({ path }) => path);

describe('a body', () => {
  it('comes as its class, with the defaults of what is left out', () => {
    const basket = readBody(Basket, right);
    expect(basket).toEqual({ ...right, gift: true });
    expect(basket).toBeInstanceOf(Basket);
    expect(basket.lines[0]).toBeInstanceOf(Line);
  });

  it('names a currency of ISO 4217, or the one for tests', () =>
    expect(['GBP', 'KWD', 'XTS'].flatMap((currency) => paths({ ...right, currency }))).toEqual([]));

  it('takes null as left out', () => {
    expect(readBody(Basket, { ...right, kind: null, gift: null, codes: null })).toEqual({ ...right, gift: true });
    expect(paths({ ...right, to: null })).toEqual(['to']);
  });

  it.each([
    ['nothing', undefined, ['']],
    ['a list', [right], ['']],
    ['a text', 'x', ['']],
    ['a list for an object', { ...right, to: [] }, ['to']],
    ['an object for a list', { ...right, lines: {} }, ['lines']],
    ['a list as an item', { ...right, lines: [[]] }, ['lines.0']],
    ['too few items', { ...right, lines: [] }, ['lines']],
    ['a text for a number', { ...right, lines: [{ sku: 'A', quantity: '1' }] }, ['lines.0.quantity']],
    ['yes for a number', { ...right, lines: [{ sku: 'A', quantity: true }] }, ['lines.0.quantity']],
    ['an empty text for a number', { ...right, share: '' }, ['share']],
    ['a number out of bounds', { ...right, lines: [{ sku: 'A', quantity: 10 }] }, ['lines.0.quantity']],
    ['a fraction for a whole number', { ...right, lines: [{ sku: 'A', quantity: 1.5 }] }, ['lines.0.quantity']],
    ['no number', { ...right, share: Number.NaN }, ['share']],
    ['a blank text', { ...right, to: { country: ' \t' } }, ['to.country']],
    ['a text of invisible characters', { ...right, to: { country: '\u200b\u00a0\u2028' } }, ['to.country']],
    ['a text that is too long', { ...right, to: { country: 'x'.repeat(61) } }, ['to.country']],
    ['U+0000', { ...right, to: { country: 'a\u0000' } }, ['to.country']],
    ['half a surrogate pair', { ...right, to: { country: 'a\ud83d' } }, ['to.country']],
    ['a text that does not fit the pattern', { ...right, lines: [{ sku: 'a', quantity: 1 }] }, ['lines.0.sku']],
    ['none of the values', { ...right, kind: 'constructor' }, ['kind']],
    ['no currency of the world', { ...right, currency: 'QQQ' }, ['currency']],
    ['a currency in small letters', { ...right, currency: 'gbp' }, ['currency']],
    ['a list for a currency', { ...right, currency: ['GBP'] }, ['currency']],
    ['a text for yes', { ...right, gift: 'true' }, ['gift']],
    ['a choice that is named twice', { ...right, ways: ['mail', 'mail'] }, ['ways']],
    ['no UUID', { ...right, id: 'x' }, ['id']],
    ['an unknown member', { ...right, more: 1 }, ['more']],
    ['an unknown member deep inside', { ...right, to: { country: 'GB', more: 1 } }, ['to.more']],
    ['a member named as one of every object', { ...right, toString: 1, constructor: 1 }, ['toString', 'constructor']],
    ['options that are no texts', { ...right, options: { size: 42 } }, ['options.size']],
    [
      'an option of a bad name',
      JSON.parse('{"to":{"country":"GB"},"lines":[{"sku":"A","quantity":1}],"options":{"__proto__":"x"}}'),
      ['options.__proto__'],
    ],
  ])('that brings %s is told where', (_what, body, expected) => expect(paths(body)).toEqual(expected));

  it('keeps options with the names of members that every object has', () =>
    expect(Object.entries(readBody(Basket, { ...right, options: { toString: 'x' } }).options!)).toEqual([
      ['toString', 'x'],
    ]));

  it('counts characters, not halves of them', () => {
    expect(paths({ ...right, to: { country: '😀'.repeat(60) } })).toEqual([]);
    expect(paths({ ...right, to: { country: '😀'.repeat(61) } })).toEqual(['to.country']);
  });

  it('is told the first hundred problems, and the length of a list before its items', () => {
    const bad = Array.from({ length: 500 }, () => ({ sku: 1, quantity: 'x' }));
    expect(paths({ ...right, lines: bad })).toHaveLength(PROBLEMS_MAX);
    expect(paths({ ...right, lines: [...bad, {}] })).toEqual(['lines']);
    expect(paths(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`f${n}`, 0])))).toHaveLength(PROBLEMS_MAX);
  });
});

describe('a list whose rows stand alone', () => {
  it('tells each row, with what is wrong with it', () => {
    const { rows } = readBody(File, { rows: [{ sku: 'A', quantity: 1 }, { sku: 1 }, [], null] });
    expect(rows.map(({ row, problems = [] }) => [row, ...problems.map(({ path }) => path)])).toEqual([
      [0],
      [1, 'rows.1.sku', 'rows.1.quantity'],
      [2, 'rows.2'],
      [3, 'rows.3'],
    ]);
    expect(rows[0]!.value).toEqual({ sku: 'A', quantity: 1 });
  });
});

describe('an address', () => {
  class Query {
    @Whole({ minimum: 1, maximum: 200, optional: true })
    limit: number = 50;

    @Flag({ optional: true })
    open?: boolean;

    @TextList({ maxItems: 3, maxLength: 5, optional: true })
    sku?: string[];
  }
  it('has texts for numbers, for yes and no and for lists of one', () =>
    expect(readQuery(Query, { limit: '7', open: 'false', sku: 'A' })).toEqual({ limit: 7, open: false, sku: ['A'] }));
  it.each([
    [{ limit: '' }],
    [{ limit: '1e2' }],
    [{ limit: ['1', '2'] }],
    [{ limit: '0x10' }],
    [{ open: 'yes' }],
    [{ other: 'x' }],
  ])('is refused with %j', (query) => expect(problemsOf(() => readQuery(Query, query))).toHaveLength(1));
  it('has parts that a database can hold', () => {
    expect(readPathPart('id', 'A B')).toBe('A B');
    for (const part of ['a\u0000', 'a\ud800', 'x'.repeat(201)])
      expect(problemsOf(() => readPathPart('id', part)).map(({ path }) => path)).toEqual(['id']);
  });
  it('has ids and SKUs that fit into events', () => {
    expect(readPathPart('orderId', 'x'.repeat(100))).toHaveLength(100);
    expect(problemsOf(() => readPathPart('orderId', 'x'.repeat(101)))).toHaveLength(1);
    expect(problemsOf(() => readPathPart('sku', 'x'.repeat(65)))).toHaveLength(1);
  });
});

describe('a moment', () => {
  it('is told in UTC, whatever its zone', () => {
    expect(momentOf('2026-03-01T10:30:00+01:00')).toBe('2026-03-01T09:30:00.000Z');
    expect(momentOf('2026-03-01t09:30:00.1239z')).toBe('2026-03-01T09:30:00.123Z');
  });
  it('is the one that was written', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          expect(momentOf(date.toISOString())).toBe(date.toISOString());
        },
      ),
    ));
  it.each([
    '2026-03-01',
    '2026-03-01T09:30:00',
    '2026-03-01 09:30:00Z',
    '2025-W13-1',
    '20250101T100000Z',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T09:60:00Z',
    '2026-01-01T09:30Z',
    '2026-01-01T09:30:00+1',
    '2026-01-01T09:30:00+25:00',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '',
  ])('is not %j', (text) => expect(momentOf(text)).toBeUndefined());
});
