/** An index finds a part of a text by three letters in a row. */
export const PART_CHARACTERS_MIN = 3;

/** The patterns for a text that a SKU begins with or a title holds; a short text must begin the title too. */
export function patternsOf(text: string): { readonly begins: string; readonly holds: string } {
  const begins = `${text.replace(/[\\%_]/g, '\\$&')}%`;
  return { begins, holds: text.length < PART_CHARACTERS_MIN ? begins : `%${begins}` };
}
