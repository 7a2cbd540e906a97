import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ORDER_COURSE, orderSentence } from './order-story';
import { orderEvents } from './orders';

const folder = path.join(__dirname, '..', 'samples');
const newest = (type: string) => globSync(`${type}.v*.json`, { cwd: folder }).sort().at(-1)!;
const sampleOf = (type: string): unknown => JSON.parse(readFileSync(path.join(folder, newest(type)), 'utf8'));
const UNTOLD = [
  'ReservationReleased',
  'OrderUnitsDelivered',
  'PaymentReconciled',
  'CartCreated',
  'CartLineAdded',
  'CartLineChanged',
  'CartLineRemoved',
  'CartCouponApplied',
  'CartHoldRequested',
  'CartHoldExtensionRequested',
  'CartEnded',
  'CartAbandoned',
  'CartRecovered',
  'QuoteIssued',
];

describe('the story of an order', () => {
  it.each(ORDER_COURSE.filter((type) => !UNTOLD.includes(type)))('tells %s in a sentence', (type) =>
    expect(orderSentence({ type, data: sampleOf(type) } as never)).toMatch(/^[^{}]+$/),
  );
  it('counts the units of an order without what it costs to send them', () => {
    const line = { lineId: '1', sku: 'TEE', title: 'Tee', quantity: 3, unitMinor: 100, discounts: [], totalMinor: 300 };
    const shipping = { ...line, lineId: 'shipping', quantity: 1, stocked: false, isShipping: true };
    const data = { lines: [{ ...line, stocked: true }, shipping], totalMinor: 700, currency: 'GBP' };
    expect(orderSentence({ type: 'OrderPlaced', data } as never)).toContain('3 units');
  });
  it('leaves out what another event tells', () =>
    expect(UNTOLD.filter((type) => orderSentence({ type, data: {} } as never) !== undefined)).toEqual([]));
  it('knows nothing of other events', () =>
    expect(orderSentence({ type: 'constructor', data: {} } as never)).toBeUndefined());
  it('has an entry for every event of orders', () =>
    expect(ORDER_COURSE).toEqual(expect.arrayContaining(Object.keys(orderEvents))));
});
