/** A table of a paper. `widths` are parts of the line; columns of numbers stand at their right end. */
export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly widths: readonly number[];
  readonly numbers: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a paper, from top to bottom. */
export type Block =
  | { readonly kind: 'title'; readonly text: string; readonly aside?: readonly string[] }
  /** Texts side by side, each with a small heading. */
  | {
      readonly kind: 'columns';
      readonly columns: readonly { readonly head?: string; readonly lines: readonly string[] }[];
    }
  | Table
  /** Amounts at the right, each with its name; the strong ones stand out. */
  | {
      readonly kind: 'sums';
      readonly rows: readonly { readonly name: string; readonly amount: string; readonly isStrong?: boolean }[];
    }
  | { readonly kind: 'text'; readonly text: string; readonly isLarge?: boolean }
  | { readonly kind: 'barcode'; readonly text: string };

/** A file within a paper. */
export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly content: string;
  /** What the metadata of the paper say of it, as RDF. */
  readonly metadata: string;
}

/**
 * What a paper shows. The same paper is printed to the same bytes: nothing in it is taken from the clock or the machine.
 * Texts may be of any script that DejaVu Sans has: Latin, Greek, Cyrillic and some more.
 */
export interface Paper {
  readonly title: string;
  readonly language: string;
  readonly size: 'A4' | 'A6';
  /** ISO 8601: the moment that the file names as its creation. */
  readonly at: string;
  readonly author: string;
  /** Stands at the foot of every page. */
  readonly foot: string;
  /** "Page 1 of 2". */
  readonly pageOf: (page: number, pages: number) => string;
  readonly blocks: readonly Block[];
  readonly attachment?: Attachment;
}
