import {
  CreditGivenBack,
  notPersonal,
  ReturnDecided,
  ReturnDecisionNeeded,
  ReturnSettled,
  type Personal,
  creditsMinor,
} from '@concord/contracts';
import {
  never,
  notFound,
  Rejection,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
  type Stamped,
} from '@concord/event-sourcing';
import { claimOf } from '../claim/claim.aggregate';
import { creditsBack, creditsOf } from '../order/order-credits';
import type { Order } from '../order/order-state';
import { orderAggregate, UnitsGivenBack } from '../order/order.aggregate';
import { byTender, withPoints } from '../payment/credits';
import { paymentAggregate, paymentIdOf, settlementRefundId } from '../payment/payment.aggregate';
import { expectedMinor, owedMinor, returnableMinor } from '../payment/payment-sums';
import { refundAllowance, refundAllowanceId, RefundGranted } from '../payment/refund-allowance.aggregate';
import { beyondRefundLimit, type RefundLimit } from '../payment/refund-limit';
import { refundOrOwe } from '../payment/owed-refund';
import { worthMinor } from '../order/line-share';
import { byLine, moneyFor, percentOf, withinLimit, type Worth } from './giving-back';
import { withReasons } from './reasons';
import { boughtVouchers } from '../sold-voucher/bought-vouchers.aggregate';
import { keptMinor } from '../sold-voucher/kept-by-vouchers';
import { shippingBack } from './shipping-back';
import { BEYOND_ANNOUNCED, countedLate, countedOf, type Graded } from './units-back';
import { returnCase, type ReturnCase, type ReturnEvent } from './return.aggregate';

/** `givesShippingBack`: the setting `return.shipping`. */
export type SettleReturn = Command<
  'SettleReturn',
  { returnId: string; graded: readonly Graded[]; givesShippingBack: boolean }
>;
/** A person's decision on units that the rules leave open, within the limit of that person. */
export type DecideReturn = Command<
  'DecideReturn',
  { returnId: string; decisionId: string; lines: readonly Worth[]; reason: Personal } & RefundLimit
>;

/** Turns grades into money and requests the refund at the same time: one for each return and decision. */
export const settleReturn: JointDecider<SettleReturn | DecideReturn> = {
  commands: ['SettleReturn', 'DecideReturn'],
  aggregate: returnCase,
  id: ({ data }) => data.returnId,

  decideJointly(command, read) {
    const { returnId } = command.data;
    const state = read(returnCase, returnId);
    if (state.status === 'none') return notFound('return-unknown', `There is no return ${returnId}.`);
    switch (command.type) {
      case 'SettleReturn':
        return settle(command.data, state, read);
      case 'DecideReturn':
        return decide(command, state, read);
      default:
        return never(command);
    }
  },
};

/** Why a person must decide on a parcel that came although the shop had rejected its return. */
const REJECTED_BY_SHOP = notPersonal('The shop had rejected the return, and its parcel came all the same.');

function settle(
  { returnId, graded, givesShippingBack }: SettleReturn['data'],
  state: ReturnCase,
  read: Read,
): Change[] | Rejection {
  const { status, orderId, customerId, lines, isRejectedByShop } = state;
  if (status === 'settled' || status === 'rejected') return [];
  const order = read(orderAggregate, orderId);
  // A parcel may come after its return was cancelled: its units count as long as no other return names them.
  const isLate = status !== 'authorised';
  const { counted, beyond, changes } = isLate
    ? countedLate(graded, order, returnId, read)
    : countedOf(graded, order, returnId);
  const percents = order.placed?.returnGradePercents;
  const groups = withReasons(counted, lines).map(({ group, reason, reasonCode }) => {
    if (isRejectedByShop) return { group, reason: REJECTED_BY_SHOP, percent: undefined };
    return { group, reason, percent: percentOf(group.grade, reasonCode, percents) };
  });
  const shipping = givesShippingBack && !isRejectedByShop ? shippingBack(counted, order, returnId, read) : [];
  const worths = [
    ...groups.map(({ group, percent = 0 }) => ({ ...group, percent })),
    ...shipping.map((line) => ({ ...line, percent: 100 })),
  ];
  const paid = pay(worths, { orderId, returnId, refundId: settlementRefundId(returnId) }, order, read);
  if (paid instanceof Rejection) return paid;
  // About the units of a replacement its claim decides: they have no price of their own.
  const isAsked = claimOf(orderId) === undefined;
  const byGrade = [...groups.map(({ group }) => group), ...shipping].map((group, index) => {
    const isUndecided = isAsked && index < groups.length && groups[index]!.percent === undefined;
    return { ...group, refundMinor: paid.amounts[index]!, ...(isUndecided && { isUndecided: true as const }) };
  });
  const currency = order.placed?.currency ?? '';
  const events: ReturnEvent[] = [
    ReturnSettled.of({ returnId, orderId, refundMinor: paid.refundMinor, currency, byGrade }),
  ];
  const open = isAsked ? groups.filter(({ percent }) => percent === undefined) : [];
  const questions = [
    ...open.map(({ group, reason }) => ({ ...group, reason })),
    ...beyond.map((group) => ({ ...group, reason: BEYOND_ANNOUNCED })),
  ];
  if (questions.length > 0)
    events.push(
      ReturnDecisionNeeded.of({
        returnId,
        orderId,
        ...(customerId !== null && { customerId }),
        lines: questions.map(({ lineId, sku, grade, quantity, reason }) => ({ lineId, sku, grade, quantity, reason })),
      }),
    );
  return [{ to: returnCase, id: returnId, events }, ...changes, ...paid.changes];
}

function decide({ data, at, by }: Stamped<DecideReturn>, { status, orderId, undecided }: ReturnCase, read: Read) {
  const { returnId, decisionId, lines, reason } = data;
  const order = read(orderAggregate, orderId);
  if (status !== 'settled' || undecided.length === 0)
    return rule('return-not-undecided', `Nothing of the return ${returnId} waits for a decision.`);
  for (const { lineId, quantity } of lines) {
    const open = undecided.reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
    const wanted = lines.reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
    if (wanted > open || quantity > open)
      return rule('units-not-undecided', `Of the line ${lineId}, ${open} units wait for a decision.`, { lineId, open });
  }
  const paid = pay(lines, { orderId, returnId, refundId: decisionId }, order, read);
  if (paid instanceof Rejection) return paid;
  const empty = withoutMoney(lines, paid.amounts, order);
  if (empty) return empty;
  const { refundMinor } = paid;
  const payment = read(paymentAggregate, paymentIdOf(orderId));
  const currency = order.placed?.currency ?? '';
  const allowanceId = refundAllowanceId(by.id, at, currency);
  const allowance = read(refundAllowance, allowanceId);
  if (allowance.refundIds.includes(decisionId)) return [];
  const refused = beyondRefundLimit(refundMinor, data, { currency, order, payment, allowance });
  if (refused) return refused;
  const granted =
    refundMinor > 0 ? [RefundGranted.of({ orderId, refundId: decisionId, returnId, amountMinor: refundMinor })] : [];
  const decided = ReturnDecided.of({
    returnId,
    orderId,
    lines: lines.map(({ lineId, quantity, percent }, index) => {
      return { lineId, quantity, percent, refundMinor: paid.amounts[index]! };
    }),
    refundMinor,
    currency,
    reason,
  });
  return [
    { to: returnCase, id: returnId, events: [decided] },
    ...paid.changes,
    { to: refundAllowance, id: allowanceId, events: granted },
  ];
}

/** Whoever grants money hears it where none is left to give; that nothing goes back is said with 0 percent. */
function withoutMoney(lines: readonly Worth[], amounts: readonly number[], { placed }: Order): Rejection | undefined {
  const empty = lines.find(({ lineId, quantity, percent }, index) => {
    const line = placed?.lines.find((one) => one.lineId === lineId);
    const isWorth = line !== undefined && worthMinor(line.totalMinor, line.quantity, percent * quantity) > 0;
    return isWorth && amounts[index] === 0;
  });
  if (!empty) return undefined;
  const { lineId } = empty;
  const detail = `Nothing that was paid for the line ${lineId} is left: it has gone back, or vouchers that were bought keep it. Say 0 percent to close the question.`;
  return rule('nothing-left-to-give-back', detail, { lineId });
}

function pay(
  worths: readonly Worth[],
  { orderId, returnId, refundId }: { orderId: string; returnId: string; refundId: string },
  order: Order,
  read: Read,
) {
  const paymentId = paymentIdOf(orderId);
  const payment = read(paymentAggregate, paymentId);
  const { placed, givenBack } = order;
  // What is captured later is refunded later: it is owed until then.
  const restLeftMinor = Math.max(0, returnableMinor(payment) + expectedMinor(payment) - owedMinor(payment));
  const { sent, returned } = order.credits;
  const openMinor = restLeftMinor + creditsMinor(sent) - creditsMinor(returned);
  // What bought vouchers are worth stays with the shop: a person may void them, and give it back by hand.
  const keptByVouchers = placed ? keptMinor(read(boughtVouchers, orderId), placed) : 0;
  const limitMinor = Math.max(0, openMinor - keptByVouchers);
  const amounts = placed ? withinLimit(moneyFor(worths, placed, givenBack), limitMinor) : worths.map(() => 0);
  const refundMinor = amounts.reduce((sum, amount) => sum + amount, 0);
  const lines = byLine(worths, amounts);
  const changes: Change[] =
    lines.length > 0
      ? [{ to: orderAggregate, id: orderId, events: [UnitsGivenBack.of({ orderId, returnId, lines })] }]
      : [];
  if (refundMinor === 0 || !placed) return { amounts, refundMinor, changes };
  const { customerId, currency } = placed;
  const customer = customerId === undefined ? {} : { customerId };
  const { credits, restMinor } = byTender(refundMinor, sent, returned, restLeftMinor);
  if (creditsMinor(credits) > 0) {
    const whole = withPoints(credits.vouchers, credits.points?.amountMinor ?? 0, creditsOf(order), creditsBack(order));
    const given = { orderId, ...customer, refundId, cause: 'return' as const, returnId, currency, ...whole };
    changes.push({ to: orderAggregate, id: orderId, events: [CreditGivenBack.of(given)] });
  }
  if (restMinor === 0) return { amounts, refundMinor, changes };
  const refund = {
    orderId,
    ...customer,
    refundId,
    returnId,
    amountMinor: restMinor,
    reason: notPersonal(`Return ${returnId}`),
  };
  const requested = refundOrOwe(refund, payment);
  if (requested instanceof Rejection) return requested;
  return { amounts, refundMinor, changes: [...changes, { to: paymentAggregate, id: paymentId, events: requested }] };
}
