import { expectedBoard, expectedSku } from './expected-alignment';
import { Told } from './told';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();
const ms = (minute: number) => Date.parse(at(minute));

const told = new Told();
const tell = (minute: number, type: string, data: object) => told.learn({ type, data, occurredAt: at(minute) });
tell(0, 'VariantAdded', { sku: 'MUG', title: 'Mug' });
tell(1, 'ProductPublished', { skus: ['MUG'] });
tell(2, 'StockReceived', { sku: 'MUG', quantity: 10 });
tell(2, 'AvailabilityChanged', { sku: 'MUG', sellable: 10, level: 'ok' });
tell(3, 'PromotionActivated', { promotionId: 'p', skus: ['MUG'] });
tell(4, 'StockReserved', { orderId: 'o', allocations: [{ sku: 'MUG', quantity: 10 }] });
tell(4, 'AvailabilityChanged', { sku: 'MUG', sellable: 0, level: 'out' });
tell(5, 'CaseOpened', { caseId: 'c', refs: { orderId: 'o' } });
tell(6, 'StockShipped', { orderId: 'o', lines: [{ sku: 'MUG', quantity: 10 }] });
tell(7, 'PromotionEnded', { promotionId: 'p' });
tell(8, 'ReturnAuthorised', { returnId: 'r', orderId: 'o', lines: [{ sku: 'MUG', quantity: 1 }] });

describe('what the topics tell', () => {
  it('of a SKU, as of a moment', () => {
    expect(expectedSku(told, 'MUG', ms(3))).toMatchObject({
      state: 'ok',
      onHand: 10,
      units: 0,
      promotions: ['p active'],
    });
    expect(expectedSku(told, 'MUG', ms(5))).toMatchObject({
      state: 'broken',
      onHand: 10,
      orders: 1,
      units: 10,
      cases: 1,
    });
    expect(expectedSku(told, 'MUG', ms(9))).toMatchObject({ state: 'short', onHand: 0, orders: 0, returns: 1 });
    expect(expectedSku(told, 'MUG', ms(-1))).toMatchObject({ title: null, published: 'unknown', sellable: 0 });
  });
  it('of the board: what is promoted or short', () => {
    expect(expectedBoard(told, ms(2))).toEqual([]);
    expect(expectedBoard(told, ms(3))).toEqual(['MUG ok 0']);
    expect(expectedBoard(told, ms(5))).toEqual(['MUG broken 10']);
    expect(expectedBoard(told, ms(9))).toEqual(['MUG short 0']);
  });
});
