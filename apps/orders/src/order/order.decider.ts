import {
  countryKey,
  LoyaltyBurnRequested,
  OrderAddressChanged,
  OrderConfirmed,
  OrderRejected,
  type Personal,
  PromotionClaimRequested,
  VoucherHoldRequested,
} from '@concord/contracts';
import {
  conflict,
  fold,
  never,
  notFound,
  rule,
  type Rejection,
  type Command,
  type Decider,
  type EventFrom,
} from '@concord/event-sourcing';
import {
  deliverWithoutParcel,
  recordDelivery,
  recordDispatch,
  type DeliverWithoutParcel,
  type RecordDelivery,
  type RecordDispatch,
} from './parcels';
import {
  answerPromiseQuestion,
  movePromise,
  settlePromiseQuestion,
  type AnswerPromiseQuestion,
  type MovePromise,
  type SettlePromiseQuestion,
} from './answer-promise-question';
import { fill, type FillBackorder } from './backorder';
import { cancelMissing, type CancelMissingUnits } from './cancellation';
import type { Order, Placed } from './order-state';
import { orderAggregate, OrderNoted, PickingBegun, PickingEnded, type OrderEvent } from './order.aggregate';
import { hold, release, type HoldOrder, type ReleaseOrder } from './hold';
import { reallocate, type ReallocateUnits } from './reallocation';

type RejectedData = EventFrom<typeof OrderRejected>['data'];
type Confirmed = EventFrom<typeof OrderConfirmed>['data'];
type Allocations = Confirmed['allocations'];

export type RequestPromotionClaims = Command<'RequestPromotionClaims', { orderId: string }>;
/** Sends the order to another address of the same country, so prices, tax and shipping stay as they are. */
export type ChangeOrderAddress = Command<'ChangeOrderAddress', { orderId: string; shipTo: Placed['shipTo'] }>;
export type NoteOrder = Command<'NoteOrder', { orderId: string; noteId: string; text: Personal }>;
/** Asks marketing for the vouchers and points that are to pay. */
export type RequestCredits = Command<'RequestCredits', { orderId: string }>;
export type ConfirmOrder = Command<
  'ConfirmOrder',
  { orderId: string; allocations: Allocations; waiting?: NonNullable<Confirmed['waiting']> }
>;
export type RejectOrder = Command<'RejectOrder', Omit<RejectedData, 'customerId'>>;
export type BeginPicking = Command<'BeginPicking', { orderId: string; fulfilmentId: string }>;
/** A fulfilment was cancelled, or nothing of it was on the shelf. */
export type EndPicking = Command<'EndPicking', { orderId: string; fulfilmentId: string }>;
export type OrderCommand =
  | RequestPromotionClaims
  | RequestCredits
  | ConfirmOrder
  | RejectOrder
  | CancelMissingUnits
  | ReallocateUnits
  | FillBackorder
  | MovePromise
  | AnswerPromiseQuestion
  | SettlePromiseQuestion
  | ChangeOrderAddress
  | HoldOrder
  | ReleaseOrder
  | NoteOrder
  | BeginPicking
  | EndPicking
  | RecordDispatch
  | RecordDelivery
  | DeliverWithoutParcel;

/**
 * One order: pending, confirmed, partially_shipped, shipped, delivered; or rejected, or cancelled. It only moves
 * forward: late or repeated news changes nothing.
 */
export const order: Decider<OrderCommand, OrderEvent, Order> = {
  ...orderAggregate,
  commands: [
    'RequestPromotionClaims',
    'RequestCredits',
    'ConfirmOrder',
    'RejectOrder',
    'CancelMissingUnits',
    'ReallocateUnits',
    'FillBackorder',
    'MovePromise',
    'AnswerPromiseQuestion',
    'SettlePromiseQuestion',
    'ChangeOrderAddress',
    'HoldOrder',
    'ReleaseOrder',
    'NoteOrder',
    'BeginPicking',
    'EndPicking',
    'RecordDispatch',
    'RecordDelivery',
    'DeliverWithoutParcel',
  ],
  id: ({ data }) => data.orderId,

  decide(command, state) {
    const { orderId } = command.data;
    const { placed } = state;
    if (!placed) return notFound('order-unknown', `There is no order ${orderId}.`);
    switch (command.type) {
      case 'RequestPromotionClaims':
        return state.status === 'pending' && !state.hasRequestedClaims ? requestClaims(placed) : [];
      case 'RequestCredits':
        return state.status === 'pending' && !state.hasRequestedCredits ? requestCredits(placed) : [];
      case 'ConfirmOrder':
        return state.status === 'pending' ? confirm(placed, command.data, state, command.at) : [];
      case 'FillBackorder':
        return fill(command.data, state, placed);
      case 'MovePromise':
        return movePromise(command.data, state, placed, command.at);
      case 'AnswerPromiseQuestion':
        return answerPromiseQuestion(command.data, state, placed);
      case 'SettlePromiseQuestion':
        return settlePromiseQuestion(command.data, state, placed);
      case 'RejectOrder': {
        if (state.status !== 'pending') return [];
        const basket = placed.cartId === undefined ? {} : { cartId: placed.cartId };
        return [OrderRejected.of({ ...command.data, ...customerOf(placed), ...basket })];
      }
      case 'CancelMissingUnits':
        return cancelMissing(command.data, state, placed);
      case 'ReallocateUnits':
        return reallocate(command.data, state, placed);
      case 'ChangeOrderAddress':
        return changeAddress(command.data, state, placed);
      case 'HoldOrder':
        return hold(command.data, state, placed);
      case 'ReleaseOrder':
        return release(command.data, state, placed);
      case 'NoteOrder':
        return [OrderNoted.of(command.data)];
      case 'BeginPicking':
        return beginPicking(command.data, state);
      case 'EndPicking':
        return state.picking.includes(command.data.fulfilmentId) ? [PickingEnded.of(command.data)] : [];
      case 'RecordDispatch':
        return recordDispatch(command.data, state, placed);
      case 'RecordDelivery':
        return recordDelivery(command.data, state, placed, command.at);
      case 'DeliverWithoutParcel':
        return deliverWithoutParcel(state, placed, command.at);
      default:
        return never(command);
    }
  },
};

function requestClaims(placed: Placed): OrderEvent[] {
  const claims = claimsOf(placed);
  return [PromotionClaimRequested.of({ orderId: placed.orderId, ...customerOf(placed), claims })];
}

function requestCredits({ orderId, customerId, currency, credits }: Placed): OrderEvent[] {
  if (!credits) return [];
  const { vouchers, points } = credits;
  const burn = points && customerId !== undefined ? [{ orderId, customerId, points: points.points }] : [];
  return [
    ...(vouchers.length > 0 ? [VoucherHoldRequested.of({ orderId, currency, vouchers })] : []),
    ...burn.map((data) => LoyaltyBurnRequested.of(data)),
  ];
}

/** The discount of each promotion on the order. */
export function claimsOf({ lines }: Pick<Placed, 'lines'>) {
  const amounts = new Map<string, number>();
  for (const { promotionId, amountMinor } of lines.flatMap(({ discounts }) => discounts))
    amounts.set(promotionId, (amounts.get(promotionId) ?? 0) + amountMinor);
  return [...amounts].map(([promotionId, amountMinor]) => ({ promotionId, amountMinor }));
}

function changeAddress(
  { orderId, shipTo }: ChangeOrderAddress['data'],
  { status, picking }: Order,
  placed: Placed,
): OrderEvent[] | Rejection {
  if (status !== 'confirmed' || picking.length > 0)
    return conflict(
      'address-not-changeable',
      picking.length > 0
        ? `The order ${orderId} is being picked: its address can no longer be changed.`
        : `The order ${orderId} is ${status}: its address can be changed from its confirmation until it is picked.`,
      { state: status },
    );
  if (countryKey(shipTo.country) !== countryKey(placed.shipTo.country))
    return rule(
      'address-in-other-country',
      `The order ${orderId} was priced for ${placed.shipTo.country}. Cancel it, and order again for ${shipTo.country}.`,
      { country: placed.shipTo.country },
    );
  return [OrderAddressChanged.of({ orderId, ...customerOf(placed), shipTo })];
}

function beginPicking(data: BeginPicking['data'], { status, picking }: Order): OrderEvent[] {
  const isUnderWay = status === 'confirmed' || status === 'partially_shipped';
  return isUnderWay && !picking.includes(data.fulfilmentId) ? [PickingBegun.of(data)] : [];
}

/** Goods that came for waiting units during the checkout, and dates that moved, are accounted for at once. */
function confirm(placed: Placed, data: ConfirmOrder['data'], state: Order, at: string): OrderEvent[] {
  const events: OrderEvent[] = [confirmed(placed, data)];
  const now = () => fold(orderAggregate, events, state);
  for (const early of state.earlyFills) events.push(...fill(early, now(), placed));
  for (const early of state.promises.early) events.push(...movePromise(early, now(), placed, at));
  return events;
}

function confirmed(placed: Placed, { allocations, waiting }: ConfirmOrder['data']) {
  const { orderId, reference, currency, lines, totalMinor, credits, shipTo, orderedAt } = placed;
  return OrderConfirmed.of({
    orderId,
    ...customerOf(placed),
    ...(reference !== undefined && { reference }),
    currency,
    lines,
    totalMinor,
    ...(credits && { credits }),
    allocations,
    ...(waiting && { waiting }),
    shipTo,
    orderedAt,
  });
}

const customerOf = ({ customerId }: Placed) => (customerId === undefined ? {} : { customerId });
