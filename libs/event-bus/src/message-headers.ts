// kafkajs makes a buffer for each header name and each value, and copies all headers so far for each further one. With
// the seventeen headers of CloudEvents that is most of the work of reading a message. Here the headers are read into
// one object, as texts, which is what all of ours are.
const Decoder = require('kafkajs/src/protocol/decoder');
const readHeader = require('kafkajs/src/protocol/recordBatch/header/v0/decoder');

type Value = string | null;
type Headers = Record<string, Value | Value[]>;

interface Position {
  readonly buffer: Buffer;
  offset: number;
}

const readVarIntArray: (this: Position, reader: unknown) => unknown[] = Decoder.prototype.readVarIntArray;
if (typeof readVarIntArray !== 'function' || typeof readHeader !== 'function')
  throw new Error('kafkajs has changed: it reads headers otherwise. Check whether it still copies them for each one.');

Decoder.prototype.readVarIntArray = function (this: Position, reader: unknown): unknown[] {
  if (reader !== readHeader) return readVarIntArray.call(this, reader);
  const headers = headersAt(this);
  // kafkajs reduces this list to an object, and does nothing else with it.
  return Object.defineProperty([], 'reduce', { value: () => headers });
};

function headersAt(position: Position): Headers {
  const headers: Headers = {};
  const count = varIntAt(position);
  for (let n = 0; n < count; n++) {
    const name = nameAt(position, n);
    const value = textAt(position);
    const before = headers[name];
    headers[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return headers;
}

interface Name {
  readonly bytes: Buffer;
  readonly text: string;
}

/**
 * The header names of the last message, by their place: the next message has the same names, so they need not be made
 * anew.
 */
const lastNames: Name[] = [];
const PLACES_MAX = 50;

function nameAt(position: Position, place: number): string {
  const { offset: start } = position;
  const length = varIntAt(position);
  const { buffer, offset } = position;
  const last = lastNames[place];
  if (last !== undefined && last.bytes.length === length && isAt(buffer, offset, last.bytes)) {
    position.offset = offset + length;
    return last.text;
  }
  position.offset = start;
  const text = textAt(position) ?? '';
  if (place < PLACES_MAX) lastNames[place] = { bytes: Buffer.from(text), text };
  return text;
}

function isAt(buffer: Buffer, offset: number, bytes: Buffer): boolean {
  for (let n = 0; n < bytes.length; n++) if (buffer[offset + n] !== bytes[n]) return false;
  return true;
}

function textAt(position: Position): Value {
  const length = varIntAt(position);
  if (length < 0) return null;
  const { buffer, offset } = position;
  position.offset = offset + length;
  return buffer.toString('utf8', offset, offset + length);
}

/** A number of seven bits per byte, its sign in the lowest bit. */
function varIntAt(position: Position): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = position.buffer[position.offset++]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
  }
}
