import { CancellationOvertaken, OrderAddressChanged, OrderShipped } from '@concord/contracts';
import { SPEC_TIME } from '@concord/event-sourcing';
import { ParcelArrived, ParcelLeft, PickingBegun } from './order.aggregate';
import {
  past,
  orderId,
  line,
  placed,
  allocation,
  confirmed,
  cancelled,
  rejected,
  picking,
  left,
  arrived,
  partlyShipped,
  shipped,
  there,
  delivered,
  two,
  one,
  cancel,
  confirm,
  reject,
  dispatch,
  deliver,
  pick,
} from './order-in-specs';

describe('the decision on an order', () => {
  it('confirms it', () => past(placed()).when(confirm).then(confirmed()));
  it('rejects it', () => past(placed()).when(reject).then(rejected));
  it('comes once', () => {
    past(placed(), confirmed()).when(confirm).then();
    past(placed(), confirmed()).when(reject).then();
    past(placed(), rejected).when(confirm).then();
  });
  it('comes too late for an order that was cancelled', () => {
    past(placed(), cancelled('checkout')).when(confirm).then();
    past(placed(), cancelled('checkout')).when(reject).then();
  });
});

describe('cancelling an order', () => {
  it('is possible during checkout', () => past(placed()).when(cancel).then(cancelled('checkout')));
  it('is possible after it', () => past(placed(), confirmed()).when(cancel).then(cancelled('confirmed')));
  it('is done once', () => past(placed(), cancelled('checkout')).when(cancel).then());
  it('is refused while it is being picked', () =>
    past(placed(), confirmed(), picking).when(cancel).thenRejected('order-being-picked'));
  it('is refused once it has left', () =>
    past(placed(), confirmed(), left('MAIN', two, 2000), shipped('MAIN'))
      .when(cancel)
      .thenRejected('order-shipped'));
  it('is refused for a rejected order', () => past(placed(), rejected).when(cancel).thenRejected('order-rejected'));
  it('needs an order', () => past().when(cancel).thenRejected('order-unknown'));
  it('loses against a parcel that had left', () =>
    past(placed(), confirmed(), cancelled('confirmed'))
      .when(dispatch('MAIN', 2))
      .then(
        CancellationOvertaken.of({ orderId, fulfilmentId: 'o-1.MAIN', units: two, amountMinor: 2000, discounts: [] }),
        left('MAIN', two, 2000),
        shipped('MAIN'),
      ));
});

describe('picking', () => {
  it('is noted once', () => {
    past(placed(), confirmed()).when(pick).then(picking);
    past(placed(), confirmed(), picking).when(pick).then();
  });
  it('comes too late for an order that was cancelled', () =>
    past(placed(), confirmed(), cancelled('confirmed')).when(pick).then());
});

describe('parcels', () => {
  const split = confirmed(placed(), [allocation('MAIN', 1), allocation('NORTH', 1)]);
  const withPostage = placed([line('1', 'TEE', 2, 1000), line('2', 'POST', 1, 450, false)]);

  it('ship the order with the last parcel', () =>
    past(placed(), confirmed())
      .when(dispatch('MAIN', 2))
      .then(left('MAIN', two, 2000), shipped('MAIN')));
  it('ship it in part before', () =>
    past(placed(), split)
      .when(dispatch('NORTH', 1))
      .then(left('NORTH', one, 1000), partlyShipped('NORTH')));
  it('may leave in any order', () =>
    past(placed(), split, left('NORTH', one, 1000), partlyShipped('NORTH'))
      .when(dispatch('MAIN', 1))
      .then(left('MAIN', one, 1000), shipped('MAIN')));
  it('leave once', () =>
    past(placed(), confirmed(), left('MAIN', two, 2000), shipped('MAIN'))
      .when(dispatch('MAIN', 2))
      .then());
  it('are expected from the warehouses that reserved stock', () =>
    past(placed(), confirmed()).when(dispatch('MOON', 2)).thenRejected('fulfilment-not-expected'));
  it('cost the price of their units, odd pence first', () => {
    const odd = placed([line('1', 'TEE', 2, 1000), { ...line('2', 'MUG', 2, 3), totalMinor: 5 }]);
    const allocations = [allocation('MAIN', 1, 'MUG'), allocation('NORTH', 1, 'MUG')];
    const first = left('MAIN', [{ lineId: '2', sku: 'MUG', quantity: 1 }], 3);
    past(odd, confirmed(odd, allocations))
      .when(dispatch('MAIN', 1, 'MUG'))
      .then({ ...first, data: { ...first.data, totalMinor: odd.data.totalMinor } }, partlyShipped('MAIN'));
  });
  it('take lines without stock along with the first one', () => {
    const first = left('MAIN', [...two, { lineId: '2', sku: 'POST', quantity: 1 }], 2450);
    past(withPostage, confirmed(withPostage))
      .when(dispatch('MAIN', 2))
      .then({ ...first, data: { ...first.data, totalMinor: 2450 } }, shipped('MAIN'));
  });
  it('deliver the order when the last parcel arrives', () => {
    const sent = [left('MAIN', one, 1000), partlyShipped('MAIN'), left('NORTH', one, 1000), shipped('NORTH')];
    past(placed(), split, ...sent)
      .when(deliver('MAIN'))
      .then(arrived('MAIN'), there('MAIN', one));
    past(placed(), split, ...sent, arrived('MAIN'))
      .when(deliver('NORTH'))
      .then(arrived('NORTH'), there('NORTH', one), delivered());
  });
  it('arrive once', () => {
    const there = [left('MAIN', two, 2000), shipped('MAIN'), arrived('MAIN'), delivered()];
    past(placed(), confirmed(), ...there)
      .when(deliver('MAIN'))
      .then();
  });
  it('may be reported as delivered first', () => {
    past(placed(), confirmed()).when(deliver('MAIN')).then(arrived('MAIN'));
    past(placed(), confirmed(), arrived('MAIN'))
      .when(dispatch('MAIN', 2))
      .then(left('MAIN', two, 2000), shipped('MAIN'), there('MAIN', two), delivered());
  });
  it('never bring an order back from delivered to shipped', () =>
    past(placed(), confirmed(), left('MAIN', two, 2000), shipped('MAIN'), arrived('MAIN'), delivered())
      .when(dispatch('MAIN', 2))
      .then());
});

describe('an order of services alone', () => {
  const services = placed([line('1', 'POST', 2, 450, false)]);
  const finish = { type: 'DeliverWithoutParcel' as const, data: { orderId } };
  it('is delivered as soon as it is confirmed', () =>
    past(services, confirmed(services, []))
      .when(finish)
      .then(
        ParcelLeft.of({
          orderId,
          fulfilmentId: 'o-1.services',
          units: [{ lineId: '1', sku: 'POST', quantity: 2 }],
          amountMinor: 900,
          totalMinor: 900,
          currency: 'GBP',
          paymentMethod: 'invoice',
        }),
        OrderShipped.of({ orderId }),
        ParcelArrived.of({ orderId, fulfilmentId: 'o-1.services', deliveredAt: SPEC_TIME, recordedAt: SPEC_TIME }),
        delivered(SPEC_TIME),
      ));
  it('is the only kind of order that is', () => past(placed(), confirmed()).when(finish).then());
});

describe('another address', () => {
  const change = (country = 'GB') => {
    return { type: 'ChangeOrderAddress' as const, data: { orderId, shipTo: { country, postcode: 'N1 9GU' } } };
  };
  it('is taken until the order is picked', () => {
    past(placed(), confirmed())
      .when(change())
      .then(OrderAddressChanged.of({ orderId, shipTo: { country: 'GB', postcode: 'N1 9GU' } }));
    past(placed(), confirmed(), PickingBegun.of({ orderId, fulfilmentId: 'o-1.MAIN' }))
      .when(change())
      .thenRejected('address-not-changeable');
    past(placed()).when(change()).thenRejected('address-not-changeable');
  });
  it('stays in its country', () =>
    past(placed(), confirmed()).when(change('FR')).thenRejected('address-in-other-country'));
});
