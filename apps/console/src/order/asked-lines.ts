import type { Orders } from '@concord/client';
import type { Field, Typed } from '../action/action';
import { Unfit } from '../problem/unfit';

type Line = Orders.Order['lines'][number];

/** An order of a great many lines is worked on through the API. */
const ASKED_LINES_MAX = 40;

/** The units of a line that were not cancelled. */
const standing = ({ quantity, cancelled = 0 }: Line) => quantity - cancelled;

/** The goods of an order that an action asks about. */
export const goodsOf = ({ lines }: Pick<Orders.Order, 'lines'>): Line[] =>
  lines.filter((line) => line.stocked && standing(line) > 0).slice(0, ASKED_LINES_MAX);

/** A field for the units of a line; without any the line is not meant. */
export const fieldOf = (line: Line): Field => ({
  name: `line ${line.lineId}`,
  label: `${line.sku} ${line.title}`,
  kind: 'number',
  initial: 0,
  min: 0,
  max: standing(line),
  isOptional: true,
});

/** The lines of which units were typed. */
export const wantedOf = (goods: readonly Line[], typed: Typed) =>
  goods
    .map(({ lineId }) => ({ lineId, quantity: Number(typed[`line ${lineId}`] ?? 0) }))
    .filter(({ quantity }) => quantity > 0);

/** The lines of which units were typed. Throws `Unfit` with the message where there are none. */
export function someOf(goods: readonly Line[], typed: Typed, message: string) {
  const lines = wantedOf(goods, typed);
  if (lines.length === 0) throw new Unfit(message);
  return lines;
}
