import { ClaimOpened, ClaimResolved, OrderPlaced, type CLAIM_KINDS, type Personal } from '@concord/contracts';
import {
  conflict,
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
import { inCommon } from '../order/following-order';
import type { Order, Placed } from '../order/order-state';
import { unitsClaimed, unitsPromisedBack, unitsSentByLine } from '../order/order-units';
import { orderAggregate, UnitsClaimed, UnitsClaimEnded, UnitsGivenBack } from '../order/order.aggregate';
import { giveBackByHand } from '../payment/give-back-by-hand';
import { paymentAggregate, paymentIdOf } from '../payment/payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from '../payment/refund-allowance.aggregate';
import { beyondRefundLimit, type RefundLimit } from '../payment/refund-limit';
import { byLine, moneyFor } from '../return/giving-back';
import { boughtVouchers } from '../sold-voucher/bought-vouchers.aggregate';
import { claimAggregate, claimOf, ClaimPartMoved, linesWithout, replacementOf, type Claim } from './claim.aggregate';
import { openPart } from './claim-part';
import { replacedBy, replacedWorth } from './replaced-worth';

export type OpenClaim = Command<
  'OpenClaim',
  {
    claimId: string;
    orderId: string;
    kind: (typeof CLAIM_KINDS)[number];
    lines: readonly { lineId: string; quantity: number }[];
    description: Personal;
  }
>;
/** `percent` is the part of the price that goes back. The limit of the person holds as for any refund by hand. */
export type ResolveClaim = Command<
  'ResolveClaim',
  { claimId: string; reason: Personal } & (
    | ({ resolution: 'refund'; percent: number } & RefundLimit)
    | ({ resolution: 'replacement' } & RefundLimit)
    | { resolution: 'rejected' }
  )
>;
/** Claims about what came, or did not come: each unit is claimed once, and paid for once. */
export const claim: JointDecider<OpenClaim | ResolveClaim> = {
  commands: ['OpenClaim', 'ResolveClaim'],
  aggregate: claimAggregate,
  opens: ['OpenClaim'],
  id: ({ data }) => data.claimId,

  decideJointly(command, read) {
    switch (command.type) {
      case 'OpenClaim':
        return open(command.data, read);
      case 'ResolveClaim':
        return resolve(command, read);
      default:
        return never(command);
    }
  },
};

function open({ claimId, orderId, kind, lines, description }: OpenClaim['data'], read: Read): Change[] | Rejection {
  if (read(claimAggregate, claimId).status !== 'none') return [];
  const order = read(orderAggregate, orderId);
  const { placed } = order;
  if (!placed) return notFound('order-unknown', `There is no order ${orderId}.`);
  if (lines.length === 0) return rule('claim-without-lines', 'Name the lines that the claim is about.');
  const service = lines.find(({ lineId }) => placed.lines.some((line) => line.lineId === lineId && !line.stocked));
  if (service)
    return rule('line-not-goods', `The line ${service.lineId} is no goods that are sent: ask for a refund instead.`, {
      lineId: service.lineId,
    });
  const wrong = lines.find(({ lineId, quantity }) => quantity > claimable(order, lineId));
  if (wrong) return notClaimable(wrong.lineId, claimable(order, wrong.lineId));
  if (new Set(lines.map(({ lineId }) => lineId)).size < lines.length)
    return rule('claim-line-repeated', 'Name each line once.');
  const settled = claimOf(orderId);
  if (settled !== undefined) return openAnew({ claimId, orderId, kind, lines, description }, settled, read);
  const named = lines.map(({ lineId, quantity }) => {
    return { lineId, quantity, sku: placed.lines.find((line) => line.lineId === lineId)!.sku };
  });
  const opened = ClaimOpened.of({ claimId, orderId, ...customerOf(placed), kind, lines: named, description });
  const claimed = UnitsClaimed.of({ orderId, claimId, lines: [...lines] });
  return [
    { to: claimAggregate, id: claimId, events: [opened] },
    { to: orderAggregate, id: orderId, events: [claimed] },
  ];
}

/**
 * The units of a replacement have no price of their own: a claim about them is one about the units that it replaces, of the
 * order that was paid.
 */
function openAnew(
  { claimId, orderId, kind, lines, description }: OpenClaim['data'],
  settledId: string,
  read: Read,
): Change[] | Rejection {
  const { opened, settledBy } = read(claimAggregate, settledId);
  const known = settledBy === orderId ? opened!.lines : [];
  const unitsOf = (lineId: string) => known.find((line) => line.lineId === lineId)?.quantity ?? 0;
  const beyond = lines.find(({ lineId, quantity }) => quantity > unitsOf(lineId));
  if (beyond) return notClaimable(beyond.lineId, unitsOf(beyond.lineId));
  const { orderId: firstId } = opened!;
  const first = read(orderAggregate, firstId);
  const units = [...lines];
  const moved = ClaimPartMoved.of({ claimId: settledId, partId: claimId, replacementOrderId: orderId, lines: units });
  const gone = UnitsClaimed.of({ orderId, claimId, lines: units });
  return [
    ...openPart(opened!, { partId: claimId, kind, lines, description }),
    { to: claimAggregate, id: settledId, events: [moved] },
    ...replacedBy(settledId, firstId, replacedWorth(linesWithout(known, lines), first), first),
    { to: orderAggregate, id: orderId, events: [gone] },
  ];
}

const notClaimable = (lineId: string, units: number) =>
  rule('units-not-claimable', `Of the line ${lineId}, ${units} units can be claimed.`, { lineId, units });

/** Units of a line that left, and that neither a claim nor a return names. */
function claimable(order: Order, lineId: string): number {
  const sent = unitsSentByLine(order).get(lineId) ?? 0;
  return sent - unitsClaimed(order, lineId) - unitsPromisedBack(order, lineId);
}

function resolve(command: Stamped<ResolveClaim>, read: Read): Change[] | Rejection {
  const { data } = command;
  const { claimId, reason } = data;
  const state = read(claimAggregate, claimId);
  if (state.status === 'none') return notFound('claim-unknown', `There is no claim ${claimId}.`);
  if (state.status === 'resolved') return conflict('claim-resolved', `The claim ${claimId} was decided already.`);
  const { orderId } = state.opened!;
  const order = read(orderAggregate, orderId);
  const placed = order.placed!;
  const about = { claimId, orderId, ...customerOf(placed), currency: placed.currency, reason };
  const resolved = (more: { refundMinor: number; replacementOrderId?: string }): Change => {
    const event = ClaimResolved.of({ ...about, resolution: data.resolution, ...more });
    return { to: claimAggregate, id: claimId, events: [event] };
  };
  switch (data.resolution) {
    case 'refund':
      return refund(command, data, state, order, read, resolved);
    case 'replacement': {
      const granted = worthGranted(command, data, state, order, read);
      if (granted instanceof Rejection) return granted;
      const replacementOrderId = replacementOf(claimId, state.replacements + 1);
      const free = replacement(state, replacementOrderId, placed, command.at);
      return [
        resolved({ refundMinor: 0, replacementOrderId }),
        { to: orderAggregate, id: replacementOrderId, events: [free] },
        ...granted,
      ];
    }
    case 'rejected':
      return [
        resolved({ refundMinor: 0 }),
        { to: orderAggregate, id: orderId, events: [UnitsClaimEnded.of({ orderId, claimId })] },
      ];
    default:
      return never(data);
  }
}

/** What goes out for nothing counts against the limit of the person, with what was paid for it. */
function worthGranted(
  { at, by }: Stamped<ResolveClaim>,
  { claimId, limitMinor, dayFactor }: { claimId: string } & RefundLimit,
  { opened, replacements }: Claim,
  order: Order,
  read: Read,
): Change[] | Rejection {
  const { orderId, lines } = opened!;
  const amountMinor = replacedWorth(lines, order);
  const payment = read(paymentAggregate, paymentIdOf(orderId));
  const { currency } = order.placed!;
  const allowanceId = refundAllowanceId(by.id, at, currency);
  const allowance = read(refundAllowance, allowanceId);
  const before = { currency, order, payment, allowance };
  const refused = beyondRefundLimit(amountMinor, { limitMinor, dayFactor }, before);
  if (refused) return refused;
  const refundId = replacementOf(claimId, replacements + 1);
  return [
    { to: refundAllowance, id: allowanceId, events: [RefundGranted.of({ orderId, refundId, claimId, amountMinor })] },
    ...replacedBy(claimId, orderId, amountMinor, order),
  ];
}

function refund(
  { at, by }: Stamped<ResolveClaim>,
  { claimId, percent, reason, limitMinor, dayFactor }: Extract<ResolveClaim['data'], { resolution: 'refund' }>,
  { opened }: Claim,
  order: Order,
  read: Read,
  resolved: (more: { refundMinor: number }) => Change,
): Change[] | Rejection {
  const { orderId, lines } = opened!;
  const worths = lines.map(({ lineId, quantity }) => ({ lineId, quantity, percent }));
  const amounts = moneyFor(worths, order.placed!, order.givenBack);
  const refundMinor = amounts.reduce((sum, amount) => sum + amount, 0);
  if (refundMinor === 0)
    return rule('nothing-left-to-give-back', 'All that was paid for these units has gone back: reject the claim.');
  const payment = read(paymentAggregate, paymentIdOf(orderId));
  const { currency } = order.placed!;
  const allowanceId = refundAllowanceId(by.id, at, currency);
  const allowance = read(refundAllowance, allowanceId);
  const before = { currency, order, payment, allowance };
  const refused = beyondRefundLimit(refundMinor, { limitMinor, dayFactor }, before);
  if (refused) return refused;
  const customer = customerOf(order.placed!);
  const given = giveBackByHand(
    { orderId, ...customer, refundId: claimId, amountMinor: refundMinor, reason },
    order,
    payment,
    read(boughtVouchers, orderId),
  );
  if (given instanceof Rejection) return given;
  const back = UnitsGivenBack.of({ orderId, returnId: claimId, lines: byLine(worths, amounts) });
  return [
    resolved({ refundMinor }),
    { to: orderAggregate, id: orderId, events: [back] },
    ...given,
    {
      to: refundAllowance,
      id: allowanceId,
      events: [RefundGranted.of({ orderId, refundId: claimId, claimId, amountMinor: refundMinor })],
    },
  ];
}

/** An order at no price, for the units of the claim, under the ids of their lines. */
function replacement({ opened }: Claim, orderId: string, placed: Placed, at: string) {
  const lines = opened!.lines.map(({ lineId, sku, quantity }) => {
    const { title, stocked } = placed.lines.find((line) => line.lineId === lineId)!;
    return { lineId, sku, title, quantity, unitMinor: 0, discounts: [], totalMinor: 0, stocked };
  });
  return OrderPlaced.of({
    ...inCommon(placed),
    orderId,
    lines,
    goodsMinor: 0,
    discountMinor: 0,
    totalMinor: 0,
    replaces: placed.orderId,
    orderedAt: at,
    paymentMethod: 'card',
  });
}

const customerOf = ({ customerId }: Placed) => (customerId === undefined ? {} : { customerId });
