/**
 * What a record holds under a key that came from outside. A plain `record[key]` finds the members of every object too:
 * under `constructor` or `toString` there is always something.
 */
export const lookup = <V>(record: Readonly<Record<string, V>>, key: string): V | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
