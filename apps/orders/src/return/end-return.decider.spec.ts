import { notPersonal, ReturnCancelled, ReturnExpired } from '@concord/contracts';
import { givenStreams } from '@concord/event-sourcing';
import { UnitsPromiseEnded } from '../order/order.aggregate';
import { endReturn } from './end-return.decider';
import {
  anOrder,
  aReturn,
  arrived,
  authorised,
  confirmed,
  left,
  orderId,
  placed,
  promised,
  returnId,
  settledForNothing,
} from './return-in-specs';
import { ReturnParcelNoted } from './return.aggregate';

describe('a return whose parcel never comes', () => {
  const past = givenStreams(endReturn);
  const about = { returnId, orderId, customerId: 'c-1' };
  const asked = anOrder(placed, confirmed, left, arrived(), promised(3, 1000));
  const cancel = { type: 'CancelReturn' as const, data: { returnId, reason: notPersonal('kept') } };
  const expire = { type: 'ExpireReturn' as const, data: { returnId } };
  const noted = ReturnParcelNoted.of({ returnId, orderId });
  const cancelled = ReturnCancelled.of({ ...about, reason: notPersonal('kept') });
  const free = UnitsPromiseEnded.of({ orderId, returnId });

  it('can be cancelled, once, and its units are free again', () => {
    past(asked, aReturn(authorised(3)))
      .when(cancel)
      .then(cancelled, free);
    past(asked, aReturn(authorised(3), cancelled))
      .when(cancel)
      .then();
  });
  it('expires at its deadline', () =>
    past(asked, aReturn(authorised(3)))
      .when(expire)
      .then(ReturnExpired.of(about), free));
  it('neither is cancelled nor expires once its parcel has arrived', () => {
    past(asked, aReturn(authorised(3), noted))
      .when(cancel)
      .thenRejected('return-arrived');
    past(asked, aReturn(authorised(3), noted))
      .when(expire)
      .then();
  });
  it('does not end twice', () => {
    past(asked, aReturn(authorised(3), cancelled))
      .when(expire)
      .then();
    past(asked, aReturn(authorised(3), settledForNothing))
      .when(cancel)
      .thenRejected('return-over');
  });
});

describe('a return that the shop rejects', () => {
  const past = givenStreams(endReturn);
  const asked = anOrder(placed, confirmed, left, arrived(), promised(3, 1000));
  const about = { returnId, orderId, customerId: 'c-1' };
  const reason = notPersonal('seal broken');
  const reject = { type: 'RejectReturn' as const, data: { returnId, reason } };
  const rejected = ReturnCancelled.of({ ...about, reason, rejectedByShop: true });

  it('ends, once, and the event says that it was the shop', () => {
    past(asked, aReturn(authorised(3)))
      .when(reject)
      .then(rejected, UnitsPromiseEnded.of({ orderId, returnId }));
    past(asked, aReturn(authorised(3), rejected))
      .when(reject)
      .then();
  });
  it('neither is cancelled nor expires afterwards', () => {
    past(asked, aReturn(authorised(3), rejected))
      .when({ type: 'CancelReturn', data: { returnId, reason } })
      .then();
    past(asked, aReturn(authorised(3), rejected))
      .when({ type: 'ExpireReturn', data: { returnId } })
      .then();
  });
  it('is one whose parcel has not arrived', () =>
    past(asked, aReturn(authorised(3), ReturnParcelNoted.of({ returnId, orderId })))
      .when(reject)
      .thenRejected('return-arrived'));
  it.each([
    ['cancelled', ReturnCancelled.of({ ...about, reason: notPersonal('kept') })],
    ['expired', ReturnExpired.of(about)],
    ['settled', settledForNothing],
  ])('is not one that is %s', (_, over) =>
    past(asked, aReturn(authorised(3), over))
      .when(reject)
      .thenRejected('return-over'),
  );
  it('is one that exists', () => past(asked).when(reject).thenRejected('return-unknown'));
});
