/** The options of a variant as people read and type them: `colour: red, size: M`. */
export const optionsText = (options: Readonly<Record<string, string>>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');

/** The options that a person typed; undefined where the text cannot be read. */
export function optionsOf(text: string): Record<string, string> | undefined {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => /^([^:]*[^:\s])\s*:\s*(.+)$/.exec(part));
  const names = parts.map((part) => part?.[1]);
  if (names.includes(undefined) || new Set(names).size < names.length) return undefined;
  return Object.fromEntries(parts.map((part) => [part![1]!, part![2]!]));
}
