import {
  OrderCancelled,
  OrderConfirmed,
  OrderRejected,
  ReturnCancelled,
  ReturnExpired,
  ReturnSettled,
} from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { exchangeOf } from './exchange.aggregate';
import type { CompleteExchange, ConfirmExchange, ConvertExchange, LapseExchange } from './exchange.decider';

type Step = ConfirmExchange | ConvertExchange | CompleteExchange | LapseExchange;

const step = (id: string, make: (exchangeId: string) => Step): Step[] => {
  const exchangeId = exchangeOf(id);
  return exchangeId === undefined ? [] : [make(exchangeId)];
};
const convert = (orderId: string, detail: string) =>
  step(orderId, (exchangeId) => ({ type: 'ConvertExchange', data: { exchangeId, detail } }));
const lapse = (returnId: string) => step(returnId, (exchangeId) => ({ type: 'LapseExchange', data: { exchangeId } }));

export const followExchangeWhenItsPartsMove = policy(
  'orders.follow-exchange-when-its-parts-move',
  { OrderConfirmed, OrderRejected, OrderCancelled, ReturnSettled, ReturnCancelled, ReturnExpired },
  {
    OrderConfirmed: ({ data: { orderId } }) =>
      step(orderId, (exchangeId) => ({ type: 'ConfirmExchange', data: { exchangeId } })),
    OrderRejected: ({ data: { orderId, detail } }) => convert(orderId, detail),
    OrderCancelled: ({ data: { orderId } }) => convert(orderId, 'The replacement was cancelled.'),
    ReturnSettled: ({ data: { returnId } }) =>
      step(returnId, (exchangeId) => ({ type: 'CompleteExchange', data: { exchangeId } })),
    ReturnCancelled: ({ data: { returnId } }) => lapse(returnId),
    ReturnExpired: ({ data: { returnId } }) => lapse(returnId),
  },
);
