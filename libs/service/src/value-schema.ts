import { ApiProperty } from '@nestjs/swagger';

const KINDS = {
  text: { type: 'string' },
  whole: { type: 'integer' },
  number: { type: 'number' },
  flag: { type: 'boolean' },
  moment: { type: 'string', format: 'date-time' },
} as const;

type Kind = keyof typeof KINDS;

/** The JSON Schema of any value: another place decides what it may be. */
export const ANY_VALUE = {
  anyOf: [
    { type: 'number' },
    { type: 'string' },
    { type: 'boolean' },
    { type: 'object', additionalProperties: true },
    { type: 'array', items: {} },
  ],
};

/** The JSON Schema of any value, or none. */
export const ANY_VALUE_OR_NULL = { anyOf: [...ANY_VALUE.anyOf, { type: 'null' }] };

/** A member of a value: its kind, or its JSON Schema. */
type Member = Kind | `${Kind} or null` | object;

const schemaOf = (member: Member): object => {
  if (typeof member === 'object') return member;
  const [kind, nullable] = member.split(' or ');
  return { ...KINDS[kind as Kind], ...(nullable && { nullable: true }) };
};

/** The JSON Schema of an object with these members. A member whose name ends with `?` may be absent. */
export function objectOf(members: Readonly<Record<string, Member>>, more: object = {}) {
  const named = Object.entries(members).map(([name, member]) => [name.replace(/\?$/, ''), schemaOf(member)]);
  const required = Object.keys(members).filter((name) => !name.endsWith('?'));
  return { type: 'object', ...(required.length > 0 && { required }), properties: Object.fromEntries(named), ...more };
}

/** The JSON Schema of a list, of texts or the like, or of objects with these members. */
export const listOf = (item: Kind | Readonly<Record<string, Member>>) => ({
  type: 'array',
  items: typeof item === 'string' ? schemaOf(item) : objectOf(item),
});

/** The JSON Schema of an object with free member names, such as units by SKU. */
export const mapOf = (member: Member) => ({ type: 'object', additionalProperties: schemaOf(member) });

/** A member of an answer with this JSON Schema. */
export const ValueProperty = (
  schema: object,
  {
    optional = false,
    ...documented
  }: { optional?: boolean; nullable?: boolean; description?: string; example?: unknown } = {},
) => {
  // `required` is, for an object, the list of its own members: `selfRequired` then says whether the object itself is
  // required.
  const presence = 'required' in schema ? { selfRequired: !optional } : { required: !optional };
  return ApiProperty({ ...documented, ...presence, ...schema } as never);
};
