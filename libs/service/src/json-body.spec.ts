import fc from 'fast-check';
import { parseJsonBody } from './json-body';
import type { Problem } from './problem';

const parse = (text: string) => parseJsonBody(Buffer.from(text));
const refusal = (text: string) => {
  try {
    parse(text);
  } catch (error) {
    return error as Problem;
  }
  throw new Error('It was taken.');
};

const BYTES: readonly (readonly [string, readonly number[]])[] = [
  ['half a character', [0x22, 0xc3, 0x22]],
  ['Latin 1', [0x22, 0x6d, 0xfc, 0x22]],
  ['half a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
];

describe('a body', () => {
  it('is read as JSON reads it', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(parse(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    ));

  it.each([
    ['brackets and commas within texts', JSON.stringify({ a: '[[,,{{"\\"', b: ['\\', '",['] })],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['many lines of an order', JSON.stringify({ lines: Array(1_500).fill({ sku: 'A', quantity: 1 }) })],
  ])('may hold %s', (_what, text) => expect(parse(text)).toEqual(JSON.parse(text.replace('\ufeff', ''))));

  it.each(BYTES)('is refused where it holds %s, which is no UTF-8', (_what, bytes) =>
    expect(() => parseJsonBody(Buffer.from(bytes))).toThrow('UTF-8'),
  );

  it.each([
    ['no JSON', '{"a": '],
    ['a text that does not end', '{"a": "b'],
    ['lists within lists, 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['an object of 60,000 members', `{${Array.from({ length: 60_000 }, (_, n) => `"f${n}":0`).join(',')}}`],
    ['half a million numbers', `[${Array(500_000).fill('0').join(',')}]`],
  ])('is refused where it is %s', (_what, text) =>
    expect(refusal(text)).toMatchObject({ status: 400, code: 'request-invalid' }),
  );
});
