// kafkajs makes the headers of a message by copying all that it has for each further one: with seventeen of them, as
// CloudEvents have, that is most of the work of reading a message. Here they are put into one object, one after the other.
const Decoder = require('kafkajs/src/protocol/decoder');
const readHeader = require('kafkajs/src/protocol/recordBatch/header/v0/decoder');

type Value = Buffer | null;
type Headers = Record<string, Value | Value[]>;
type Header = { readonly key: string; readonly value: Value };
type Read = (reader: unknown) => Header[];

const readVarIntArray: Read = Decoder.prototype.readVarIntArray;
if (typeof readVarIntArray !== 'function' || typeof readHeader !== 'function')
  throw new Error('kafkajs has changed: it reads headers otherwise. Look whether it still copies them for each one.');

Decoder.prototype.readVarIntArray = function (reader: unknown): Header[] {
  const list = readVarIntArray.call(this, reader);
  // What kafkajs does with this list, and with this one alone, is to reduce it to an object.
  if (reader === readHeader) Object.defineProperty(list, 'reduce', { value: () => headersOf(list) });
  return list;
};

function headersOf(list: readonly Header[]): Headers {
  const headers: Headers = {};
  for (const { key, value } of list) {
    const before = headers[key];
    headers[key] =
      before === undefined ? value : Array.isArray(before) ? [...before, value] : ([before, value] as Value[]);
  }
  return headers;
}
