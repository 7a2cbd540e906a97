import type { Type as Class } from '@nestjs/common';
import { IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { listOf, ValueProperty } from './value-schema';

/** Members that a caller may not see are left out. */
class Shortened {
  @ValueProperty(listOf('text'), {
    optional: true,
    description: 'The members that are left out, because the caller may not see them.',
  })
  readonly masked?: readonly string[];
}

/** The class of rows whose listed members some callers do not get; `masked` then names them. For API documents. */
export const MaskedType = <R extends object, K extends keyof R>(row: Class<R>, members: readonly K[]) =>
  IntersectionType(OmitType(row, [...members]), PartialType(PickType(row, [...members])), Shortened);
