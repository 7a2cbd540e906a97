// kafkajs makes a buffer for each header of each message, and one more for the length of each name and value, and
// copies them together. With the seventeen headers of CloudEvents that is a tenth of what an order costs the service
// that accepts it. Here a request whose messages are texts without their own time is written into one buffer; kafkajs
// writes all others itself.
const Encoder = require('kafkajs/src/protocol/encoder');
const crc32C = require('kafkajs/src/protocol/recordBatch/crc32C');
const { requests } = require('kafkajs/src/protocol/requests');

type Text = string | Buffer | null | undefined;

interface Message {
  readonly key?: Text;
  readonly value: Text;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly timestamp?: string;
}

interface PartitionData {
  readonly partition: number;
  readonly firstSequence?: number;
  readonly messages: readonly Message[];
}

interface ProduceRequest {
  readonly acks: number;
  readonly timeout: number;
  readonly compression?: number;
  readonly transactionalId?: string | null;
  readonly producerId?: { toString(): string };
  readonly producerEpoch?: number;
  readonly topicData: readonly { readonly topic: string; readonly partitions: readonly PartitionData[] }[];
}

interface Protocol {
  (parts: ProduceRequest): { readonly request: { readonly encode: () => Promise<unknown> } };
}

/** Since this version of the request messages have headers. */
const VERSION_MIN = 3;
const MAGIC = 2;
const NO_PRODUCER = '-1';
const LENGTH_BYTES_MAX = 5;
const FIRST_BYTES = 16_384;

const protocolOf: (version: { version: number }) => Protocol = requests.Produce?.protocol;
if (typeof protocolOf !== 'function' || typeof crc32C !== 'function' || !('buffer' in Encoder.prototype))
  throw new Error('kafkajs has changed: it writes messages otherwise. Check whether it still copies every header.');

requests.Produce.protocol = ({ version }: { version: number }): Protocol => {
  const protocol = protocolOf({ version });
  if (version < VERSION_MIN) return protocol;
  return (parts) => {
    const made = protocol(parts);
    return isPlain(parts) ? { ...made, request: { ...made.request, encode: async () => encoded(parts) } } : made;
  };
};

const isText = (value: unknown) => value === null || typeof value === 'string' || Buffer.isBuffer(value);

/** Whether all messages of a request are plain texts. */
const isPlain = ({ compression, transactionalId, producerId, topicData }: ProduceRequest): boolean =>
  !compression &&
  !transactionalId &&
  (producerId === undefined || String(producerId) === NO_PRODUCER) &&
  topicData.every(({ partitions }) => partitions.every(({ messages }) => messages.every(isPlainMessage)));

function isPlainMessage({ key, value, headers, timestamp }: Message): boolean {
  if (timestamp || !isText(key ?? null) || !isText(value ?? null)) return false;
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
}

/** The request that is being written: one at a time, from beginning to end in one turn. */
let buffer = Buffer.alloc(0);
let at = 0;

function encoded({ acks, timeout, producerEpoch = 0, topicData }: ProduceRequest): unknown {
  buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  at = 0;
  const now = Date.now();
  int16(-1);
  int16(acks);
  int32(timeout);
  int32(topicData.length);
  for (const { topic, partitions } of topicData) {
    int16(Buffer.byteLength(topic));
    bytesOf(topic, Buffer.byteLength(topic));
    int32(partitions.length);
    for (const { partition, firstSequence = 0, messages } of partitions) {
      int32(partition);
      const size = later();
      int64(0);
      const length = later();
      int32(0);
      int8(MAGIC);
      const checksum = later();
      const checkedFrom = at;
      int16(0);
      int32(messages.length - 1);
      int64(now);
      int64(now);
      int64(-1);
      int16(producerEpoch);
      int32(firstSequence);
      int32(messages.length);
      for (const [offset, message] of messages.entries()) record(message, offset);
      buffer.writeUInt32BE(crc32C(buffer.subarray(checkedFrom, at)), checksum);
      fill(length);
      fill(size);
    }
  }
  const encoder = new Encoder(1);
  encoder.buf = buffer;
  encoder.offset = at;
  // A large buffer is not kept.
  buffer = Buffer.alloc(0);
  return encoder;
}

function record({ key, value, headers = {} }: Message, offset: number) {
  const start = at;
  makeRoom(LENGTH_BYTES_MAX);
  at += LENGTH_BYTES_MAX;
  int8(0);
  varInt(0);
  varInt(offset);
  sized(key);
  sized(value);
  const names = Object.keys(headers);
  varInt(names.length);
  for (const name of names) {
    sized(name);
    sized(headers[name] as string);
  }
  const [from, end] = [start + LENGTH_BYTES_MAX, at];
  at = start;
  varInt(end - from);
  buffer.copyWithin(at, from, end);
  at += end - from;
}

/** A place for a number that is known later: how many bytes follow, or their checksum. */
function later(): number {
  int32(0);
  return at - 4;
}

/** Writes at a place how many bytes have followed. */
const fill = (place: number) => buffer.writeInt32BE(at - place - 4, place);

function int8(value: number) {
  makeRoom(1);
  at = buffer.writeInt8(value, at);
}

function int16(value: number) {
  makeRoom(2);
  at = buffer.writeInt16BE(value, at);
}

function int32(value: number) {
  makeRoom(4);
  at = buffer.writeInt32BE(value, at);
}

function int64(value: number) {
  makeRoom(8);
  at = buffer.writeBigInt64BE(BigInt(value), at);
}

/** A number of seven bits per byte, its sign in the lowest bit. */
function varInt(value: number) {
  makeRoom(LENGTH_BYTES_MAX);
  let rest = (value << 1) ^ (value >> 31);
  while ((rest & ~0x7f) !== 0) {
    buffer[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  buffer[at++] = rest;
}

/** A text behind its length in bytes; null has the length -1. */
function sized(text: Text) {
  if (text === null || text === undefined) return varInt(-1);
  const bytes = Buffer.byteLength(text);
  varInt(bytes);
  bytesOf(text, bytes);
}

function bytesOf(text: string | Buffer, bytes: number) {
  makeRoom(bytes);
  at += typeof text === 'string' ? buffer.write(text, at) : text.copy(buffer, at);
}

function makeRoom(bytes: number) {
  if (at + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafeSlow((at + bytes) * 2);
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}
