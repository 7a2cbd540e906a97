import { notPersonal, ReturnRequestedByDesk } from '@concord/contracts';
import { givenStreams } from '@concord/event-sourcing';
import type { OrderFacts } from './eligibility';
import { askedBack, UnitsAskedBack } from './asked-back.aggregate';
import { returnRequest, type RequestReturnAtDesk } from './request-return-at-desk.decider';
import { returnRequestAggregate } from './return-request.aggregate';

const past = givenStreams(returnRequest);
const order: OrderFacts = {
  windowDays: 30,
  arrivals: ['2026-01-04T09:00:00.000Z'],
  lines: [{ lineId: '1', sku: 'TEE', delivered: 2, stocked: true }],
  returns: [],
  claims: [],
};
const request = (quantity: number, facts = order, returnId = 'r2'): RequestReturnAtDesk => ({
  type: 'RequestReturnAtDesk',
  data: {
    returnId,
    orderId: 'o',
    customerId: 'c',
    lines: [{ lineId: '1', quantity, reason: notPersonal('small') }],
    order: facts,
  },
});
const asked = (quantity: number, returnId = 'r1') =>
  UnitsAskedBack.of({ orderId: 'o', returnId, lines: [{ lineId: '1', quantity }] });
const requested = (quantity: number, returnId = 'r2') =>
  ReturnRequestedByDesk.of({
    returnId,
    orderId: 'o',
    customerId: 'c',
    preferredOutcome: 'refund',
    lines: [{ lineId: '1', sku: 'TEE', quantity, reason: notPersonal('small') }],
  });
const ofOrder = (...events: ReturnType<typeof asked>[]) => ({ of: askedBack, id: 'o', events });

describe('requesting a return at the desk', () => {
  it('is sent to orders, and blocks its units', () => past().when(request(2)).then(requested(2), asked(2, 'r2')));
  it('names the chosen reason code', () => {
    const because = (given: object) => {
      const { data } = request(1);
      const lines = [{ lineId: '1', quantity: 1, reason: notPersonal('small'), ...given }];
      const told = [{ lineId: '1', sku: 'TEE', quantity: 1, reason: notPersonal('small'), ...given }];
      past()
        .when({ type: 'RequestReturnAtDesk', data: { ...data, lines } })
        .then(ReturnRequestedByDesk.of({ ...requested(1).data, lines: told }), asked(1, 'r2'));
    };
    because({ reasonCode: 'does-not-fit' });
    because({ reason: 'wrong colour' });
    because({ reason: 'defective', reasonCode: 'other' });
  });
  it('keeps the reason of each unit, and names each once', () => {
    const { data } = request(1);
    const because = (quantity: number, reason: string, reasonCode?: 'defective') => {
      return { lineId: '1', quantity, reason: notPersonal(reason), ...(reasonCode && { reasonCode }) };
    };
    const facts = { ...order, lines: [{ lineId: '1', sku: 'TEE', delivered: 3, stocked: true }] };
    const lines = [because(1, 'small'), because(1, 'torn', 'defective'), because(1, 'small')];
    past()
      .when({ type: 'RequestReturnAtDesk', data: { ...data, lines, order: facts } })
      .then(
        ReturnRequestedByDesk.of({
          ...requested(1).data,
          lines: [
            { ...because(2, 'small'), sku: 'TEE' },
            { ...because(1, 'torn', 'defective'), sku: 'TEE' },
          ],
        }),
        asked(3, 'r2'),
      );
  });
  it('is refused for a unit of another request, though the page does not show it yet', () =>
    past(ofOrder(asked(2)))
      .when(request(1))
      .thenRejected('return-not-eligible'));
  it('counts a request once that is on the page too', () => {
    const shown = { returnId: 'r1', status: 'authorised', lines: [{ lineId: '1', quantity: 1 }] };
    past(ofOrder(asked(1)))
      .when(request(1, { ...order, returns: [shown] }))
      .then(requested(1), asked(1, 'r2'));
  });
  it('is possible again when orders rejected the other request', () => {
    const shown = { returnId: 'r1', status: 'rejected', lines: [{ lineId: '1', quantity: 2 }] };
    past(ofOrder(asked(2)))
      .when(request(2, { ...order, returns: [shown] }))
      .then(requested(2), asked(2, 'r2'));
  });
  it('is refused for units that a claim settled with a replacement', () => {
    const claims = [{ claimId: 'cl', status: 'replacement' as const, lines: [{ lineId: '1', quantity: 1 }] }];
    past()
      .when(request(2, { ...order, claims }))
      .thenRejected('return-not-eligible');
    past()
      .when(request(1, { ...order, claims }))
      .then(requested(1), asked(1, 'r2'));
  });
  describe('after the return period', () => {
    const late = { ...order, arrivals: ['2025-11-01T09:00:00.000Z'] };
    const beyondWindow = { allowedBy: 'lea', reason: notPersonal('was in hospital') };
    const allowed = (quantity: number, facts: OrderFacts): RequestReturnAtDesk => {
      const { type, data } = request(quantity, facts);
      return { type, data: { ...data, beyondWindow } };
    };

    it('is refused, unless a person allows it', () => {
      past().when(request(1, late)).thenRejected('return-not-eligible');
      past()
        .when(allowed(1, late))
        .then(ReturnRequestedByDesk.of({ ...requested(1).data, beyondWindow }), asked(1, 'r2'));
    });
    it('is refused for units that did not come or are in another request, whoever allows it', () => {
      past().when(allowed(3, late)).thenRejected('return-not-eligible');
      past(ofOrder(asked(2)))
        .when(allowed(1, late))
        .thenRejected('return-not-eligible');
    });
    it('may be allowed before it: orders says whether that was needed', () =>
      past()
        .when(allowed(1, order))
        .then(ReturnRequestedByDesk.of({ ...requested(1).data, beyondWindow }), asked(1, 'r2')));
  });
  it('is refused before the order has arrived', () =>
    past()
      .when(request(1, { ...order, arrivals: [] }))
      .thenRejected('return-not-eligible'));
  it('changes nothing when it is repeated under its id', () =>
    past({ of: returnRequestAggregate, id: 'r2', events: [requested(2)] })
      .when(request(2))
      .then());
});
