import { fold } from '@concord/event-sourcing';
import { promotedSku, SkuLeft, SkuWatched, StockFactsSeen, StockMoved } from './promoted-sku.aggregate';
import { after, UNKNOWN, type StockChange, type StockFacts } from './stock-facts';

const facts = (more: Partial<StockFacts> = {}): StockFacts => ({
  ...UNKNOWN,
  version: 5,
  sellable: 10,
  level: 'ok',
  ...more,
});
const available = (sellable: number): StockChange => ({ kind: 'available', sellable, level: 'ok' });
const expected = (purchaseOrderId: string, quantity: number, eta = '2026-01-10T00:00:00.000Z'): StockChange => ({
  kind: 'expected',
  purchaseOrderId,
  quantity,
  eta,
});
const po = (purchaseOrderId: string, quantity: number, eta = '2026-01-10T00:00:00.000Z') => ({
  purchaseOrderId,
  quantity,
  eta,
});

describe('stock facts', () => {
  it('follow the events of inventory', () =>
    expect(after(facts(), available(7), 6)).toMatchObject({ version: 6, sellable: 7 }));
  it('do not go back to older events', () => expect(after(facts(), available(7), 5)).toEqual(facts()));
  it('count each purchase order once', () => {
    const one = after(facts(), expected('a', 40), 6);
    expect(after(one, expected('a', 30), 7).incoming).toEqual([po('a', 30)]);
  });
  it('forget a purchase order that brings nothing', () =>
    expect(after(facts({ incoming: [po('a', 4)] }), expected('a', 0), 6).incoming).toEqual([]));
  it('take units on their way from the announcements alone', () =>
    expect(after(facts({ incoming: [po('a', 40)] }), { kind: 'received', quantity: 10 }, 6).incoming).toEqual([
      po('a', 40),
    ]));
});

describe('a promoted SKU', () => {
  const sku = 'MUG';
  const watched = (campaignId: string) => SkuWatched.of({ sku, campaignId });
  const seen = (version: number, sellable: number) => StockFactsSeen.of({ sku, facts: facts({ version, sellable }) });
  const moved = (version: number, sellable: number) => StockMoved.of({ sku, version, change: available(sellable) });
  const state = (...events: Parameters<typeof promotedSku.evolve>[1][]) => fold(promotedSku, events);

  it('does not lose news between listening and look-up', () =>
    expect(state(watched('c1'), moved(6, 3), seen(5, 10)).facts).toMatchObject({ version: 6, sellable: 3 }));
  it('does not count news twice', () =>
    expect(state(watched('c1'), moved(5, 3), seen(5, 10)).facts).toMatchObject({ version: 5, sellable: 10 }));
  it('does not replace news by an older look-up', () =>
    expect(state(watched('c1'), seen(5, 10), moved(7, 2), seen(6, 9)).facts).toMatchObject({
      version: 7,
      sellable: 2,
    }));
  it('is forgotten with its last campaign', () => {
    expect(state(watched('c1'), watched('c2'), seen(5, 10), SkuLeft.of({ sku, campaignId: 'c1' })).campaigns).toEqual([
      'c2',
    ]);
    expect(state(watched('c1'), seen(5, 10), SkuLeft.of({ sku, campaignId: 'c1' }))).toEqual(promotedSku.initial);
  });
});
