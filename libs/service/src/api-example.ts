/** A JSON Schema as documents have it. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  type?: string | string[];
  format?: string;
  enum?: readonly unknown[];
  example?: unknown;
  examples?: readonly unknown[];
  default?: unknown;
  nullable?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  description?: string;
}

/** Schemas by name. */
export type Schemas = Record<string, Schema>;

/** Nested objects of their own kind are shown to this depth. */
const DEPTH_MAX = 8;
const MOMENT = '2026-03-01T09:30:00.000Z';
const UUID = '0198f3a2-7c1e-7000-8000-0123456789ab';

/** A value that fits a schema: its example where it has one, else one made from its type. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.$ref) return exampleOf(schemas[schema.$ref.split('/').pop()!]!, schemas, depth + 1);
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return exampleOf(choice, schemas, depth);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, schemas, depth)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, member]) => [name, exampleOf(member, schemas, depth)]),
      );
    case 'array':
      return schema.items && depth < DEPTH_MAX ? [exampleOf(schema.items, schemas, depth)] : [];
    case 'integer':
    case 'number':
      return Math.min(Math.max(1, schema.minimum ?? 1), schema.maximum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      if (schema.format === 'date-time') return MOMENT;
      if (schema.format === 'date') return MOMENT.slice(0, 10);
      return schema.format === 'uuid' ? UUID : 'text'.slice(0, schema.maxLength).padEnd(schema.minLength ?? 0, 't');
    default:
      return {};
  }
}
