import { notPersonal, ReturnAuthorised } from '@concord/contracts';
import { givenStreams, type Stream } from '@concord/event-sourcing';
import { UnitsGivenBack, UnitsClaimed, UnitsClaimEnded } from '../order/order.aggregate';
import { requestReturn } from './request-return.decider';
import { ReturnPlaceNoted, returnPlacesAggregate } from './return-places.aggregate';
import {
  orderId,
  placed,
  confirmed,
  left,
  arrived,
  promised,
  anOrder,
  delivered,
  back,
  request,
  authorised,
  aReturn,
  rejectedFor,
} from './return-in-specs';

describe('asking for a return', () => {
  const past = givenStreams(requestReturn);
  it('is granted for what was delivered, to the warehouse that sent it', () =>
    past(delivered)
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667)));
  it('goes to another warehouse where the one that sent it takes no returns', () => {
    const places = (...noted: { warehouse: string; acceptsReturns: boolean }[]): Stream => {
      return { of: returnPlacesAggregate, id: 'all', events: noted.map((place) => ReturnPlaceNoted.of(place)) };
    };
    const dark = { warehouse: 'NORTH', acceptsReturns: false };
    past(delivered, places(dark, { warehouse: 'SOUTH', acceptsReturns: true }))
      .when(request(back(2)))
      .then(ReturnAuthorised.of({ ...authorised(2).data, toWarehouse: 'SOUTH' }), promised(2, 667));
    rejectedFor('no-warehouse-takes-returns').when([delivered, places(dark)], request(back(1)));
  });
  it('keeps the reason of each unit', () => {
    const lines = [back(1), { ...back(1), reason: notPersonal('torn'), reasonCode: 'damaged' as const }];
    past(delivered)
      .when(request(...lines))
      .then(ReturnAuthorised.of({ ...authorised(2).data, lines }), promised(2, 667));
  });
  it('merges what names a line twice', () =>
    past(delivered)
      .when(request(back(1), back(1)))
      .then(authorised(2), promised(2, 667)));
  it('is answered once', () =>
    past(delivered, aReturn(authorised(2)))
      .when(request(back(2)))
      .then());
  it('leaves the units of an earlier return alone', () =>
    past(anOrder(placed, confirmed, left, arrived(), promised(2, 667, 'ret-0')))
      .when(request(back(1)))
      .then(authorised(1), promised(1, 333)));
  it('counts the return period from when the shop heard of the delivery, where that was later', () =>
    past(anOrder(placed, confirmed, left, arrived('2011-05-01T00:00:00.000Z', '2026-01-04T00:00:00.000Z')))
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667)));
  it('is rejected after 30 days', () =>
    rejectedFor('window-closed').when([delivered], request(back(1)), '2026-02-01T00:00:00.000Z'));
  describe('that a person allows after the return period', () => {
    const beyondWindow = { allowedBy: 'lea', reason: notPersonal('was in hospital') };
    const late = (...wanted: ReturnType<typeof back>[]) => {
      const { type, data } = request(...wanted);
      return { type, data: { ...data, beyondWindow } };
    };
    const longAgo = anOrder(placed, confirmed, left, arrived('2025-11-01T00:00:00.000Z'));

    it('is granted, and the event says who allowed it and why', () =>
      past(longAgo)
        .when(late(back(2)))
        .then(ReturnAuthorised.of({ ...authorised(2).data, beyondWindow }), promised(2, 667)));
    it('is an ordinary return while the period runs', () =>
      past(delivered)
        .when(late(back(2)))
        .then(authorised(2), promised(2, 667)));
    it('is rejected for all other reasons', () => {
      rejectedFor('order-not-delivered').when([anOrder(placed, confirmed, left)], late(back(1)));
      rejectedFor('quantity-beyond-delivered').when([longAgo], late(back(4)));
      rejectedFor('line-not-returnable').when([longAgo], late(back(1, { lineId: '2', sku: 'POST' })));
      const lines = [{ lineId: '1', quantity: 2 }];
      const claimed = UnitsClaimed.of({ orderId, claimId: 'cl', lines });
      rejectedFor('units-claimed').when([{ ...longAgo, events: [...longAgo.events, claimed] }], late(back(2)));
    });
  });
  it('is rejected before anything has arrived', () =>
    rejectedFor('order-not-delivered').when([anOrder(placed, confirmed, left)], request(back(1))));
  it('is rejected for an order that nobody knows', () => rejectedFor('order-unknown').when([], request(back(1))));
  it('is rejected for a line that is not there', () => {
    rejectedFor('line-unknown').when([delivered], request(back(1, { lineId: '9' })));
    rejectedFor('line-unknown').when([delivered], request(back(1, { sku: 'MUG' })));
  });
  it('is rejected for a service', () =>
    rejectedFor('line-not-returnable').when([delivered], request(back(1, { lineId: '2', sku: 'POST' }))));
  it('is rejected for more than was delivered', () =>
    rejectedFor('quantity-beyond-delivered').when([delivered], request(back(4))));
  it('is rejected for units that another return has', () =>
    rejectedFor('quantity-beyond-delivered').when(
      [anOrder(placed, confirmed, left, arrived(), promised(3, 1000, 'ret-0'))],
      request(back(1)),
    ));
  it('is rejected for units of a claim, until the claim is rejected or refunded', () => {
    const lines = [{ lineId: '1', quantity: 2 }];
    const claimed = [placed, confirmed, left, arrived(), UnitsClaimed.of({ orderId, claimId: 'cl', lines })];
    rejectedFor('units-claimed').when([anOrder(...claimed)], request(back(2)));
    past(anOrder(...claimed, UnitsClaimEnded.of({ orderId, claimId: 'cl' })))
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667));
    const given = [{ lineId: '1', percentUnits: 200, refundMinor: 667 }];
    past(anOrder(...claimed, UnitsGivenBack.of({ orderId, returnId: 'cl', lines: given })))
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667));
  });
  it('is rejected for another customer', () => {
    const command = request(back(1));
    rejectedFor('order-of-another').when([delivered], {
      ...command,
      data: { ...command.data, customerId: 'c-2' },
    } as never);
  });
});
