import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { CURRENCIES } from '@concord/event-sourcing';
import { isEmail, isUUID } from 'class-validator';
import { ANY_VALUE } from './value-schema';
import { declareField, isStorable, Problems, readObject, STORABLE, type Reader, type Row } from './input';

interface Common {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  readonly default?: unknown;
  /** Whether it may hold personal data: the documents mark it with `x-personal`, and the controller seals it. */
  readonly personal?: boolean;
}

// The accepted values of a member and its documentation in one declaration, so that they cannot differ.
const field = ({ optional = false, personal = false, ...documented }: Common, api: object, read: Reader) =>
  applyDecorators(
    (prototype: object, name: string | symbol | undefined) => declareField(prototype, String(name), { optional, read }),
    ApiProperty({ ...documented, ...api, ...(personal && { 'x-personal': true }), required: !optional } as never),
  );

/** Blanks, breaks and invisible characters, in the range of a regular expression that JSON Schema knows too. */
const SHAPELESS =
  '\\t\\n\\r \\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f' +
  '\\u205f-\\u206f\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0';
/** A text with a visible character, as JSON Schema says it. */
const VISIBLE = `^[^\\u0000]*[^\\u0000${SHAPELESS}][^\\u0000]*$`;
const ANY_TEXT = '^[^\\u0000]*$';
const SHAPED = new RegExp(`[^${SHAPELESS}]`);
const isBlank = (text: string) => !SHAPED.test(text);

/** A form that a text must have, and what such a text is, in words: `must be` goes before them. */
type Form =
  | { readonly pattern: RegExp; readonly says: string }
  | { readonly pattern?: undefined; readonly says?: undefined };
type TextBounds = { readonly minLength?: number; readonly maxLength: number } & Form;

const readText =
  ({ minLength = 1, maxLength, pattern, says }: TextBounds): Reader =>
  (value, path, _, problems) => {
    if (typeof value !== 'string') return problems.add(path, 'text', 'must be a text');
    if (!isStorable(value)) return problems.add(path, 'text', STORABLE);
    // A text with few enough UTF-16 units has few enough characters too: most texts need no counting.
    if (value.length > maxLength && [...value.slice(0, 2 * maxLength + 1)].length > maxLength)
      return problems.add(path, 'maxLength', `must have at most ${maxLength} characters`);
    if (value.length < minLength || (minLength > 1 && [...value].length < minLength))
      return problems.add(path, 'minLength', `must have at least ${minLength} character${minLength > 1 ? 's' : ''}`);
    if (minLength > 0 && isBlank(value)) return problems.add(path, 'blank', 'must not be blank');
    if (pattern && !pattern.test(value)) return problems.add(path, 'pattern', `must be ${says}`);
    return value;
  };

const textSchema = ({ minLength = 1, maxLength, pattern }: TextBounds) => ({
  type: 'string',
  minLength,
  maxLength,
  pattern: pattern?.source ?? (minLength > 0 ? VISIBLE : ANY_TEXT),
});

/** A text of `minLength` to `maxLength` characters: not blank, unless it may be empty. */
export function Text({ minLength, maxLength, pattern, says, ...common }: Common & TextBounds) {
  const bounds = { minLength, maxLength, pattern, says } as TextBounds;
  return field(common, textSchema(bounds), readText(bounds));
}

/** One line of text: a name, a street, a city. No control characters, which no label could print. */
const LINE = new RegExp(`^[^\\u0000-\\u001F\\u007F]*[^\\u0000-\\u001F\\u007F${SHAPELESS}][^\\u0000-\\u001F\\u007F]*$`);

/** A line of an address, or a name. Personal: seal it. */
export const PersonalLine = (common: Common & { readonly maxLength: number }) =>
  Text({ pattern: LINE, says: 'one line of text', personal: true, ...common });

/** The longest e-mail address that can be delivered to (RFC 5321). */
const EMAIL_CHARACTERS_MAX = 254;
const PHONE_CHARACTERS_MAX = 60;

const readChecked =
  (maxLength: number, isFit: (text: string) => boolean, rule: string, says: string): Reader =>
  (value, path, source, problems) => {
    const text = readText({ maxLength })(value, path, source, problems);
    return typeof text !== 'string' || isFit(text) ? text : problems.add(path, rule, says);
  };

/** An e-mail address. Personal: seal it. */
export const Email = (common: Common = {}) =>
  field(
    { example: 'ada@shop.test', personal: true, ...common },
    { type: 'string', format: 'email', maxLength: EMAIL_CHARACTERS_MAX },
    readChecked(EMAIL_CHARACTERS_MAX, (text) => isEmail(text), 'email', 'must be an e-mail address'),
  );

/** A plus, the country code, and 7 to 15 digits in all; blanks and the usual signs may stand between them. */
const PHONE = /^\+[1-9](?:[ ()./-]{0,2}[0-9]){6,14}$/;

/** A phone number with its country code. Personal: seal it. */
export const Phone = (common: Common = {}) =>
  Text({
    example: '+44 20 7946 0018',
    maxLength: PHONE_CHARACTERS_MAX,
    pattern: PHONE,
    says: 'a phone number with its country code, such as +44 20 7946 0018',
    personal: true,
    ...common,
  });

/** A UUID; the handler gets it in lower case. */
export const Id = (common: Common = {}) =>
  field(common, { type: 'string', format: 'uuid' }, (value, path, _, problems) =>
    isUUID(value, 'loose') ? (value as string).toLowerCase() : problems.add(path, 'uuid', 'must be a UUID'),
  );

/** A SKU as the shop writes it: letters, digits and a few signs, no blanks at its ends. */
export const SkuText = (common: Common = {}) =>
  Text({
    maxLength: 64,
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9 ._/-]*[A-Za-z0-9._/-])?$/,
    says: 'a SKU: letters, digits and the signs . _ / -, with blanks between them at most',
    example: 'TEE-RED-M',
    ...common,
  });

interface NumberBounds {
  readonly minimum: number;
  readonly maximum: number;
  /** 0 lies between the bounds and is refused. */
  readonly isNotZero?: boolean;
}

const readNumber =
  ({ minimum, maximum, isNotZero }: NumberBounds, isWhole: boolean): Reader =>
  (value, path, source, problems) => {
    const number = source === 'address' ? numberOfText(value) : value;
    const isFit = typeof number === 'number' && (isWhole ? Number.isInteger(number) : Number.isFinite(number));
    if (!isFit) return problems.add(path, 'number', `must be a ${isWhole ? 'whole ' : ''}number`);
    if (number < minimum || number > maximum)
      return problems.add(path, 'bounds', `must be from ${minimum} to ${maximum}`);
    if (isNotZero && number === 0) return problems.add(path, 'notZero', 'must not be 0');
    // -0 is 0.
    return number + 0;
  };

const numberOfText = (value: unknown) =>
  typeof value === 'string' && /^-?\d{1,17}(?:\.\d{1,17})?$/.test(value) ? Number(value) : undefined;

/** A whole number between bounds. In a body it is a JSON number, in an address a text of digits. */
export const Whole = ({ minimum, maximum, isNotZero, ...common }: Common & NumberBounds) =>
  field(
    common,
    { type: 'integer', minimum, maximum, ...(isNotZero && { not: { const: 0 } }) },
    readNumber({ minimum, maximum, isNotZero }, true),
  );

/** A number between bounds that may have a fraction. Never money. */
export const Fraction = ({ minimum, maximum, ...common }: Common & NumberBounds) =>
  field(common, { type: 'number', minimum, maximum }, readNumber({ minimum, maximum }, false));

/** An amount in minor units: 0 to ten thousand million. */
export const Minor = (common: Common & { minimum?: number } = {}) =>
  Whole({ minimum: 0, maximum: 10_000_000_000, example: 1999, ...common });

const isCurrency = new Set<unknown>(CURRENCIES);

/** A code of ISO 4217 in capitals. Only existing codes: a mistyped one would make a price that no order can pay. */
export const Currency = (common: Common = {}) =>
  field({ example: 'GBP', ...common }, { type: 'string', enum: [...CURRENCIES] }, (value, path, _, problems) =>
    isCurrency.has(value)
      ? value
      : problems.add(path, 'currency', 'must be a currency of ISO 4217 in capitals, such as GBP'),
  );

/** Any JSON value: another place decides what it may be. */
export const AnyValue = (common: Common = {}) => field(common, ANY_VALUE, (value) => value);

/** Yes or no. In a body it is a JSON boolean, in an address `true` or `false`. */
export const Flag = (common: Common = {}) =>
  field(common, { type: 'boolean' }, (value, path, source, problems) => {
    if (typeof value === 'boolean') return value;
    if (source === 'address' && (value === 'true' || value === 'false')) return value === 'true';
    return problems.add(path, 'flag', 'must be true or false');
  });

const MOMENT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const MS_A_MINUTE = 60_000;

/** A moment with date, time and zone (RFC 3339); the handler gets it as ISO 8601 in UTC with milliseconds. */
export const Moment = (common: Common = {}) =>
  field(
    common,
    { type: 'string', format: 'date-time', example: '2026-03-01T09:30:00Z' },
    (value, path, _, problems) =>
      (typeof value === 'string' ? momentOf(value) : undefined) ??
      problems.add(path, 'moment', 'must be a moment with date, time and zone, such as 2026-03-01T09:30:00Z'),
  );

/** The moment in UTC; undefined where the text is no moment, or names a day or an hour that does not exist. */
export function momentOf(text: string): string | undefined {
  if (!MOMENT.test(text)) return undefined;
  const local = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`);
  // JavaScript moves the 30th of February into March instead of refusing it.
  if (
    Number.isNaN(local) ||
    new Date(local).toISOString().slice(0, 19) !== `${text.slice(0, 10)}T${text.slice(11, 19)}`
  )
    return undefined;
  const zone = /([+-])(\d{2}):(\d{2})$/.exec(text);
  if (zone && (Number(zone[2]) > 23 || Number(zone[3]) > 59)) return undefined;
  const offsetMs = zone ? Number(`${zone[1]}1`) * (Number(zone[2]) * 60 + Number(zone[3])) * MS_A_MINUTE : 0;
  const fractionMs = Math.floor(Number(`0${/\.\d+/.exec(text)?.[0] ?? ''}`) * 1000);
  const moment = new Date(local + fractionMs - offsetMs);
  const year = moment.getUTCFullYear();
  return year >= 1 && year <= 9999 ? moment.toISOString() : undefined;
}

/** One of `values`. */
export const OneOf = (values: readonly string[], common: Common = {}) =>
  field(common, { type: 'string', enum: [...values] }, (value, path, _, problems) =>
    values.includes(value as string) ? value : problems.add(path, 'oneOf', `must be one of ${values.join(', ')}`),
  );

/** One `item`. */
export const One = (item: Class, common: Common = {}) =>
  field(common, { type: () => item }, (value, path, source, problems) =>
    readObject(item, value, path, source, problems),
  );

interface ListBounds {
  readonly minItems?: number;
  readonly maxItems: number;
}

/** Reads a list: its length first, then its items. */
const readList =
  ({ minItems = 0, maxItems, isDistinct = false }: ListBounds & { isDistinct?: boolean }, item: Reader): Reader =>
  (value, path, source, problems) => {
    const list = source === 'address' && typeof value === 'string' ? [value] : value;
    if (!Array.isArray(list)) return problems.add(path, 'list', 'must be a list');
    if (list.length < minItems) return problems.add(path, 'minItems', `must have at least ${minItems} items`);
    if (list.length > maxItems) return problems.add(path, 'maxItems', `must have at most ${maxItems} items`);
    const items: unknown[] = [];
    for (let n = 0; n < list.length && !problems.isFull; n++)
      items.push(item(list[n], `${path}.${n}`, source, problems));
    if (isDistinct && new Set(items).size < items.length) problems.add(path, 'unique', 'must not name a value twice');
    return items;
  };

/** A list of `item`. */
export const ListOf = (item: Class, { minItems = 0, maxItems, ...common }: Common & ListBounds) =>
  field(
    common,
    { type: () => [item], minItems, maxItems },
    readList({ minItems, maxItems }, (value, path, source, problems) =>
      readObject(item, value, path, source, problems),
    ),
  );

/**
 * A list whose items succeed or fail alone: the handler gets a `Row` for each, with the item or its problems. The
 * document marks it with `x-rows-alone`.
 */
export const RowsOf = (item: Class, { minItems = 0, maxItems, ...common }: Common & ListBounds) =>
  field(
    common,
    { type: () => [item], minItems, maxItems, 'x-rows-alone': true },
    readList({ minItems, maxItems }, (value, path, source, whole) => {
      const problems = new Problems();
      const read = readObject(item, value, path, source, problems);
      whole.addOfRow(problems.found);
      const row = Number(path.slice(path.lastIndexOf('.') + 1));
      return (problems.found.length > 0 ? { row, problems: problems.found } : { row, value: read }) as Row<unknown>;
    }),
  );

/** A list of texts; of the given `values` each at most once. */
export const TextList = ({
  minItems = 0,
  maxItems,
  maxLength,
  values,
  pattern,
  says,
  ...common
}: Common & ListBounds & { maxLength: number; values?: readonly string[] } & Form) => {
  const bounds = { maxLength, pattern, says } as TextBounds;
  const text = readText(bounds);
  return field(
    common,
    {
      type: 'array',
      minItems,
      maxItems,
      ...(values && { uniqueItems: true }),
      items: values ? { type: 'string', enum: [...values] } : textSchema(bounds),
    },
    readList({ minItems, maxItems, isDistinct: values !== undefined }, (value, path, source, problems) =>
      !values || values.includes(value as string)
        ? text(value, path, source, problems)
        : problems.add(path, 'oneOf', `must be one of ${values.join(', ')}`),
    ),
  );
};

/** Texts by name, such as the options of a variant. The handler gets a plain object. */
export const TextMap = ({
  maxItems,
  maxLength,
  ...common
}: Common & { readonly maxItems: number; readonly maxLength: number }) => {
  const text = readText({ maxLength });
  return field(
    common,
    {
      type: 'object',
      maxProperties: maxItems,
      additionalProperties: textSchema({ maxLength }),
      propertyNames: { ...textSchema({ maxLength }), not: { const: '__proto__' } },
    },
    (value, path, source, problems) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return problems.add(path, 'object', 'must be an object');
      const names = Object.keys(value);
      if (names.length > maxItems) return problems.add(path, 'maxItems', `must have at most ${maxItems} members`);
      const given = value as Record<string, unknown>;
      return Object.fromEntries(
        names.map((name) => {
          const at = `${path}.${name.slice(0, maxLength)}`;
          if (name === '__proto__') problems.add(at, 'name', 'is not a valid name');
          text(name, at, source, problems);
          return [name, text(given[name], at, source, problems)];
        }),
      );
    },
  );
};
