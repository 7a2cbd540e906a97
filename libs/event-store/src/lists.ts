/** Types of values that go to the database as lists, by their names in SQL. */
export type ListType = keyof typeof TYPES;

interface WireType {
  readonly oid: number;
  /** Writes a value at the given place and returns how many bytes it took. */
  readonly write: (value: never, at: number) => number;
}

const HEADER_BYTES = 20;
const EMPTY_BYTES = 12;
const LENGTH_BYTES = 4;
const FIXED_BYTES_MAX = 16;
const TWO_TO_32 = 4_294_967_296;
/** Postgres counts microseconds from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const JSONB_FORMAT = 1;
const UUID_BYTES = 16;

const CHUNK_BYTES = 65_536;
const GUESSED_MAX = 1_000;

/** Lists are written one after the other into a chunk of memory that is never overwritten. */
let buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
let start = 0;

const TYPES = {
  text: { oid: 25, write: (value: string, at) => text(value, at) },
  json: { oid: 114, write: (value: string, at) => text(value, at) },
  jsonb: { oid: 3802, write: (value: string, at) => buffer.writeUInt8(JSONB_FORMAT, at) - at + text(value, at + 1) },
  boolean: { oid: 16, write: (value: boolean, at) => buffer.writeUInt8(value ? 1 : 0, at) - at },
  smallint: { oid: 21, write: (value: number, at) => buffer.writeInt16BE(value, at) - at },
  integer: { oid: 23, write: (value: number, at) => buffer.writeInt32BE(value, at) - at },
  bigint: { oid: 20, write: (value: number | string, at) => whole(Number(value), at) },
  'double precision': { oid: 701, write: (value: number, at) => buffer.writeDoubleBE(value, at) - at },
  'timestamp with time zone': { oid: 1184, write: (value: string, at) => moment(value, at) },
  uuid: { oid: 2950, write: (value: string, at) => uuid(value, at) },
} satisfies Record<string, WireType>;

/** Whether values of a type can be sent as lists. */
export const isListType = (type: string): type is ListType => type in TYPES;

/**
 * A list of values in Postgres's binary form of arrays: nothing is escaped or scanned, which matters for JSON in an
 * array. Values are numbers, booleans and texts; moments are ISO 8601 with their zone, JSON is its text; null and
 * undefined are null. Throws where a value is not of the type.
 */
export function binaryList(type: ListType, values: readonly unknown[]): Buffer {
  const { oid, write } = TYPES[type] as WireType;
  let at = makeRoom(start, HEADER_BYTES) + HEADER_BYTES;
  let hasNulls = 0;
  for (const value of values) {
    const isNull = value === null || value === undefined;
    at = makeRoom(at, LENGTH_BYTES + FIXED_BYTES_MAX + (typeof value === 'string' ? roomFor(value) : 0));
    if (isNull) hasNulls = 1;
    const bytes = isNull ? -1 : write(value as never, at + LENGTH_BYTES);
    buffer.writeInt32BE(bytes, at);
    at += LENGTH_BYTES + Math.max(0, bytes);
  }
  const isEmpty = values.length === 0;
  [isEmpty ? 0 : 1, hasNulls, oid, values.length, 1].forEach((word, n) => buffer.writeInt32BE(word, start + n * 4));
  const list = buffer.subarray(start, isEmpty ? start + EMPTY_BYTES : at);
  start = at;
  return list;
}

/** An estimate is cheaper than counting, but not where it would be megabytes too much. */
const roomFor = (value: string) => (value.length < GUESSED_MAX ? value.length * 3 : Buffer.byteLength(value));

/**
 * Where to write on, with room for this many bytes. A list that does not fit moves to a new chunk with all its bytes so
 * far.
 */
function makeRoom(at: number, bytes: number): number {
  if (at + bytes <= buffer.length) return at;
  const chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, (at - start + bytes) * 2));
  buffer.copy(chunk, 0, start, at);
  buffer = chunk;
  at -= start;
  start = 0;
  return at;
}

function text(value: string, at: number): number {
  if (typeof value !== 'string') throw new TypeError(`A text was expected, not ${typeof value}.`);
  return buffer.write(value, at);
}

function whole(value: number, at: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number.`);
  const high = Math.floor(value / TWO_TO_32);
  buffer.writeInt32BE(high, at);
  return buffer.writeUInt32BE(value - high * TWO_TO_32, at + 4) - at;
}

function moment(value: string, at: number): number {
  const ms = Date.parse(value) - EPOCH_MS;
  if (Number.isNaN(ms)) throw new RangeError(`${value} is no moment.`);
  // Some programs write the end of time as the year 9999.
  if (!Number.isSafeInteger(ms * 1_000)) return buffer.writeBigInt64BE(BigInt(ms) * 1_000n, at) - at;
  return whole(ms * 1_000, at);
}

function uuid(value: string, at: number): number {
  const bytes = buffer.write(value.replaceAll('-', ''), at, 'hex');
  if (bytes !== UUID_BYTES) throw new TypeError(`${value} is no UUID.`);
  return bytes;
}
