/** What a person types for a value, by the JSON Schema of the setting. */
export type ValueKind =
  | { readonly kind: 'number'; readonly isWhole: boolean; readonly min?: number; readonly max?: number }
  | { readonly kind: 'numbers'; readonly countMin: number; readonly countMax?: number }
  | { readonly kind: 'amounts' }
  | { readonly kind: 'text'; readonly pattern?: string }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'members'; readonly members: Readonly<Record<string, ValueKind>> };

interface Schema {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** Throws for a schema that no field fits: its setting needs a field of its own. */
export function valueKindOf(schema: object): ValueKind {
  const {
    type,
    minimum: min,
    maximum: max,
    minItems = 0,
    maxItems,
    pattern,
    enum: choices,
    properties = {},
    patternProperties,
  } = schema as Schema;
  switch (type) {
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        isWhole: type === 'integer',
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
      };
    case 'array':
      return { kind: 'numbers', countMin: minItems, ...(maxItems !== undefined && { countMax: maxItems }) };
    case 'string':
      if (choices) return { kind: 'choice', choices };
      return { kind: 'text', ...(pattern !== undefined && { pattern }) };
    case 'boolean':
      return { kind: 'flag' };
    case 'object':
      // A number for each currency: which ones there are is not fixed.
      if (patternProperties) return { kind: 'amounts' };
      return {
        kind: 'members',
        members: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valueKindOf(each)])),
      };
    default:
      throw new Error(`No field is known for a value of the type ${String(type)}.`);
  }
}

/** The numbers that a person typed, separated by commas or spaces; NaN where something is no number. */
export const numbersIn = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);

/** The numbers by currency that a person typed, such as `GBP 100, EUR 120`; undefined where something is no such pair. */
export function amountsIn(text: string): Readonly<Record<string, number>> | undefined {
  const pairs = text
    .split(/[,;]+/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => /^([A-Z]{3})\s+(\d+)$/i.exec(pair));
  if (pairs.some((pair) => pair === null)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair![1]!.toUpperCase(), Number(pair![2])]));
}

/** Numbers by currency, as a person types them. */
export const amountsText = (amounts: unknown): string =>
  Object.entries((amounts ?? {}) as Readonly<Record<string, number>>)
    .map(([currency, number]) => `${currency} ${number}`)
    .join(', ');
