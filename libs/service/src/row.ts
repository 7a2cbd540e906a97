import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Column, PrimaryColumn, type ColumnOptions, type ValueTransformer } from 'typeorm';
import { listOf, objectOf, ValueProperty } from './value-schema';

interface Documented {
  readonly description?: string;
  readonly example?: unknown;
  readonly nullable?: boolean;
}

// A column of a read table and a field of the API's answer, in one declaration.
const column = (type: ColumnOptions['type'], api: object, documented: Documented = {}, options: ColumnOptions = {}) =>
  applyDecorators(
    Column({ ...options, type: type!, nullable: documented.nullable ?? false }),
    ValueProperty(api, documented),
  );

/** The key of a row, or one of its parts: text. */
export const RowKeyText = (documented: Documented = {}) =>
  applyDecorators(PrimaryColumn({ type: 'text' }), ApiProperty({ type: 'string', ...documented } as never));

/** The key of a row, or one of its parts: a whole number. */
export const RowKeyWhole = (documented: Documented = {}) =>
  applyDecorators(PrimaryColumn({ type: 'bigint' }), ApiProperty({ type: 'integer', ...documented } as never));

/** A text. */
export const RowText = (documented?: Documented) => column('text', { type: 'string' }, documented);

/** The order of Unicode for all languages: lower case letters and letters with accents sort as their base letter. */
const ALPHABET = 'und-x-icu';

/** A title or a name: lists that are sorted by it are in alphabetical order. */
export const RowTitle = (documented?: Documented) =>
  column('text', { type: 'string' }, documented, { collation: ALPHABET });

/** One of a few texts. */
export const RowOneOf = (values: readonly string[], documented?: Documented) =>
  column('text', { type: 'string', enum: [...values] }, documented);

/** A whole number up to 2^53: units, counts, minor units of money. */
export const RowWhole = (documented?: Documented) => column('bigint', { type: 'integer' }, documented);

/** A number with a fraction: a ratio, never money. */
export const RowNumber = (documented?: Documented) => column('double precision', { type: 'number' }, documented);

/** TypeORM makes a Date of a moment, and `Date.parse` of a Date loses its milliseconds. */
const AS_TEXT: ValueTransformer = {
  to: (moment: unknown) => moment,
  from: (moment: unknown) => (moment instanceof Date ? moment.toISOString() : moment),
};

/** A moment, ISO 8601 UTC. */
export const RowTime = (documented?: Documented) =>
  column('timestamptz', { type: 'string', format: 'date-time' }, documented, { transformer: AS_TEXT });

/** Yes or no. */
export const RowFlag = (documented?: Documented) => column('boolean', { type: 'boolean' }, documented);

/** A value within the row: a list or an object; `schema` is its JSON Schema. */
export const RowJson = (schema: object, documented?: Documented) => column('jsonb', schema, documented);

/** A list within the row, of texts or of objects: their members with their kinds, as `objectOf` takes them. */
export const RowList = (item: Parameters<typeof listOf>[0], documented?: Documented) =>
  RowJson(listOf(item), documented);

/** An object within the row: its members with their kinds, as `objectOf` takes them. */
export const RowObject = (members: Parameters<typeof objectOf>[0], documented?: Documented) =>
  RowJson(objectOf(members), documented);
