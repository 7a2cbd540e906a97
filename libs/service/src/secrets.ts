import type { Model } from '@concord/event-sourcing';

/**
 * The names of members that hold secrets: declared with `secret: true` in the schema of an event, such as the token that
 * stands for a card. A secret is used where it is needed and shown nowhere.
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

/** A copy without secrets. */
export function withoutSecrets<T>(value: T, names: ReadonlySet<string>): T {
  if (names.size === 0) return value;
  return JSON.parse(JSON.stringify(value, (name, member: unknown) => (names.has(name) ? undefined : member))) as T;
}
