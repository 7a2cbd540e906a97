import type { Type as Class } from '@nestjs/common';
import { IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { listOf, ValueProperty } from './value-schema';

/** The members that a caller may not see are left out. */
class Shortened {
  @ValueProperty(listOf('text'), { optional: true, description: 'What was left out, for want of a right to see it.' })
  readonly masked?: readonly string[];
}

/** The class of rows of which some callers do not get these members; `masked` names them then. For documents. */
export const MaskedType = <R extends object, K extends keyof R>(row: Class<R>, members: readonly K[]) =>
  IntersectionType(OmitType(row, [...members]), PartialType(PickType(row, [...members])), Shortened);
