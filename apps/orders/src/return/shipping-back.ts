import { lookup, type Read } from '@concord/event-sourcing';
import { exchangeOf } from '../exchange/exchange.aggregate';
import { additionsThatStay } from '../order/order-additions';
import type { Order } from '../order/order-state';
import { openUnits, sumUnits, unitsSentByLine } from '../order/order-units';
import { returnCase } from './return.aggregate';
import type { Graded } from './units-back';

/**
 * The line of the shipping, where its price goes back with the last goods of an order. It stays due for goods that the
 * customer keeps, gets in exchange, or had added.
 */
export function shippingBack(counted: readonly Graded[], order: Order, returnId: string, read: Read): Graded[] {
  const { placed, returns, givenBack } = order;
  const shipping = placed?.lines.find(({ isShipping, totalMinor }) => isShipping && totalMinor > 0);
  if (!placed || !shipping || lookup(givenBack, shipping.lineId)?.percentUnits) return [];
  const goods = placed.lines.filter(({ stocked }) => stocked);
  const before = Object.entries(returns).filter(([id]) => id !== returnId && read(returnCase, id).status === 'settled');
  if ([returnId, ...before.map(([id]) => id)].some((id) => exchangeOf(id) !== undefined)) return [];
  if (additionsThatStay(order, read).length > 0) return [];
  const here = counted.filter(({ grade }) => grade !== 'M' && grade !== 'W');
  const back = [...before.flatMap(([, lines]) => lines), ...here];
  const sent = unitsSentByLine(order);
  const backOf = (lineId: string) => sumUnits(back.filter((units) => units.lineId === lineId));
  const isKept = goods.some(({ lineId }) => (sent.get(lineId) ?? 0) > backOf(lineId));
  if (isKept || openUnits(order).some(({ warehouse }) => warehouse !== null)) return [];
  const { lineId, sku, quantity } = shipping;
  return [{ lineId, sku, grade: 'A', quantity }];
}
