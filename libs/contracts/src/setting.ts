import { Type, type Static, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Setting } from '@concord/event-sourcing';

/** A setting as the shop's people see it. */
export interface DeclaredSetting<T = unknown> extends Setting<T> {
  readonly schema: TSchema;
  /** What the number counts: days, percent, minor units … */
  readonly unit: string;
  /** The role that knows what is right. */
  readonly owner: string;
  /** One sentence: what it decides. */
  readonly says: string;
  /** The reasons why a value cannot be one; empty when it can. */
  problems(value: unknown): readonly string[];
}

/** `check` says what a schema cannot. */
type Described<T> = Pick<DeclaredSetting, 'unit' | 'owner' | 'says'> & { check?(value: T): readonly string[] };

/** A whole number from `minimum` to `maximum`. */
export const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });

/** Declares a setting: its key, the schema of a value, and the value that holds until the shop says another one. */
export function setting<S extends TSchema>(
  key: string,
  schema: S,
  initial: Static<S>,
  { check = () => [], ...described }: Described<Static<S>>,
): DeclaredSetting<Static<S>> {
  const validator = Compile(schema);
  const problems = (value: unknown) =>
    validator.Check(value)
      ? check(value)
      : [...validator.Errors(value)].map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
  return { key, schema, initial, problems, ...described };
}
