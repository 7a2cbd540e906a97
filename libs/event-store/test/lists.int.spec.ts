import { testDatabase } from '@concord/testing';
import fc from 'fast-check';
import { Client } from 'pg';
import { binaryList, type ListType } from '../src/lists';

const database = testDatabase('lists');

describe('lists in binary form', () => {
  let client: Client;

  beforeAll(async () => {
    client = new Client(database.url);
    await client.connect();
  });
  afterAll(() => client.end());

  /** The list as Postgres reads it, as JSON text. */
  const read = async (type: ListType, values: readonly unknown[]) => {
    const { rows } = await client.query<{ list: string }>(`select to_json($1::${type}[])::text as list`, [
      binaryList(type, values),
    ]);
    return JSON.parse(rows[0]!.list) as unknown[];
  };
  const orNull = <T>(values: fc.Arbitrary<T>) => fc.array(fc.option(values), { maxLength: 30 });
  const whole = (bits: number) => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
  // Postgres stores no NUL in a text, and half a surrogate pair is no character.
  const letters = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));

  it.each<[ListType, fc.Arbitrary<unknown>]>([
    ['text', letters],
    ['text', fc.constantFrom('', 'NULL', '{}', '"', '\\', '{"a":"b\\"c"}', 'Zoë', '東京', '🏮'.repeat(20_000))],
    ['boolean', fc.boolean()],
    ['smallint', whole(16)],
    ['integer', whole(32)],
    ['bigint', fc.maxSafeInteger()],
    ['double precision', fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)],
    ['uuid', fc.uuid()],
  ])('hold values of the type %s', (type, values) =>
    fc.assert(
      fc.asyncProperty(orNull(values), async (list) => expect(await read(type, list)).toEqual(list)),
      { numRuns: 100 },
    ),
  );

  it.each<ListType>(['json', 'jsonb'])('hold documents as %s', (type) =>
    fc.assert(
      fc.asyncProperty(orNull(fc.dictionary(letters, fc.array(fc.oneof(letters, fc.integer())))), async (list) => {
        const texts = list.map((value) => value && JSON.stringify(value));
        expect(await read(type, texts)).toEqual(list);
      }),
      { numRuns: 100 },
    ),
  );

  it('hold moments, from the year 1 to the year 9999', async () => {
    const moments = ['0001-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z', '2026-11-26T18:00:00.123Z'];
    const last = '9999-12-31T23:59:59.999Z';
    const seen = await read('timestamp with time zone', [...moments, null, last, '2026-11-26T18:00:00+02:00']);
    const utc = seen.map((text) => text && new Date(text as string).toISOString());
    expect(utc).toEqual([...moments, null, last, '2026-11-26T16:00:00.000Z']);
  });

  it.each<[ListType, unknown, string]>([
    ['text', 7, 'A text was expected, not number.'],
    ['bigint', 0.5, '0.5 is no whole number.'],
    ['integer', 2 ** 31, 'out of range'],
    ['smallint', 40_000, 'out of range'],
    ['uuid', 'not one', 'not one is no UUID.'],
    ['timestamp with time zone', 'yesterday', 'yesterday is no moment.'],
  ])('refuse a value that is not a %s', (type, value, message) => {
    expect(() => binaryList(type, [value])).toThrow(message);
  });
});
