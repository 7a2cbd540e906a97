import { fields } from '@concord/contracts';
import type { Type as Class } from '@nestjs/common';
import { Problem, type FieldProblem } from './problem';

/**
 * How many problems of one request are reported; reading stops there, so that an answer to bad input stays small and
 * quick.
 */
export const PROBLEMS_MAX = 100;
/** How many problems the sentence of the answer names. */
const NAMED_MAX = 5;
/** Characters of a member's name that an answer repeats. */
const NAME_CHARACTERS_MAX = 60;

/** The problems of one request so far. */
export class Problems {
  readonly found: FieldProblem[] = [];
  private readonly ofRows: FieldProblem[] = [];

  get isFull(): boolean {
    return this.found.length >= PROBLEMS_MAX;
  }

  add(path: string, rule: string, message: string): undefined {
    if (!this.isFull) this.found.push({ path, rule, message });
    return undefined;
  }

  /** Problems of rows that fail alone: reported only where the request is refused for another reason. */
  addOfRow(problems: readonly FieldProblem[]): void {
    this.ofRows.push(...problems.slice(0, PROBLEMS_MAX - this.ofRows.length));
  }

  /** Throws `Problem` 400 `request-invalid` where there is a problem. */
  demandNone(): void {
    if (this.found.length > 0) throw requestInvalid([...this.found, ...this.ofRows].slice(0, PROBLEMS_MAX));
  }
}

/** The 400 that names the wrong fields. */
export function requestInvalid(problems: readonly FieldProblem[]): Problem {
  const named = problems.slice(0, NAMED_MAX).map(({ path, message }) => (path ? `${path} ${message}` : message));
  const more = problems.length > NAMED_MAX ? `; and ${problems.length - NAMED_MAX} more` : '';
  return new Problem(400, 'request-invalid', `The request is not well formed: ${named.join('; ')}${more}.`, {
    errors: problems,
  });
}

/** The source of a value: members of a body have types, those of an address are texts. */
export type Source = 'body' | 'address';

/** Reads one value: returns what the handler gets, or adds to `problems`. It never throws. */
export type Reader = (value: unknown, path: string, source: Source, problems: Problems) => unknown;

interface Field {
  readonly optional: boolean;
  readonly read: Reader;
}

const own = new WeakMap<object, Map<string, Field>>();
const whole = new WeakMap<Class, ReadonlyMap<string, Field>>();

/** Declares a member of a request class. The decorators of `field.ts` call it. */
export function declareField(prototype: object, name: string, field: Field): void {
  let fields = own.get(prototype);
  if (!fields) own.set(prototype, (fields = new Map()));
  fields.set(name, field);
}

/** The members of a request class, those of its parents first. */
function fieldsOf(type: Class): ReadonlyMap<string, Field> {
  let fields = whole.get(type);
  if (!fields) {
    const chain: Map<string, Field>[] = [];
    for (let at: object | null = type.prototype as object; at; at = Object.getPrototypeOf(at) as object | null)
      chain.unshift(own.get(at) ?? new Map<string, Field>());
    fields = new Map(chain.flatMap((part) => [...part]));
    whole.set(type, fields);
  }
  return fields;
}

/** Whether a class declares members. */
export const isRequestClass = (type: Class): boolean => fieldsOf(type).size > 0;

/**
 * Reads an object as an instance of a request class. `null` means that a member is left out. A member that the class
 * does not declare is a problem. Stops at the first `PROBLEMS_MAX` problems.
 */
export function readObject(type: Class, value: unknown, path: string, source: Source, problems: Problems): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problems.add(path, 'object', path ? 'must be an object' : 'The body must be a JSON object');
  const fields = fieldsOf(type);
  const made = new type() as Record<string, unknown>;
  const at = path ? `${path}.` : '';
  for (const [name, { optional, read }] of fields) {
    if (problems.isFull) return undefined;
    const given: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    if (given !== undefined && given !== null) made[name] = read(given, `${at}${name}`, source, problems);
    else if (!optional) problems.add(`${at}${name}`, 'required', 'is missing');
  }
  for (const name in value) {
    if (problems.isFull) return undefined;
    if (!fields.has(name))
      problems.add(`${at}${name.slice(0, NAME_CHARACTERS_MAX)}`, 'unknown', 'is not a member of this request');
  }
  return made;
}

/** Reads a body as its request class. Throws `Problem` 400 `request-invalid`. */
export function readBody<T>(type: Class<T>, body: unknown): T {
  const problems = new Problems();
  const made = readObject(type, body, '', 'body', problems);
  problems.demandNone();
  return made as T;
}

/** Reads the parameters of an address as their request class. Throws `Problem` 400 `request-invalid`. */
export function readQuery<T>(type: Class<T>, query: unknown): T {
  const problems = new Problems();
  const made = readObject(type, query ?? {}, '', 'address', problems);
  problems.demandNone();
  return made as T;
}

const PATH_PART_CHARACTERS_MAX = 200;

/** The longest path segment of this name in characters: what a route may store of it fits into events. */
export const pathPartMax = (name: string): number =>
  name === 'sku'
    ? fields.SKU_CHARACTERS_MAX
    : name.endsWith('Id')
      ? fields.ID_CHARACTERS_MAX
      : PATH_PART_CHARACTERS_MAX;

/** Reads a path segment, such as an id: a text that a database can store. Throws `Problem` 400 `request-invalid`. */
export function readPathPart(name: string, value: unknown): string {
  const problems = new Problems();
  if (typeof value !== 'string' || value.length === 0) problems.add(name, 'text', 'must be a text');
  else if (!isStorable(value)) problems.add(name, 'text', STORABLE);
  else if (value.length > pathPartMax(name))
    problems.add(name, 'maxLength', `must have at most ${pathPartMax(name)} characters`);
  problems.demandNone();
  return value as string;
}

export const STORABLE = 'must not contain the character U+0000 or half of a surrogate pair';

/** Whether Postgres can store a text: it accepts neither U+0000 nor half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** A row of a list whose items succeed or fail alone: the item, or its problems. */
export type Row<T> =
  | { readonly row: number; readonly value: T; readonly problems?: undefined }
  | { readonly row: number; readonly value?: undefined; readonly problems: readonly FieldProblem[] };
