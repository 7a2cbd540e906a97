import { orderEvents, POINTS_EARN, POINTS_LIFE_DAYS, POINTS_PENDING_DAYS } from '@concord/contracts';
import { lookup, policy, split } from '@concord/event-sourcing';
import type { CountArrived, CountCancelled, CountReturned, CountServices, PlanEarning } from './earn-points.decider';

/** Grades of units that are the customer's own choice to send back. Of all others a person may decide first. */
const SETTLED_GRADES: readonly string[] = ['A', 'B', 'C'];

export const earnPointsWhenUnitsArrive = policy('marketing.earn-points-when-units-arrive', orderEvents, {
  OrderConfirmed: ({ data }, settings): PlanEarning[] => {
    const { orderId, customerId, currency, lines, credits, orderedAt } = data;
    // Guests have no account.
    if (customerId === undefined) return [];
    const pointsMinor = credits?.points?.amountMinor ?? 0;
    // What points paid of a total belongs to all of its lines, and earns nothing.
    const byPoints = split(
      pointsMinor,
      lines.map(({ totalMinor }) => totalMinor),
    );
    const earning = lines.flatMap(({ lineId, quantity, totalMinor, stocked, isShipping }, n) =>
      isShipping ? [] : [{ lineId, quantity, moneyMinor: totalMinor - byPoints[n]!, isSent: stocked }],
    );
    const plan = {
      perPointMinor: lookup(settings.of(POINTS_EARN, orderedAt), currency) ?? 0,
      pendingDays: settings.of(POINTS_PENDING_DAYS, orderedAt),
      lifeDays: settings.of(POINTS_LIFE_DAYS, orderedAt),
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
      byGrade.filter(({ grade, refundMinor }) => SETTLED_GRADES.includes(grade) || refundMinor > 0),
    ),
  // A return may be decided in several steps, so each of them is its own cause.
  ReturnDecided: ({ data: { orderId, lines }, eventId }): CountReturned[] =>
    returned(
      orderId,
      eventId,
      lines.filter(({ percent }) => percent > 0),
    ),
  OrderLineCancelled: ({ data: { orderId, cancellationId, lineId, quantity } }): CountCancelled[] => [
    {
      type: 'CountCancelled',
      data: { orderId, causeId: `${cancellationId}.${lineId}`, units: [{ lineId, quantity }] },
    },
  ],
});

const named = (units: readonly { readonly lineId: string; readonly quantity: number }[]) =>
  units.map(({ lineId, quantity }) => ({ lineId, quantity }));

const returned = (orderId: string, causeId: string, units: Parameters<typeof named>[0]): CountReturned[] =>
  units.length === 0 ? [] : [{ type: 'CountReturned', data: { orderId, causeId, units: named(units) } }];
