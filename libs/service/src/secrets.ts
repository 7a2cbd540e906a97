import type { Model } from '@concord/event-sourcing';

/**
 * The names of members that hold secrets: declared with `secret: true` in the schema of an event, such as the token of
 * a card. A secret is shown nowhere.
 */
export function secretNames(model: Model): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties = {}, items } = schema as { properties?: Record<string, { secret?: boolean }>; items?: unknown };
    for (const [name, member] of Object.entries(properties)) {
      if (member.secret) names.add(name);
      look(member);
    }
    look(items);
  };
  for (const { events } of model.aggregates.values()) for (const { schema } of Object.values(events)) look(schema);
  return names;
}

/** The values of members with these names, wherever they stand in a value. */
export function secretsIn(value: unknown, names: ReadonlySet<string>): ReadonlySet<unknown> {
  const secrets = new Set<unknown>();
  if (names.size === 0) return secrets;
  JSON.stringify(value, (name, member: unknown) => {
    if (names.has(name) && member !== null && member !== undefined) secrets.add(member);
    return member;
  });
  return secrets;
}

/** A copy without secrets: without members of these names, and without values that equal one of `secrets`. */
export function withoutSecrets<T>(value: T, names: ReadonlySet<string>, secrets: ReadonlySet<unknown> = new Set()): T {
  if (names.size === 0) return value;
  const isSecret = (name: string, member: unknown) => names.has(name) || secrets.has(member);
  return JSON.parse(
    JSON.stringify(value, (name, member: unknown) => (isSecret(name, member) ? undefined : member)),
  ) as T;
}
