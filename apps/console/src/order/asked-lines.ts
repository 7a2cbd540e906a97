import type { Orders } from '@concord/client';
import type { Field, Typed } from '../action/action';

type Line = Orders.Order['lines'][number];

/** An order of a great many lines is worked on through the API. */
const ASKED_LINES_MAX = 40;

/** The goods of an order that an action asks about. */
export const goodsOf = ({ lines }: Pick<Orders.Order, 'lines'>): Line[] =>
  lines.filter(({ stocked }) => stocked).slice(0, ASKED_LINES_MAX);

/** A field for the units of a line; without any the line is not meant. */
export const fieldOf = ({ lineId, sku, title, quantity }: Line): Field => ({
  name: `line ${lineId}`,
  label: `${sku} ${title}`,
  kind: 'number',
  initial: 0,
  min: 0,
  max: quantity,
  isOptional: true,
});

/** The lines of which units were typed. */
export const wantedOf = (goods: readonly Line[], typed: Typed) =>
  goods
    .map(({ lineId }) => ({ lineId, quantity: Number(typed[`line ${lineId}`] ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
