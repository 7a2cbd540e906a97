import {
  CHECKOUT_STUCK_MINUTES,
  notPersonal,
  CheckoutStuck,
  OrderCancelled,
  OrderPlaced,
  PaymentActionRequired,
  PaymentAuthorised,
  PaymentDeclined,
  PromotionClaimed,
  PromotionClaimRejected,
  SagaStuck,
  StockReservationRejected,
  StockReserved,
} from '@concord/contracts';
import { givenProcess, recorded, settingsWith, SPEC_TIME } from '@concord/event-sourcing';
import { checkout, checkoutEvents } from './checkout.process';

const past = givenProcess(checkout);
const orderId = 'o-1';
const { CheckoutStarted, StockSecured, PromotionsSecured, CheckoutEnded } = checkoutEvents;

const since = SPEC_TIME;
const started = (hasPromotions = false, isByCard = false) =>
  CheckoutStarted.of({ orderId, hasPromotions, isByCard, since });
const allocations = [{ sku: 'TEE', warehouse: 'MAIN', quantity: 1 }];
const secured = StockSecured.of({ allocations, since });
const granted = PromotionsSecured.of({ orderId, since });
const ended = (outcome: 'confirmed' | 'rejected' | 'cancelled') => CheckoutEnded.of({ orderId, outcome });

const placed = (paymentMethod: 'card' | 'invoice', totalMinor = 900, discountMinor = 0) => {
  const discounts = discountMinor > 0 ? [{ promotionId: 'p-1', amountMinor: discountMinor }] : [];
  const line = { lineId: '1', sku: 'TEE', title: 'Tee', quantity: 1, unitMinor: 1000, discounts, totalMinor };
  const common = { orderId, channel: 'b2c' as const, currency: 'GBP', shipTo: { country: 'GB' }, orderedAt: SPEC_TIME };
  const money = { goodsMinor: totalMinor + discountMinor, discountMinor, totalMinor, paymentMethod };
  return recorded(OrderPlaced.of({ ...common, lines: [{ ...line, stocked: true }], ...money }));
};
const reserved = recorded(StockReserved.of({ orderId, allocations, splitCount: 1 }));
const short = [{ sku: 'TEE', wanted: 2, sellable: 1 }];
const tooFew = recorded(StockReservationRejected.of({ orderId, short }));
const claimed = recorded(PromotionClaimed.of({ orderId, claims: [] }));
const refusedClaim = recorded(
  PromotionClaimRejected.of({ orderId, promotionId: 'p-1', reason: 'limit', code: 'SPRING' }),
);
const money = { paymentId: 'o-1.1', orderId };
const authorised = recorded(PaymentAuthorised.of({ ...money, amountMinor: 900, currency: 'GBP', providerRef: 'ref' }));
const declined = recorded(PaymentDeclined.of({ ...money, reason: 'no money' }));
const cancelled = recorded(OrderCancelled.of({ orderId, reason: notPersonal('changed my mind'), stage: 'checkout' }));

const stuck = { name: 'stuck', inMs: 300_000 };
const unknown = { name: 'payment-unknown', inMs: 900_000 };
const stopTimers = ['stuck', 'payment-unknown', 'payment-action'];
const confirm = { type: 'ConfirmOrder', data: { orderId, allocations } };
const claim = { type: 'RequestPromotionClaims', data: { orderId } };
const authorise = { type: 'AuthorisePayment', data: { orderId } };
const voiding = (reason: string) => ({ type: 'VoidPayment', data: { orderId, reason } });
const rejectFor = (reason: string, detail: string, missing: typeof short = []) => ({
  type: 'RejectOrder',
  data: { orderId, reason, detail, short: missing },
});
const confirms = { events: [ended('confirmed')], stopTimers, commands: [confirm] };

describe('an order by invoice', () => {
  it('waits for stock', () =>
    past()
      .when(placed('invoice'))
      .then({ events: [started()], timers: [stuck] }));
  it('is confirmed with it', () => past(started()).when(reserved).then(confirms));
  it('is rejected where nothing may be owed', () =>
    past(started())
      .when(tooFew)
      .then({
        events: [ended('rejected')],
        stopTimers,
        commands: [rejectFor('stock', 'Too few units: TEE (2 wanted, 1 left).', short)],
      }));
});

describe('an order with promotions', () => {
  it('records that they are still to be claimed', () =>
    past()
      .when(placed('invoice', 900, 100))
      .then({ events: [started(true)], timers: [stuck] }));
  it('claims them once stock is there', () =>
    past(started(true))
      .when(reserved)
      .then({ commands: [claim], timers: [stuck], events: [secured] }));
  it('is confirmed when they are granted', () => past(started(true), secured).when(claimed).then(confirms));
  it('is rejected when they are refused: nobody is charged more than was shown', () =>
    past(started(true), secured)
      .when(refusedClaim)
      .then({
        events: [ended('rejected')],
        stopTimers,
        commands: [
          rejectFor(
            'promotion',
            'The promotion code SPRING was refused: it has been used as often as it may be. Order without it.',
          ),
        ],
      }));
});

describe('an order by card', () => {
  const paying = [started(false, true), secured];
  it('asks for the money last', () => {
    const asks = { commands: [authorise], timers: [stuck, unknown] };
    past(started(false, true))
      .when(reserved)
      .then({ ...asks, events: [secured] });
    past(started(true, true), secured)
      .when(claimed)
      .then({ ...asks, events: [granted] });
  });
  it('asks for no money where the total is zero', () =>
    past()
      .when(placed('card', 0))
      .then({ events: [started()], timers: [stuck] }));
  it('is confirmed when the money is authorised', () =>
    past(...paying)
      .when(authorised)
      .then(confirms));
  it('is rejected when the card is declined', () =>
    past(...paying)
      .when(declined)
      .then({
        events: [ended('rejected')],
        stopTimers,
        commands: [rejectFor('payment', 'The payment was declined: no money')],
      }));
  it('is rejected when nobody answers for 15 minutes, and a late authorisation is voided', () =>
    past(...paying)
      .whenTimeout('payment-unknown', orderId)
      .then({
        events: [ended('rejected')],
        stopTimers,
        commands: [
          rejectFor('timeout', 'The payment provider did not answer in time.'),
          voiding('The payment provider did not answer in time.'),
        ],
      }));
});

describe('a customer who must confirm the payment at the bank', () => {
  const paying = [started(false, true), secured];
  const required = recorded(
    PaymentActionRequired.of({ ...money, providerRef: 'ref', url: notPersonal('https://bank') }),
  );

  it('is waited for, and that is no standstill', () =>
    past(...paying)
      .when(required)
      .then({ stopTimers: ['stuck', 'payment-unknown'], timers: [{ name: 'payment-action', inMs: 1_800_000 }] }));
  it('has the order confirmed', () =>
    past(...paying)
      .when(authorised)
      .then(confirms));
  it('has it rejected after half an hour', () =>
    past(...paying)
      .whenTimeout('payment-action', orderId)
      .then({
        events: [ended('rejected')],
        stopTimers,
        commands: [
          rejectFor('payment', 'The payment was not confirmed at the bank in time.'),
          voiding('The payment was not confirmed at the bank in time.'),
        ],
      }));
  it('changes nothing after the end', () => {
    past(...paying, ended('cancelled'))
      .when(required)
      .then({});
    past(...paying, ended('confirmed'))
      .whenTimeout('payment-action', orderId)
      .then({});
  });
});

describe('answers that are repeated, late or out of order', () => {
  it('change nothing after the end', () => {
    for (const late of [reserved, tooFew, claimed, refusedClaim, authorised, declined])
      past(started(true, true), secured, granted, ended('confirmed')).when(late).then({});
  });
  it('change nothing when they are repeated', () => {
    past(started(true), secured).when(reserved).then({});
    past(started(true, true), secured, granted).when(claimed).then({});
    past(started()).when(placed('invoice')).then({});
  });
  it('change nothing before they are waited for', () => {
    past(started(true, true)).when(authorised).then({});
    past(started(true, true)).when(claimed).then({});
  });
  it('change nothing for an order that is unknown', () => past().when(reserved).then({}));
});

describe('an order that is cancelled', () => {
  it('ends its checkout', () =>
    past(started())
      .when(cancelled)
      .then({ events: [ended('cancelled')], stopTimers, commands: [] }));
  it('voids the authorisation, during checkout and after it', () => {
    const commands = [voiding('The order was cancelled.')];
    past(started(false, true), secured)
      .when(cancelled)
      .then({ events: [ended('cancelled')], stopTimers, commands });
    past(started(false, true), secured, ended('confirmed')).when(cancelled).then({ commands });
  });
});

describe('a checkout that stands still for 5 minutes', () => {
  it('says where', () =>
    past(started(true), secured)
      .whenTimeout('stuck', orderId, '2026-01-05T09:05:00.000Z')
      .then({ events: [CheckoutStuck.of({ orderId, step: 'promotion', since: SPEC_TIME })] }));
  it('says since when by the setting where its stream is older than that', () =>
    past(CheckoutStarted.of({ orderId, hasPromotions: false, isByCard: false }))
      .whenTimeout('stuck', orderId)
      .then({ events: [CheckoutStuck.of({ orderId, step: 'stock', since: '2026-01-05T08:55:00.000Z' })] }));
  it('stands still for as long as the shop says', () =>
    givenProcess(checkout, settingsWith(CHECKOUT_STUCK_MINUTES, 9))()
      .when(placed('invoice'))
      .then({ events: [started()], timers: [{ ...stuck, inMs: 540_000 }] }));
  it('goes on when the answer comes', () =>
    past(started(), CheckoutStuck.of({ orderId, step: 'stock', since: SPEC_TIME }))
      .when(reserved)
      .then(confirms));
  it('goes on where its stream holds the old event name', () =>
    past(started(), SagaStuck.of({ orderId, step: 'stock', since: SPEC_TIME }))
      .when(reserved)
      .then(confirms));
  it('raises no alarm after the end', () => past(started(), ended('confirmed')).whenTimeout('stuck', orderId).then({}));
});
