import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsISO8601,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

interface Common {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  readonly default?: unknown;
}

// Validator and documentation in one declaration, so that they cannot differ.
const field = ({ optional, ...documented }: Common, api: object, ...validators: PropertyDecorator[]) =>
  applyDecorators(
    ...(optional ? [IsOptional()] : []),
    ...validators,
    ApiProperty({ ...documented, ...api, required: !optional } as never),
  );

/** A text of `minLength` to `maxLength` characters. */
export function Text({
  minLength = 1,
  maxLength,
  pattern,
  ...common
}: Common & { minLength?: number; maxLength: number; pattern?: RegExp }) {
  const api = { type: 'string', minLength, maxLength, ...(pattern && { pattern: pattern.source }) };
  return field(common, api, IsString(), Length(minLength, maxLength), ...(pattern ? [Matches(pattern)] : []));
}

/** A UUID. */
export const Id = (common: Common = {}) => field(common, { type: 'string', format: 'uuid' }, IsUUID());

/** A SKU as the shop writes it: letters, digits and a few signs, no blanks at its ends. */
export const SkuText = (common: Common = {}) =>
  Text({
    maxLength: 64,
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9 ._/-]*[A-Za-z0-9._/-])?$/,
    example: 'TEE-RED-M',
    ...common,
  });

/** A whole number between bounds; texts of a query are converted. */
export const Whole = ({ minimum, maximum, ...common }: Common & { minimum: number; maximum: number }) =>
  field(
    common,
    { type: 'integer', minimum, maximum },
    Type(() => Number),
    IsInt(),
    Min(minimum),
    Max(maximum),
  );

/** A number between bounds that may have a fraction. Never money. */
export const Fraction = ({ minimum, maximum, ...common }: Common & { minimum: number; maximum: number }) =>
  field(
    common,
    { type: 'number', minimum, maximum },
    Type(() => Number),
    IsNumber(),
    Min(minimum),
    Max(maximum),
  );

/** An amount in minor units: 0 to ten thousand million. */
export const Minor = (common: Common & { minimum?: number } = {}) =>
  Whole({ minimum: 0, maximum: 10_000_000_000, example: 1999, ...common });

/** An ISO 4217 code. */
export const Currency = (common: Common = {}) =>
  Text({ minLength: 3, maxLength: 3, pattern: /^[A-Z]{3}$/, example: 'GBP', ...common });

/** Yes or no. A query's `true` and `false` are understood where the class says so with a transform. */
export const Flag = (common: Common = {}) => field(common, { type: 'boolean' }, IsBoolean());

/** A moment, ISO 8601 with a time zone. */
export const Moment = (common: Common = {}) =>
  field(common, { type: 'string', format: 'date-time' }, IsISO8601({ strict: true, strictSeparator: true }));

/** One of `values`. */
export const OneOf = (values: readonly string[], common: Common = {}) =>
  field(common, { type: 'string', enum: [...values] }, IsIn([...values]));

/** One `item`. */
export const One = (item: Class, common: Common = {}) =>
  field(
    common,
    { type: () => item },
    ValidateNested(),
    Type(() => item),
  );

/** A list of `item`. */
export const ListOf = (
  item: Class,
  { minItems = 0, maxItems, ...common }: Common & { minItems?: number; maxItems: number },
) =>
  field(
    common,
    { type: () => [item], minItems, maxItems },
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    ValidateNested({ each: true }),
    Type(() => item),
  );

/** A list of texts. */
export const TextList = ({
  minItems = 0,
  maxItems,
  maxLength,
  values,
  ...common
}: Common & { minItems?: number; maxItems: number; maxLength: number; values?: readonly string[] }) =>
  field(
    common,
    { type: 'array', items: { type: 'string', maxLength, ...(values && { enum: [...values] }) }, minItems, maxItems },
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    IsString({ each: true }),
    Length(1, maxLength, { each: true }),
    ...(values ? [IsIn([...values], { each: true })] : []),
  );
