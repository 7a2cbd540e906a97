import { OrderPlaced } from '@concord/contracts';
import { givenStreams, Rejection, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { orderAggregate } from '../order/order.aggregate';
import { onAccount, type BuyingCompany } from './credit';
import { creditAccount, CreditFreed, CreditUsed } from './credit-account.aggregate';
import { freeCredit, type FreeCredit } from './free-credit.decider';

const company = (more: Partial<BuyingCompany> = {}): BuyingCompany => {
  return { companyId: 'acme', currency: 'GBP', creditLimitMinor: 1_000, orderLimitMinor: null, ...more };
};
const order = (totalMinor: number, currency = 'GBP') => ({ orderId: 'o-1', currency, totalMinor });
const used = (amountMinor: number, orderId = 'o-1') =>
  CreditUsed.of({ companyId: 'acme', orderId, amountMinor, currency: 'GBP' });
const freed = (amountMinor: number, causeId: string) =>
  CreditFreed.of({ companyId: 'acme', orderId: 'o-1', causeId, amountMinor });
const reading = (...events: DomainEvent[]) => {
  const state = events.reduce((account, event) => creditAccount.evolve(account, event as never), creditAccount.initial);
  return () => state as never;
};
const asked = (totalMinor: number, more: Partial<BuyingCompany> = {}, ...before: DomainEvent[]) => {
  const outcome = onAccount(order(totalMinor), 'invoice', company(more), reading(...before));
  return outcome instanceof Rejection ? outcome.code : outcome.flatMap(({ events }) => events);
};

describe('an order on account', () => {
  it('uses the credit of its company', () => expect(asked(600)).toEqual([used(600)]));
  it('is refused beyond the credit, with all open orders', () => {
    expect(asked(600, {}, used(400, 'o-0'))).toEqual([used(600)]);
    expect(asked(601, {}, used(400, 'o-0'))).toBe('credit-exceeded');
  });
  it('is refused beyond what its buyer may order', () =>
    expect(asked(600, { orderLimitMinor: 500 })).toBe('order-above-buyer-limit'));
  it('is in the currency of the limit of its buyer, by card too', () => {
    const outcome = onAccount(order(10, 'EUR'), 'card', company({ orderLimitMinor: 500 }), reading());
    expect(outcome instanceof Rejection && outcome.code).toBe('order-above-buyer-limit');
  });
  it('is in the currency of the credit', () =>
    expect(asked(600, { currency: 'EUR' })).toBe('credit-in-other-currency'));
  it('by card uses none', () => expect(onAccount(order(5_000), 'card', company(), reading())).toEqual([]));
});

describe('credit that is used', () => {
  const placed = OrderPlaced.of({
    orderId: 'o-1',
    channel: 'b2b',
    currency: 'GBP',
    lines: [],
    goodsMinor: 600,
    discountMinor: 0,
    totalMinor: 600,
    shipTo: { country: 'GB' },
    orderedAt: SPEC_TIME,
    paymentMethod: 'invoice',
    companyId: 'acme',
  });
  const free = (causeId: string, amountMinor?: number): FreeCredit => {
    return { type: 'FreeCredit', data: { orderId: 'o-1', causeId, ...(amountMinor !== undefined && { amountMinor }) } };
  };
  const past = (...events: DomainEvent[]) =>
    givenStreams(freeCredit)(
      { of: orderAggregate, id: 'o-1', events: [placed] },
      { of: creditAccount, id: 'acme', events },
    );
  it('is free again when it is paid, part by part, once', () => {
    past(used(600)).when(free('r-1', 200)).then(freed(200, 'r-1'));
    past(used(600), freed(200, 'r-1')).when(free('r-1', 200)).then();
  });
  it('is all free when the order ends', () =>
    past(used(600), freed(200, 'r-1')).when(free('cancelled')).then(freed(400, 'cancelled')));
  it('is never more than was used', () => past(used(600)).when(free('r-1', 900)).then(freed(600, 'r-1')));
});
