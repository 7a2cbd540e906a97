import { PriceListDefined } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { priceList, type DefinePriceList } from './price-list.decider';

const past = given(priceList);
const terms = {
  list: 'trade-eu',
  name: 'Trade',
  currency: 'EUR',
  taxIncluded: false,
  channels: ['b2b' as const],
  groups: ['trade'],
  customerIds: [],
};
const define = (more: Partial<DefinePriceList['data']> = {}): DefinePriceList => ({
  type: 'DefinePriceList',
  data: { ...terms, ...more },
});
const defined = PriceListDefined.of(terms);

describe('defining a price list', () => {
  it('says for whom its prices count', () => past().when(define()).then(defined));
  it('names everybody once, in one order', () =>
    past()
      .when(define({ customerIds: ['b', 'a', 'b'] }))
      .then(PriceListDefined.of({ ...terms, customerIds: ['a', 'b'] })));
  it('changes for whom and when they count', () =>
    past(defined)
      .when(define({ groups: [], from: '2026-02-01T00:00:00.000Z' }))
      .then(PriceListDefined.of({ ...terms, groups: [], from: '2026-02-01T00:00:00.000Z' })));
  it('says nothing where nothing changes', () => past(defined).when(define()).then());
  it('never changes the currency or the tax of its prices', () => {
    past(defined)
      .when(define({ currency: 'GBP' }))
      .thenRejected('price-list-fixed');
    past(defined)
      .when(define({ taxIncluded: true }))
      .thenRejected('price-list-fixed');
  });
  it('begins before it ends', () =>
    past()
      .when(define({ from: '2026-02-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' }))
      .thenRejected('price-list-window-empty'));
  it('leaves the standard list to everybody', () =>
    past()
      .when(define({ list: 'standard' }))
      .thenRejected('price-list-standard'));
});
