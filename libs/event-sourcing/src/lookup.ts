/**
 * The entry of a record under a key from outside. A plain `record[key]` finds the members of every object too, such as
 * `constructor` or `toString`.
 */
export const lookup = <V>(record: Readonly<Record<string, V>>, key: string): V | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
