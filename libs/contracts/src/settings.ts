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

function setting<S extends TSchema>(
  key: string,
  schema: S,
  initial: Static<S>,
  described: Pick<DeclaredSetting, 'unit' | 'owner' | 'says'>,
): DeclaredSetting<Static<S>> {
  const validator = Compile(schema);
  const problems = (value: unknown) =>
    validator.Check(value)
      ? []
      : [...validator.Errors(value)].map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
  return { key, schema, initial, problems, ...described };
}

const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });

/** Returns are possible until this many days after the last arrival; the law of many countries asks for 14. */
export const RETURN_WINDOW_DAYS = setting('return.window-days', whole(14, 365), 30, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'Units may come back until so long after the last parcel arrived. An order keeps the window of its day.',
});

export const RETURN_PARCEL_DAYS = setting('return.parcel-days', whole(1, 90), 14, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'An authorised return expires when its parcel has not come within this time.',
});

export const PRICE_APPROVAL_PERCENT = setting('price.approval-percent', whole(0, 100), 15, {
  unit: 'percent',
  owner: 'ecommerce_sme',
  says: 'A price that changes by more than this needs the approval of a second person.',
});

/** Every setting, by key. The service oversight owns their versions. */
export const SETTINGS: Readonly<Record<string, DeclaredSetting>> = Object.fromEntries(
  [RETURN_WINDOW_DAYS, RETURN_PARCEL_DAYS, PRICE_APPROVAL_PERCENT].map((each) => [each.key, each as DeclaredSetting]),
);

/**
 * An approved version takes effect this long after its approval at the earliest: by then every instance of every service
 * knows it, and all of them begin to use it at the same moment.
 */
export const SETTING_LEAD_S = 30;
