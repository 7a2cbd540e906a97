import fc from 'fast-check';
import { eligibility, factsOf, type OrderFacts } from './eligibility';

const DELIVERED = '2026-01-05T09:00:00.000Z';
const order: OrderFacts = {
  windowDays: 30,
  arrivals: [DELIVERED],
  lines: [
    { lineId: '1', sku: 'TEE', delivered: 3, stocked: true },
    { lineId: '2', sku: 'POST', delivered: 0, stocked: false },
  ],
  returns: [],
  claims: [],
};
const claim = (status: 'open' | 'refund' | 'replacement' | 'rejected', quantity: number) => {
  return { claimId: 'cl', status, lines: [{ lineId: '1', quantity }] };
};
const inReturn = (status: string, quantity: number, returnId = 'r') => ({
  returnId,
  status,
  lines: [{ lineId: '1', quantity }],
});
const reasons = (facts: OrderFacts, lineId = '1', quantity = 1, at = '2026-01-06T09:00:00.000Z') =>
  eligibility(facts, [{ lineId, quantity }], at).lines.map(({ reason }) => reason);

describe('what may come back', () => {
  it('is what was delivered', () => expect(reasons(order, '1', 3)).toEqual([null]));
  it('is not more than was delivered', () => expect(reasons(order, '1', 4)).toEqual(['quantity-beyond-delivered']));
  it('is reduced by units in other returns', () =>
    expect(reasons({ ...order, returns: [inReturn('authorised', 2)] }, '1', 2)).toEqual(['quantity-beyond-delivered']));
  it.each(['rejected', 'cancelled', 'expired'])('is not reduced by returns that were %s', (status) =>
    expect(reasons({ ...order, returns: [inReturn(status, 2)] }, '1', 3)).toEqual([null]),
  );
  it('is reduced only by the units of a settled return: the others came with another return', () => {
    const settled = { ...inReturn('settled', 3), counted: [{ lineId: '1', quantity: 1 }] };
    expect(reasons({ ...order, returns: [settled] }, '1', 2)).toEqual([null]);
    expect(reasons({ ...order, returns: [settled] }, '1', 3)).toEqual(['quantity-beyond-delivered']);
  });
  it('leaves out what was refunded already', () =>
    expect(reasons({ ...order, returns: [inReturn('refunded', 3)] })).toEqual(['quantity-beyond-delivered']));
  it.each(['open', 'replacement'] as const)('is reduced by a claim: %s', (status) => {
    const facts = { ...order, claims: [claim(status, 2)] };
    expect(reasons(facts, '1', 1)).toEqual([null]);
    expect(reasons(facts, '1', 2)).toEqual(['units-claimed']);
    expect(reasons({ ...facts, returns: [inReturn('authorised', 1)] }, '1', 1)).toEqual(['units-claimed']);
    expect(reasons(facts, '1', 4)).toEqual(['quantity-beyond-delivered']);
  });
  it.each(['rejected', 'refund'] as const)('is not reduced by a claim that gives its units back: %s', (status) =>
    expect(reasons({ ...order, claims: [claim(status, 3)] }, '1', 3)).toEqual([null]),
  );
  it('is nothing before the order has arrived', () =>
    expect(reasons({ ...order, arrivals: [] })).toEqual(['order-not-delivered']));
  it('is no service', () => expect(reasons(order, '2')).toEqual(['line-not-returnable']));
  it('refuses an unknown line', () => expect(reasons(order, '9')).toEqual(['line-unknown']));
  // medusa#14936
  it('adds up a line that is named twice', () => {
    const wanted = [
      { lineId: '1', quantity: 2 },
      { lineId: '1', quantity: 2 },
    ];
    expect(eligibility(order, wanted, DELIVERED).lines).toMatchObject([{ quantity: 4, eligible: false, left: 3 }]);
  });
  it('refuses the request when one line is refused', () =>
    expect(
      eligibility(
        order,
        [
          { lineId: '1', quantity: 1 },
          { lineId: '2', quantity: 1 },
        ],
        DELIVERED,
      ).eligible,
    ).toBe(false));
});

describe('the return window', () => {
  it('lasts 30 days', () => expect(eligibility(order, [], DELIVERED).until).toBe('2026-02-04T09:00:00.000Z'));
  it('is open at its last moment', () => expect(reasons(order, '1', 1, '2026-02-04T09:00:00.000Z')).toEqual([null]));
  it('is closed a moment later', () =>
    expect(reasons(order, '1', 1, '2026-02-04T09:00:00.001Z')).toEqual(['window-closed']));
  it('begins with the last arrival, or with the news of it', () =>
    expect(eligibility({ ...order, arrivals: ['2011-12-01T10:00:00.000Z', DELIVERED] }, [], DELIVERED).until).toBe(
      '2026-02-04T09:00:00.000Z',
    ));
});

describe('the arrivals on the page of an order', () => {
  const line = { lineId: '1', sku: 'TEE', quantity: 3, stocked: true, cancelled: 1 };
  const page = {
    status: 'partially_shipped',
    deliveredAt: null,
    deliveryKnownAt: null,
    lines: [line],
    returns: [],
    claims: [],
  };
  const arrival = { units: [{ lineId: '1', quantity: 1 }], deliveredAt: DELIVERED, knownAt: DELIVERED };

  it('counts the units of the parcels that arrived', () =>
    expect(factsOf({ ...page, arrivals: [arrival] }, 30)).toMatchObject({ lines: [{ delivered: 1 }] }));
  it('counts everything that was not cancelled once the order was delivered', () =>
    expect(factsOf({ ...page, status: 'delivered', deliveredAt: DELIVERED, arrivals: [] }, 30)).toMatchObject({
      lines: [{ delivered: 2 }],
      arrivals: [DELIVERED],
    }));
});

it('never accepts more units of a line than were delivered', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.integer({ min: 1, max: 8 })), (delivered, wishes) => {
      let facts: OrderFacts = { ...order, lines: [{ lineId: '1', sku: 'TEE', delivered, stocked: true }] };
      for (const [n, quantity] of wishes.entries())
        if (eligibility(facts, [{ lineId: '1', quantity }], DELIVERED).eligible)
          facts = { ...facts, returns: [...facts.returns, inReturn('requested', quantity, `r${n}`)] };
      const back = facts.returns.reduce((sum, { lines }) => sum + lines[0]!.quantity, 0);
      expect(back).toBeLessThanOrEqual(delivered);
    }),
  );
});
