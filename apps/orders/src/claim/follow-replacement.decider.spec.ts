import {
  ClaimOpened,
  ClaimReopened,
  ClaimResolved,
  ClaimSettledTwice,
  notPersonal,
  OrderCancelled,
  OrderConfirmed,
  OrderLineCancelled,
  OrderPlaced,
  OrderRejected,
  ReturnSettled,
} from '@concord/contracts';
import { givenStreams, SPEC_TIME, type Stream } from '@concord/event-sourcing';
import { orderAggregate, ParcelLeft, UnitsClaimed, UnitsPromisedBack, UnitsReplaced } from '../order/order.aggregate';
import { returnCase } from '../return/return.aggregate';
import { claimAggregate, ClaimPartMoved } from './claim.aggregate';
import { followReplacement, type FollowReplacement } from './follow-replacement.decider';

const past = givenStreams(followReplacement);
const [orderId, claimId, partId, currency] = ['o-1', 'c-1', 'c-1.part-1', 'GBP'];
const replacementOrderId = 'c-1.claim-1';
const shipTo = { country: 'GB' };
const line = { lineId: '7', sku: 'TEE', title: 'Tee', quantity: 2, unitMinor: 0, discounts: [], totalMinor: 0 };
const lines = [{ ...line, stocked: true }];
const placed = (id: string) => {
  const prices = { goodsMinor: 0, discountMinor: 0, totalMinor: 0 };
  return OrderPlaced.of({ orderId: id, channel: 'b2c', currency, lines, ...prices, shipTo, orderedAt: SPEC_TIME });
};
const allocations = [{ sku: 'TEE', warehouse: 'NORTH', quantity: 2 }];
const confirmed = (id: string) =>
  OrderConfirmed.of({ orderId: id, currency, lines, totalMinor: 0, allocations, shipTo });
const reason = notPersonal('gone');
const cancelled = OrderCancelled.of({ orderId: replacementOrderId, reason, stage: 'confirmed' });
const lacks = (quantity: number, cancellationId = 'x') =>
  OrderLineCancelled.of({
    orderId: replacementOrderId,
    cancellationId,
    lineId: '7',
    sku: 'TEE',
    quantity,
    allocations: [{ sku: 'TEE', warehouse: 'NORTH', quantity }],
    amountMinor: 0,
    discounts: [],
    currency,
    cause: 'missing',
    reason,
  });
const left = (quantity: number) =>
  ParcelLeft.of({
    orderId: replacementOrderId,
    fulfilmentId: 'f',
    warehouse: 'NORTH',
    units: [{ lineId: '7', sku: 'TEE', quantity }],
    amountMinor: 0,
    totalMinor: 0,
    currency,
    paymentMethod: 'card',
  });
const replacement = (...events: Stream['events']): Stream => {
  const both = [placed(replacementOrderId), confirmed(replacementOrderId)];
  return { of: orderAggregate, id: replacementOrderId, events: [...both, ...events] };
};
const claimed = (id: string, quantity: number) =>
  UnitsClaimed.of({ orderId, claimId: id, lines: [{ lineId: '7', quantity }] });
const first = (...events: Stream['events']): Stream => {
  return { of: orderAggregate, id: orderId, events: [placed(orderId), claimed(claimId, 2), ...events] };
};
const opened = (id: string, quantity: number, more: object = {}) =>
  ClaimOpened.of({
    claimId: id,
    orderId,
    kind: 'damaged',
    lines: [{ lineId: '7', sku: 'TEE', quantity }],
    description: notPersonal('torn'),
    ...more,
  });
const resolved = (id: string, more: object = {}) =>
  ClaimResolved.of({
    claimId: id,
    orderId,
    resolution: 'replacement',
    refundMinor: 0,
    currency,
    replacementOrderId,
    reason,
    ...more,
  });
const afterAll = (id: string, stillOpen = 0) =>
  resolved(id, { stillOpen, reason: notPersonal('The replacement left after all.') });
const aClaim = (...events: Stream['events']): Stream => {
  return { of: claimAggregate, id: claimId, events: [opened(claimId, 2), ...events] };
};
const replaced = resolved(claimId);
const reopened = ClaimReopened.of({ claimId, orderId, detail: 'gone' });
const moved = (quantity: number, id = partId) =>
  ClaimPartMoved.of({ claimId, partId: id, replacementOrderId, lines: [{ lineId: '7', quantity }] });
const description = notPersonal(
  'The replacement c-1.claim-1 does not settle the claim about these units: gone Decide anew about them.',
);
const part = (quantity: number) => opened(partId, quantity, { partOf: claimId, description });
const aPart = (...events: Stream['events']): Stream => {
  return { of: claimAggregate, id: partId, events: [part(1), ...events] };
};
const follow = (id = replacementOrderId): FollowReplacement => {
  return { type: 'FollowReplacement', data: { claimId, replacementOrderId: id, detail: 'gone' } };
};

describe('the claim of a replacement', () => {
  it('is open again where nothing is sent, once', () => {
    past(aClaim(replaced), replacement(cancelled)).when(follow()).then(reopened);
    past(aClaim(replaced), replacement(lacks(2)))
      .when(follow())
      .then(reopened);
    past(aClaim(replaced), replacement(lacks(2), cancelled))
      .when(follow())
      .then(reopened);
    past(aClaim(replaced, reopened), replacement(cancelled)).when(follow()).then();
  });
  it('counts against the limit for refunds with what comes of it', () => {
    const priced = placed(orderId);
    const paid = { ...priced, data: { ...priced.data, lines: [{ ...lines[0]!, totalMinor: 1_800 }] } };
    const worth = (amountMinor: number, id = claimId) => UnitsReplaced.of({ orderId, claimId: id, amountMinor });
    const order = (...events: Stream['events']): Stream => {
      return { of: orderAggregate, id: orderId, events: [paid, claimed(claimId, 2), ...events] };
    };
    past(order(worth(1_800)), aClaim(replaced), replacement(cancelled))
      .when(follow())
      .then(reopened, worth(0));
    past(order(worth(1_800)), aClaim(replaced), replacement(lacks(1)))
      .when(follow())
      .then(moved(1), part(1), claimed(claimId, 1), claimed(partId, 1), worth(900));
    past(order(worth(0)), aClaim(replaced, reopened), replacement(cancelled, left(2)))
      .when(follow())
      .then(afterAll(claimId), worth(1_800));
    past(
      order(worth(900), claimed(claimId, 1), claimed(partId, 1)),
      aClaim(replaced, moved(1)),
      aPart(),
      replacement(lacks(1), left(2)),
    )
      .when(follow())
      .then(afterAll(partId), worth(900, partId));
  });
  const back = (quantity: number, returnId = 'r-1') =>
    UnitsPromisedBack.of({
      orderId: replacementOrderId,
      returnId,
      lines: [{ lineId: '7', sku: 'TEE', quantity, paidMinor: 0 }],
    });
  const settled = (returnId = 'r-1'): Stream => {
    const money = { refundMinor: 0, currency, byGrade: [] };
    const event = ReturnSettled.of({ returnId, orderId: replacementOrderId, ...money });
    return { of: returnCase, id: returnId, events: [event] };
  };
  it('is open again where it came back, as far as it did, and not before', () => {
    past(first(), aClaim(replaced), replacement(left(2), back(2)))
      .when(follow())
      .then();
    past(first(), aClaim(replaced), replacement(left(2), back(2)), settled())
      .when(follow())
      .then(reopened);
    past(first(), aClaim(replaced), replacement(left(2), back(1)), settled())
      .when(follow())
      .then(moved(1), part(1), claimed(claimId, 1), claimed(partId, 1));
  });
  it('was decided anew after the return: its replacement did not leave in vain', () => {
    const refunded = resolved(claimId, { resolution: 'refund', replacementOrderId: undefined, refundMinor: 5 });
    past(first(), aClaim(replaced, reopened, refunded), replacement(left(2), back(2)), settled())
      .when(follow())
      .then();
  });
  it('has no units left where all are claimed anew', () => {
    const of = { orderId: replacementOrderId, claimId: 'c-2', lines: [{ lineId: '7', quantity: 2 }] };
    const anew: Stream = { of: claimAggregate, id: 'c-2', events: [opened('c-2', 2)] };
    past(first(), aClaim(replaced, moved(2, 'c-2')), anew, replacement(left(2), UnitsClaimed.of(of)))
      .when(follow())
      .then();
  });
  it('is open again where the order is not taken', () => {
    const rejected = OrderRejected.of({ orderId: replacementOrderId, reason: 'stock', detail: 'gone', short: [] });
    const order: Stream = {
      of: orderAggregate,
      id: replacementOrderId,
      events: [placed(replacementOrderId), rejected],
    };
    past(aClaim(replaced), order).when(follow()).then(reopened);
  });
  it('stays as it is for an older replacement that is cancelled, and before there is any', () => {
    const again = resolved(claimId, { replacementOrderId: 'c-1.claim-2' });
    past(aClaim(replaced, reopened, again), replacement(cancelled))
      .when(follow())
      .then();
    past(aClaim(), replacement()).when(follow()).then();
    past(aClaim(replaced), replacement()).when(follow()).then();
  });
  it('is settled again where the parcel left after all', () =>
    past(first(), aClaim(replaced, reopened), replacement(cancelled, left(2)))
      .when(follow())
      .then(afterAll(claimId)));
  it('says which other claims of the order are open', () =>
    past(
      first(claimed('c-2', 1)),
      { of: claimAggregate, id: 'c-2', events: [opened('c-2', 1)] },
      aClaim(replaced, reopened),
      replacement(cancelled, left(2)),
    )
      .when(follow())
      .then(afterAll(claimId, 1)));
  it('was decided a second time: that is told, once', () => {
    const refunded = resolved(claimId, { resolution: 'refund', replacementOrderId: undefined, refundMinor: 5 });
    const twice = ClaimSettledTwice.of({ claimId, orderId, replacementOrderId });
    past(first(), aClaim(replaced, reopened, refunded), replacement(cancelled))
      .when(follow())
      .then();
    past(first(), aClaim(replaced, reopened, refunded), replacement(cancelled, left(2)))
      .when(follow())
      .then(twice);
    past(first(), aClaim(replaced, reopened, refunded, twice), replacement(cancelled, left(2)))
      .when(follow())
      .then();
  });
  it('counts a replacement that left after all once', () => {
    const { replacements } = [opened(claimId, 2), replaced, reopened, afterAll(claimId)].reduce(
      claimAggregate.evolve,
      claimAggregate.initial,
    );
    expect(replacements).toBe(1);
  });
});

describe('units that a replacement does not bring', () => {
  it('become a claim of their own, once', () => {
    past(first(), aClaim(replaced), replacement(lacks(1)))
      .when(follow())
      .then(moved(1), part(1), claimed(claimId, 1), claimed(partId, 1));
    past(first(), aClaim(replaced, moved(1)), aPart(), replacement(lacks(1)))
      .when(follow())
      .then();
  });
  it('open the claim again where the rest is lost too', () =>
    past(first(), aClaim(replaced, moved(1)), aPart(), replacement(lacks(1), cancelled))
      .when(follow())
      .then(reopened));
  it('are settled where they left after all', () => {
    past(
      first(claimed(claimId, 1), claimed(partId, 1)),
      aClaim(replaced, moved(1)),
      aPart(),
      replacement(lacks(1), left(2)),
    )
      .when(follow())
      .then(afterAll(partId));
    past(first(), aClaim(replaced, moved(1)), aPart(afterAll(partId)), replacement(lacks(1), left(2)))
      .when(follow())
      .then();
  });
  it('were decided by then, and stay', () => {
    const refunded = resolved(partId, { resolution: 'refund', replacementOrderId: undefined, refundMinor: 5 });
    past(first(), aClaim(replaced, moved(1)), aPart(refunded), replacement(lacks(1), left(2)))
      .when(follow())
      .then();
  });
  it('become a claim of their own where only the others left after all', () =>
    past(first(), aClaim(replaced, reopened), replacement(cancelled, left(1)))
      .when(follow())
      .then(moved(1), afterAll(claimId, 1), part(1), claimed(claimId, 1), claimed(partId, 1)));
});
