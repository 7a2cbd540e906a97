/** The entries of a list that a person typed with commas. */
export const typedList = (text: unknown): string[] =>
  (typeof text === 'string' ? text : '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
