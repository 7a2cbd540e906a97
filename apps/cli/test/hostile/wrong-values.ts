import { resolved, type Document, type Schema } from './openapi';

/** A value that a schema does not allow. */
export interface Wrong {
  readonly what: string;
  /** Absent where the member is left out. */
  readonly value?: unknown;
  /** JSON text, where no JavaScript value stands for it. */
  readonly raw?: string;
  /** What the answer is to name, below the member; empty for the member itself. */
  readonly below?: string;
}

/** Longer texts and lists than this are not sent: the body would be too large before they are. */
const LONG_MAX = 20_000;
const ITEMS_MAX = 3_000;

const MOMENTS = [
  '2026-03-01',
  '2026-03-01T09:30:00',
  '2025-W13-1',
  '20250101T100000Z',
  '2026-02-30T00:00:00Z',
  '2026-01-01T25:00:00Z',
  '2026-01-01T09:30Z',
  '2026-01-01T09:30:00+1',
  '0000-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  'tomorrow',
  '0',
];
const PROTOTYPE_NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

/** Every kind of value that a member of this schema must not have. */
export function* wrongValues(given: Schema, document: Document, isRequired: boolean): Generator<Wrong> {
  const schema = resolved(given, document);
  if (isRequired) {
    yield { what: 'left out' };
    yield { what: 'null', value: null };
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : (schema.type as string | undefined);
  // A member that takes values of several types has no wrong type among them.
  yield* wrongTypes(schema.anyOf ? schema.anyOf.map((each) => each.type as string) : [type]);
  if (type === 'string') yield* wrongTexts(schema);
  else if (type === 'integer' || type === 'number') yield* wrongNumbers(schema, type);
  else if (type === 'array') yield* wrongLists(schema);
  else if (type === 'object') yield* wrongObjects(schema);
}

function* wrongTypes(types: readonly (string | undefined)[]): Generator<Wrong> {
  const values: Record<string, unknown> = {
    string: 'constructor',
    integer: 7,
    boolean: true,
    array: [],
    object: {},
    deep: [[[[[[[[{ a: [{ b: [] }] }]]]]]]]],
    blank: '',
    'a blank': ' ',
    no: false,
  };
  const fits: Record<string, readonly string[]> = {
    string: ['string', 'blank', 'a blank'],
    integer: ['integer'],
    number: ['integer'],
    boolean: ['boolean', 'no'],
    array: ['array', 'deep'],
    object: ['object'],
  };
  for (const [what, value] of Object.entries(values))
    if (!types.some((type) => fits[type ?? '']?.includes(what)))
      yield { what: `${what} for ${types.join(' or ')}`, value };
}

function* wrongTexts({ enum: values, format, pattern, minLength = 0, maxLength }: Schema): Generator<Wrong> {
  yield { what: 'U+0000', value: 'a\u0000b' };
  yield { what: 'half a surrogate pair', raw: '"a\\ud83d"' };
  yield { what: 'the other half', raw: '"\\ude00a"' };
  if (values)
    for (const name of [...PROTOTYPE_NAMES, '', 'none of them']) yield { what: `${name} for a choice`, value: name };
  else if (format === 'date-time') for (const moment of MOMENTS) yield { what: `moment ${moment}`, value: moment };
  else if (format === 'uuid') for (const id of ['', 'x', `${'0'.repeat(36)}`]) yield { what: `id ${id}`, value: id };
  else {
    if (minLength > 0) yield { what: 'empty', value: '' };
    if (minLength > 0) yield { what: 'blank', value: ' \t ' };
    if (maxLength !== undefined && maxLength < LONG_MAX) yield { what: 'too long', value: 'A'.repeat(maxLength + 1) };
    if (pattern && !new RegExp(pattern, 'u').test('\u2063!?%'))
      yield { what: 'against the pattern', value: '\u2063!?%' };
  }
}

function* wrongNumbers({ minimum, maximum }: Schema, type: string): Generator<Wrong> {
  if (type === 'integer') yield { what: 'a fraction', value: 1.5 };
  if (minimum !== undefined) yield { what: 'below', value: minimum - 1 };
  if (maximum !== undefined) yield { what: 'above', value: maximum + 1 };
  yield { what: 'far above', raw: '1e300' };
  yield { what: 'beyond all numbers', raw: '1e999' };
  yield { what: 'a number as text', value: '7' };
}

function* wrongLists({ minItems = 0, maxItems, items = {}, uniqueItems }: Schema): Generator<Wrong> {
  if (minItems > 0) yield { what: 'too few', value: [] };
  if (uniqueItems && items.enum) yield { what: 'one twice', value: [items.enum[0], items.enum[0]] };
  if (maxItems !== undefined && maxItems < ITEMS_MAX)
    yield { what: 'too many', value: Array.from({ length: maxItems + 1 }, () => (items.type === 'string' ? 'A' : {})) };
}

function* wrongObjects({ properties, additionalProperties }: Schema): Generator<Wrong> {
  if (properties === undefined || additionalProperties !== false) return;
  for (const name of ['nonsense', ...PROTOTYPE_NAMES].filter((each) => !(each in properties)))
    yield { what: `a member ${name}`, raw: `{${JSON.stringify(name)}: 1}`, below: name };
}

/** A place in a body: names of members, and 0 for the items of a list. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** Within a list whose rows succeed or fail alone. */
  readonly isInRow: boolean;
}

/** Every member of a body, those of members too. */
export function* placesIn(given: Schema, document: Document, at: Omit<Place, 'schema'>): Generator<Place> {
  const schema = resolved(given, document);
  yield { ...at, schema };
  const isInRow = at.isInRow || schema['x-rows-alone'] === true;
  if (schema.type === 'array' && schema.items)
    yield* placesIn(schema.items, document, { path: [...at.path, 0], isRequired: false, isInRow });
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const isRequired = schema.required?.includes(name) ?? false;
    yield* placesIn(member, document, { path: [...at.path, name], isRequired, isInRow });
  }
}

/** The JSON text of a body in which one place has a wrong value. */
export function bodyWith(example: unknown, path: readonly (string | number)[], { value, raw }: Wrong): string {
  const marker = 'b7c5f0d2-wrong-value';
  const isLeftOut = value === undefined && raw === undefined;
  const place = (at: unknown, [name, ...rest]: readonly (string | number)[]): unknown => {
    if (name === undefined) return marker;
    if (typeof name === 'number') return [place(Array.isArray(at) ? at[0] : {}, rest)];
    const copy: Record<string, unknown> = { ...(typeof at === 'object' && at !== null ? at : {}) };
    if (rest.length === 0 && isLeftOut) delete copy[name];
    else copy[name] = place(copy[name], rest);
    return copy;
  };
  const text = JSON.stringify(place(example, path));
  return text.replace(JSON.stringify(marker), () => raw ?? JSON.stringify(value));
}
