import { givenStreams, type Actor } from '@concord/event-sourcing';
import { PriceActivated } from '@concord/contracts';
import { skuOwner, SkuTaken } from '../product/sku.aggregate';
import { PriceApproved, PriceMastered, PriceProposed, PriceRejected, type PriceEvent } from './price-events';
import { priceBook } from './price.aggregate';
import { price } from './price.decider';

const sku = 'MUG';
const mia: Actor = { kind: 'user', id: 'mia', role: 'marketing_manager' };
const hal: Actor = { kind: 'user', id: 'hal', role: 'head_of_digital' };
const known = { of: skuOwner, id: sku, events: [SkuTaken.of({ sku, productId: 'p1', kind: 'shippable' })] };
const past = (...events: PriceEvent[]) => givenStreams(price)(known, { of: priceBook, id: sku, events });
const active = (amountMinor: number, previousMinor?: number) =>
  PriceActivated.of({
    sku,
    list: 'standard',
    amountMinor,
    currency: 'EUR',
    productId: 'p1',
    ...(previousMinor !== undefined && { previousMinor }),
  });
const approved = PriceApproved.of({ proposalId: 'o1', sku, approvedBy: 'hal' });
const proposed = (amountMinor: number, previousMinor = 1000) =>
  PriceProposed.of({
    proposalId: 'o1',
    sku,
    list: 'standard',
    amountMinor,
    currency: 'EUR',
    previousMinor,
    proposedBy: 'mia',
  });
const propose = (amountMinor: number, currency = 'EUR') =>
  ({
    type: 'ProposePrice',
    data: { proposalId: 'o1', sku, list: 'standard', amountMinor, currency, approvalPercent: 15, floorPercent: 5 },
  }) as const;
const approve = { type: 'ApprovePrice', data: { proposalId: 'o1', sku } } as const;
const reject = { type: 'RejectPrice', data: { proposalId: 'o1', sku, reason: 'too dear' } } as const;

describe('proposing a price', () => {
  it('the first price takes effect at once', () => past().when(propose(1000), { by: mia }).then(active(1000)));
  it('a change of 15 percent takes effect at once, down too', () => {
    past(active(1000)).when(propose(1150), { by: mia }).then(active(1150, 1000));
    past(active(1000)).when(propose(850), { by: mia }).then(active(850, 1000));
  });
  it('a larger change waits for a second person', () =>
    past(active(1000)).when(propose(1151), { by: mia }).then(proposed(1151)));
  it('small steps count together', () =>
    past(active(1000), active(1100, 1000)).when(propose(1200), { by: mia }).then(proposed(1200, 1100)));
  it('an approved price is what later steps are measured from', () =>
    past(active(1000), proposed(2000), approved, active(2000, 1000))
      .when(propose(2200), { by: mia })
      .then(active(2200, 2000)));
  it('later steps are measured from an imported price too', () =>
    past(active(1000), PriceMastered.of({ sku, list: 'standard', amountMinor: 2000 }), active(2000, 1000))
      .when(propose(2200), { by: mia })
      .then(active(2200, 2000)));
  it('the same price changes nothing', () => past(active(1000)).when(propose(1000)).then());
  it('one proposal waits at a time', () =>
    past(active(1000), proposed(2000)).when(propose(3000)).thenRejected('price-proposal-open'));
  it('is above zero', () => past().when(propose(0)).thenRejected('price-not-positive'));
  it('keeps the currency', () => past(active(1000)).when(propose(1000, 'GBP')).thenRejected('price-currency-differs'));
  it('needs a SKU of the catalog', () => givenStreams(price)().when(propose(1000)).thenRejected('sku-unknown'));
});

describe('deciding on a price', () => {
  it('takes a second person', () =>
    past(active(1000), proposed(2000)).when(approve, { by: mia }).thenRejected('second-person-needed'));
  it('puts the price in force', () =>
    past(active(1000), proposed(2000))
      .when(approve, { by: hal })
      .then(PriceApproved.of({ proposalId: 'o1', sku, approvedBy: 'hal' }), active(2000, 1000)));
  it('or keeps the old price', () =>
    past(active(1000), proposed(2000))
      .when(reject, { by: hal })
      .then(PriceRejected.of({ proposalId: 'o1', sku, rejectedBy: 'hal', reason: 'too dear' })));
  it('happens once', () => past(active(1000)).when(approve, { by: hal }).thenRejected('price-proposal-decided'));
});
