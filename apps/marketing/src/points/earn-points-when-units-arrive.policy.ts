import { creditsMinor, orderEvents, POINTS_EARN, POINTS_LIFE_DAYS, POINTS_PENDING_DAYS } from '@concord/contracts';
import { lookup, policy, split } from '@concord/event-sourcing';
import type {
  CountArrived,
  CountCancelled,
  CountMoney,
  CountMoneyBack,
  CountOvertaken,
  CountRestCancelled,
  CountReturned,
  CountServices,
  PlanEarning,
} from './earn-points.decider';

/** Grades of units that are the customer's own choice to send back. */
const SETTLED_GRADES: readonly string[] = ['A', 'B', 'C'];

export const earnPointsWhenUnitsArrive = policy('marketing.earn-points-when-units-arrive', orderEvents, {
  OrderConfirmed: ({ data }, settings): PlanEarning[] => {
    const { orderId, customerId, currency, lines, totalMinor, credits, orderedAt } = data;
    // Guests have no account.
    if (customerId === undefined) return [];
    const byCreditsMinor = credits ? creditsMinor(credits) : 0;
    // What vouchers and points paid of a total belongs to all of its lines, and earns nothing.
    const byCredits = split(
      byCreditsMinor,
      lines.map((line) => line.totalMinor),
    );
    const earning = lines.flatMap(({ lineId, quantity, totalMinor: lineMinor, stocked, isShipping }, n) =>
      isShipping ? [] : [{ lineId, quantity, moneyMinor: lineMinor - byCredits[n]!, isSent: stocked }],
    );
    const plan = {
      perPointMinor: lookup(settings.of(POINTS_EARN, orderedAt), currency) ?? 0,
      pendingDays: settings.of(POINTS_PENDING_DAYS, orderedAt),
      lifeDays: settings.of(POINTS_LIFE_DAYS, orderedAt),
      moneyMinor: totalMinor - byCreditsMinor,
    };
    return [{ type: 'PlanEarning', data: { orderId, customerId, ...plan, lines: earning } }];
  },
  OrderUnitsDelivered: ({ data: { orderId, customerId, fulfilmentId, units, deliveredAt } }): CountArrived[] =>
    customerId === undefined
      ? []
      : [
          {
            type: 'CountArrived',
            data: { orderId, causeId: fulfilmentId, units: named(units), arrivedAt: deliveredAt },
          },
        ],
  OrderDelivered: ({ data: { orderId, customerId, deliveredAt } }): CountServices[] =>
    customerId === undefined ? [] : [{ type: 'CountServices', data: { orderId, arrivedAt: deliveredAt } }],
  ReturnSettled: ({ data: { orderId, returnId, byGrade } }): CountReturned[] =>
    returned(
      orderId,
      returnId,
      // What a person must decide on counts with the decision.
      byGrade.filter(({ grade, refundMinor, isUndecided }) =>
        isUndecided ? false : SETTLED_GRADES.includes(grade) || refundMinor > 0,
      ),
    ),
  // A return may be decided in several steps, so each of them is its own cause.
  ReturnDecided: ({ data: { orderId, lines }, eventId }): CountReturned[] =>
    returned(
      orderId,
      eventId,
      lines.filter(({ percent }) => percent > 0),
    ),
  OrderLineCancelled: ({ data }): CountCancelled[] => {
    const { orderId, cancellationId, lineId, quantity, amountMinor, credits } = data;
    const causeId = `${cancellationId}.${lineId}`;
    const moneyMinor = amountMinor - (credits ? creditsMinor(credits) : 0);
    return [{ type: 'CountCancelled', data: { orderId, causeId, units: [{ lineId, quantity }], moneyMinor } }];
  },
  // An order that is cancelled as a whole names no lines.
  OrderCancelled: ({ data: { orderId, stage } }): CountRestCancelled[] =>
    stage === 'confirmed' ? [{ type: 'CountRestCancelled', data: { orderId } }] : [],
  CancellationOvertaken: ({ data: { orderId, units, amountMinor }, eventId }): CountOvertaken[] => [
    { type: 'CountOvertaken', data: { orderId, causeId: eventId, units: named(units), moneyMinor: amountMinor } },
  ],
  PaymentCaptured: ({ data, eventId }) => came(data, eventId),
  InvoicePaymentRecorded: ({ data, eventId }) => came(data, eventId),
  // Units that came back are owed no longer; what a person credits was never paid.
  InvoiceCredited: ({ data, eventId }) => (data.returnId === undefined ? [] : came(data, eventId)),
  // The units of a return say what it takes off.
  RefundSucceeded: ({ data, eventId }) => refunded({ ...data, paidMinor: data.amountMinor }, eventId),
  RefundBounced: ({ data, eventId }) => refunded(data, eventId),
  RefundWrittenOff: ({ data, eventId }) => refunded(data, eventId),
  RefundPaidAfterAll: ({ data, eventId }) => refunded(data, eventId),
  ChargebackReceived: ({ data, eventId }) => wentBack(data.orderId, eventId, data.disputeId, data.amountMinor),
  ChargebackClosed: ({ data, eventId }) =>
    wentBack(data.orderId, eventId, data.disputeId, data.outcome === 'won' ? 0 : data.amountMinor),
});

const came = (
  { orderId, amountMinor }: { readonly orderId: string; readonly amountMinor: number },
  causeId: string,
): CountMoney[] => [{ type: 'CountMoney', data: { orderId, causeId, amountMinor } }];

const wentBack = (orderId: string, causeId: string, backId: string, amountMinor: number): CountMoneyBack[] => [
  { type: 'CountMoneyBack', data: { orderId, causeId, backId, amountMinor } },
];

interface PaidRefund {
  readonly orderId: string;
  readonly refundId: string;
  readonly returnId?: string;
  readonly paidMinor: number;
}

const refunded = ({ orderId, refundId, returnId, paidMinor }: PaidRefund, causeId: string) =>
  returnId === undefined ? wentBack(orderId, causeId, refundId, paidMinor) : [];

const named = (units: readonly { readonly lineId: string; readonly quantity: number }[]) =>
  units.map(({ lineId, quantity }) => ({ lineId, quantity }));

const returned = (orderId: string, causeId: string, units: Parameters<typeof named>[0]): CountReturned[] =>
  units.length === 0 ? [] : [{ type: 'CountReturned', data: { orderId, causeId, units: named(units) } }];
