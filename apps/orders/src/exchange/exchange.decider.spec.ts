import {
  ExchangeCompleted,
  ExchangeConfirmed,
  ExchangeConverted,
  ExchangeLapsed,
  ExchangeRequested,
  OrderConfirmed,
  OrderHeld,
  OrderPlaced,
  OrderReleased,
  type EXCHANGE_MODES,
} from '@concord/contracts';
import { givenStreams, SPEC_TIME, type Stream } from '@concord/event-sourcing';
import { HoldReasonEnded, orderAggregate, ParcelLeft } from '../order/order.aggregate';
import { exchangeAggregate } from './exchange.aggregate';
import { exchange } from './exchange.decider';

const exchangeId = 'x-1';
const ids = { exchangeId, orderId: 'o-1', customerId: 'ada', returnId: 'x-1.return' };
const replacementOrderId = 'x-1.replacement';
const all = { ...ids, replacementOrderId };
const lines = [
  { lineId: '1', sku: 'M', title: 'Tee', quantity: 1, unitMinor: 900, discounts: [], totalMinor: 900, stocked: true },
];
const shipTo = { country: 'GB' };
const placed = OrderPlaced.of({
  orderId: replacementOrderId,
  customerId: 'ada',
  channel: 'b2c',
  currency: 'GBP',
  lines,
  goodsMinor: 900,
  discountMinor: 0,
  totalMinor: 900,
  replaces: 'o-1',
  shipTo,
  orderedAt: SPEC_TIME,
});
const confirmed = OrderConfirmed.of({
  orderId: replacementOrderId,
  currency: 'GBP',
  lines,
  totalMinor: 900,
  allocations: [{ sku: 'M', warehouse: 'NORTH', quantity: 1 }],
  shipTo,
});
const held = OrderHeld.of({ orderId: replacementOrderId, customerId: 'ada', reason: 'return-items' });
const sent = ParcelLeft.of({
  orderId: replacementOrderId,
  fulfilmentId: 'f',
  warehouse: 'NORTH',
  units: [{ lineId: '1', sku: 'M', quantity: 1 }],
  amountMinor: 900,
  totalMinor: 900,
  currency: 'GBP',
  paymentMethod: 'card',
});
const requested = (mode: (typeof EXCHANGE_MODES)[number] = 'after-return') =>
  ExchangeRequested.of({
    ...all,
    mode,
    lines: [{ lineId: '1', sku: 'S', quantity: 1, toSku: 'M' }],
    deadline: SPEC_TIME,
  });
const of = (...events: Stream['events']): Stream => ({ of: exchangeAggregate, id: exchangeId, events });
const replacement = (...events: Stream['events']): Stream => {
  return { of: orderAggregate, id: replacementOrderId, events: [placed, confirmed, ...events] };
};
const step = <T extends string>(type: T) => ({ type, data: { exchangeId } });
const past = givenStreams(exchange);

describe('an exchange', () => {
  it('holds a replacement that waits for the return', () =>
    past(of(requested()), replacement()).when(step('ConfirmExchange')).then(ExchangeConfirmed.of(all), held));
  it('sends a replacement in advance at once', () =>
    past(of(requested('advance')), replacement())
      .when(step('ConfirmExchange'))
      .then(ExchangeConfirmed.of(all)));
  it('releases its replacement when the goods are settled', () =>
    past(of(requested(), ExchangeConfirmed.of(all)), replacement(held))
      .when(step('CompleteExchange'))
      .then(ExchangeCompleted.of(all), OrderReleased.of({ orderId: replacementOrderId, customerId: 'ada' })));
  it('keeps what the desk held for another reason', () => {
    const byDesk = OrderHeld.of({ orderId: replacementOrderId, customerId: 'ada', reason: 'fraud' });
    past(of(requested(), ExchangeConfirmed.of(all)), replacement(held, byDesk))
      .when(step('CompleteExchange'))
      .then(
        ExchangeCompleted.of(all),
        HoldReasonEnded.of({ orderId: replacementOrderId, reason: 'return-items', left: 'fraud' }),
      );
  });
  it('leaves a replacement that was sent with the customer', () =>
    past(of(requested('advance'), ExchangeConfirmed.of(all)), replacement(sent))
      .when(step('LapseExchange'))
      .then(ExchangeLapsed.of({ ...all, wasSent: true })));
  it('becomes an ordinary return where there is no replacement', () =>
    past(of(requested()))
      .when({ type: 'ConvertExchange', data: { exchangeId, detail: 'out of stock' } })
      .then(ExchangeConverted.of({ ...all, detail: 'out of stock' })));
  it('becomes one too where its replacement is called off before the goods are settled', () => {
    const calledOff = { type: 'ConvertExchange' as const, data: { exchangeId, detail: 'cancelled' } };
    past(of(requested('advance'), ExchangeConfirmed.of(all)))
      .when(calledOff)
      .then(ExchangeConverted.of({ ...all, detail: 'cancelled' }));
    past(of(requested(), ExchangeConfirmed.of(all), ExchangeCompleted.of(all)))
      .when(calledOff)
      .then();
  });
  it('has one end', () =>
    past(of(requested(), ExchangeCompleted.of(all)), replacement())
      .when(step('LapseExchange'))
      .then());
});
