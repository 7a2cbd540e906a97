import { Type } from 'typebox';

export const SKU_CHARACTERS_MAX = 64;
/** The SKU as the shop writes it. */
export const Sku = Type.String({ minLength: 1, maxLength: SKU_CHARACTERS_MAX });
export const ID_CHARACTERS_MAX = 100;
/** A UUID, or an id that an integrator chose. */
export const Id = Type.String({ minLength: 1, maxLength: ID_CHARACTERS_MAX });
/** The code of a price list. */
export const ListCode = Type.String({ maxLength: 40 });
/** How people write the code of a price list, a group, a tax class or a ship option: `trade-eu`. */
export const CODE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** The code of a warehouse. */
export const WarehouseCode = Type.String({ minLength: 1, maxLength: 40 });
/** Whole units, at least one. */
export const Units = Type.Integer({ minimum: 1 });
/** Whole units, zero allowed. */
export const UnitsOrNone = Type.Integer({ minimum: 0 });
/** A whole percent, none and all allowed. */
export const Percent = Type.Integer({ minimum: 0, maximum: 100 });
/** The refund for a unit in percent of the price paid, by the grade of its inspection. */
export const GradePercents = Type.Object({ A: Percent, B: Percent, C: Percent });
/** An amount in minor units of the currency beside it. */
export const Minor = Type.Integer();
/** ISO 4217. Requests may use only the codes of `CURRENCIES`; published events stay readable. */
export const Currency = Type.String({ minLength: 3, maxLength: 3 });
/** ISO 8601 UTC. */
export const Time = Type.String({ format: 'date-time' });
/** A short text. */
export const ShortText = Type.String({ maxLength: 500 });

/** One of a few texts. */
export const OneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });
