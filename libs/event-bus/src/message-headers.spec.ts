import fc from 'fast-check';
import './message-headers';

const Decoder = require('kafkajs/src/protocol/decoder');
const Encoder = require('kafkajs/src/protocol/encoder');
const writeHeader = require('kafkajs/src/protocol/recordBatch/header/v0');
const readHeader = require('kafkajs/src/protocol/recordBatch/header/v0/decoder');

interface Header {
  readonly key: string;
  readonly value: string | null;
}

const written = (headers: readonly Header[]): Buffer =>
  new Encoder().writeVarIntArray(headers.map(writeHeader), 'object').buffer;
const read = (bytes: Buffer) => new Decoder(bytes).readVarIntArray(readHeader).reduce();

/** Names that differ in one letter, at the same places and at others. */
const key = fc.constantFrom('ce_id', 'ce_ie', 'ce_type', 'traceparent', 'ä', 'a', '', 'x'.repeat(100));
const value = fc.option(fc.string({ unit: 'grapheme' }));
const headers = fc.uniqueArray(fc.record({ key, value }), { selector: (header) => header.key });

describe('headers of messages', () => {
  it('are read as they were written, whatever the message before had', () =>
    fc.assert(
      fc.property(fc.array(headers, { minLength: 1, maxLength: 6 }), (messages) => {
        for (const list of messages)
          expect(read(written(list))).toEqual(Object.fromEntries(list.map((each) => [each.key, each.value])));
      }),
      { numRuns: 300 },
    ));

  it('that are repeated are a list', () => {
    const twice = ['one', 'two', 'three'].map((text) => ({ key: 'name', value: text }));
    expect(read(written(twice))).toEqual({ name: ['one', 'two', 'three'] });
  });

  it('are read in any number', () => {
    const many = Array.from({ length: 200 }, (_, n) => ({ key: `name-${n}`, value: String(n) }));
    for (const list of [many, many.toReversed()])
      expect(read(written(list))).toEqual(Object.fromEntries(list.map((each) => [each.key, each.value])));
  });
});
