import {
  ExchangeCompleted,
  ExchangeConfirmed,
  ExchangeConverted,
  ExchangeLapsed,
  notPersonal,
  OrderHeld,
} from '@concord/contracts';
import { Rejection, type Change, type Command, type JointDecider, type Read } from '@concord/event-sourcing';
import { cancel } from '../order/cancellation';
import { released } from '../order/hold';
import { orderAggregate } from '../order/order.aggregate';
import { exchangeAggregate, type Exchange } from './exchange.aggregate';

/** The replacement is reserved and its payment secured. */
export type ConfirmExchange = Command<'ConfirmExchange', { exchangeId: string }>;
/** There is no replacement: what comes back is an ordinary return. */
export type ConvertExchange = Command<'ConvertExchange', { exchangeId: string; detail: string }>;
/** The goods came back and were settled. */
export type CompleteExchange = Command<'CompleteExchange', { exchangeId: string }>;
/** The goods do not come back. */
export type LapseExchange = Command<'LapseExchange', { exchangeId: string }>;
type ExchangeCommand = ConfirmExchange | ConvertExchange | CompleteExchange | LapseExchange;

/** The course of an exchange. A replacement that waits for the return is on hold from its confirmation on. */
export const exchange: JointDecider<ExchangeCommand> = {
  commands: ['ConfirmExchange', 'ConvertExchange', 'CompleteExchange', 'LapseExchange'],
  aggregate: exchangeAggregate,
  id: ({ data }) => data.exchangeId,

  decideJointly(command, read) {
    const { exchangeId } = command.data;
    const state = read(exchangeAggregate, exchangeId);
    if (!state.requested) return [];
    const isOpen = state.status === 'requested' || state.status === 'confirmed';
    switch (command.type) {
      case 'ConfirmExchange':
        return state.status === 'requested' ? confirm(state, read) : [];
      case 'ConvertExchange':
        return !isOpen ? [] : [own(state, ExchangeConverted.of({ ...idsOf(state), detail: command.data.detail }))];
      case 'CompleteExchange':
        return isOpen ? complete(state, read) : [];
      case 'LapseExchange':
        return isOpen ? lapse(state, read) : [];
    }
  },
};

function confirm(state: Exchange, read: Read): Change[] {
  const { mode, replacementOrderId } = state.requested!;
  const confirmed = own(state, ExchangeConfirmed.of(idsOf(state)));
  const order = read(orderAggregate, replacementOrderId);
  if (mode === 'advance' || order.heldFor.includes('return-items')) return [confirmed];
  const held = OrderHeld.of({ orderId: replacementOrderId, ...customerOf(state), reason: 'return-items' });
  return [confirmed, { to: orderAggregate, id: replacementOrderId, events: [held] }];
}

function complete(state: Exchange, read: Read): Change[] {
  const { replacementOrderId } = state.requested!;
  const completed = own(state, ExchangeCompleted.of(idsOf(state)));
  const replacement = read(orderAggregate, replacementOrderId);
  if (!replacement.heldFor.includes('return-items')) return [completed];
  const goesOn = released(replacementOrderId, 'return-items', replacement, customerOf(state));
  return [completed, { to: orderAggregate, id: replacementOrderId, events: [goesOn] }];
}

/** A replacement that left or is on its way stays with the customer, who pays for it; what still waits is cancelled. */
function lapse(state: Exchange, read: Read): Change[] {
  const { replacementOrderId, exchangeId } = state.requested!;
  const order = read(orderAggregate, replacementOrderId);
  const asked = {
    orderId: replacementOrderId,
    reason: notPersonal('The goods that it was to replace did not come back.'),
    cancellationId: `${exchangeId}.lapsed`,
    by: 'staff' as const,
  };
  const outcome = order.placed ? cancel(asked, order, order.placed) : [];
  const isOver = order.status === 'none' || order.status === 'rejected';
  const wasSent = order.parcels.some(({ hasLeft }) => hasLeft) || (outcome instanceof Rejection && !isOver);
  const lapsed = own(state, ExchangeLapsed.of({ ...idsOf(state), wasSent }));
  return outcome instanceof Rejection
    ? [lapsed]
    : [lapsed, { to: orderAggregate, id: replacementOrderId, events: outcome }];
}

type Happened = Parameters<typeof exchangeAggregate.evolve>[1];
const own = ({ requested }: Exchange, event: Happened): Change => {
  return { to: exchangeAggregate, id: requested!.exchangeId, events: [event] };
};

function idsOf({ requested }: Exchange) {
  const { exchangeId, orderId, customerId, returnId, replacementOrderId } = requested!;
  return { exchangeId, orderId, ...(customerId !== undefined && { customerId }), returnId, replacementOrderId };
}

const customerOf = ({ requested }: Exchange) =>
  requested!.customerId === undefined ? {} : { customerId: requested!.customerId };
