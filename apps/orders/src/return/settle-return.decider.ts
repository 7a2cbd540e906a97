import { ReturnSettled } from '@concord/contracts';
import {
  derivedId,
  notFound,
  Rejection,
  split,
  type Change,
  type Command,
  type EventFrom,
  type JointDecider,
} from '@concord/event-sourcing';
import { shareOf } from '../order/line-share';
import { orderAggregate, type UnitsBack } from '../order/order.aggregate';
import { paymentAggregate, paymentIdOf, returnableMinor } from '../payment/payment.aggregate';
import { requestRefund } from '../payment/refund';
import { returnCase } from './return.aggregate';

type ByGrade = EventFrom<typeof ReturnSettled>['data']['byGrade'];
type Graded = Omit<ByGrade[number], 'refundMinor'>;
export type SettleReturn = Command<'SettleReturn', { returnId: string; graded: readonly Graded[] }>;

/** What goes back of the price paid, in percent: less for what was opened, nothing for what cannot be sold. */
const REFUND_PERCENT = { A: 100, B: 80, C: 50, D: 0, M: 0, W: 0 } as const;

/** Turns grades into money, and asks for the refund in the same breath: one per return, whatever is repeated. */
export const settleReturn: JointDecider<SettleReturn> = {
  commands: ['SettleReturn'],
  aggregate: returnCase,
  id: ({ data }) => data.returnId,

  decideJointly({ data: { returnId, graded } }, read) {
    const { status, orderId } = read(returnCase, returnId);
    if (status === 'none') return notFound('return-unknown', `There is no return ${returnId}.`);
    if (status !== 'authorised') return [];
    const { placed, returns } = read(orderAggregate, orderId);
    const paymentId = paymentIdOf(orderId);
    const payment = read(paymentAggregate, paymentId);
    // While the order is loaded its returns are not there yet; the decision is taken again then.
    const byGrade = withinLimit(valued(graded, returns[returnId] ?? []), returnableMinor(payment));
    const refundMinor = byGrade.reduce((sum, line) => sum + line.refundMinor, 0);
    const currency = placed?.currency ?? '';
    const settled = ReturnSettled.of({ returnId, orderId, refundMinor, currency, byGrade });
    const changes: Change[] = [{ to: returnCase, id: returnId, events: [settled] }];
    if (refundMinor === 0) return changes;
    const refundId = derivedId(returnId, 'refund');
    const customer = placed?.customerId === undefined ? {} : { customerId: placed.customerId };
    const refund = { orderId, ...customer, refundId, returnId, amountMinor: refundMinor, reason: `Return ${returnId}` };
    const requested = requestRefund(refund, payment);
    if (requested instanceof Rejection) return requested;
    return [...changes, { to: paymentAggregate, id: paymentId, events: requested }];
  },
};

/** What each group of graded units is worth: its part of what was paid for the line, less by its grade. */
function valued(graded: readonly Graded[], promised: readonly UnitsBack[]): ByGrade {
  const counted = new Map<string, number>();
  return graded.map((group) => {
    const { lineId, grade, quantity } = group;
    const line = promised.find((candidate) => candidate.lineId === lineId);
    const from = counted.get(lineId) ?? 0;
    const to = Math.min(from + quantity, line?.quantity ?? 0);
    counted.set(lineId, to);
    const paidMinor = line && to > from ? shareOf(line.paidMinor, line.quantity, from, to) : 0;
    return { ...group, refundMinor: Math.floor((paidMinor * REFUND_PERCENT[grade]) / 100) };
  });
}

/** Money that has gone back by hand already does not go back again. */
function withinLimit(byGrade: ByGrade, limitMinor: number): ByGrade {
  const weights = byGrade.map(({ refundMinor }) => refundMinor);
  if (weights.reduce((sum, weight) => sum + weight, 0) <= limitMinor) return byGrade;
  const parts = split(limitMinor, weights);
  return byGrade.map((group, index) => ({ ...group, refundMinor: parts[index]! }));
}
