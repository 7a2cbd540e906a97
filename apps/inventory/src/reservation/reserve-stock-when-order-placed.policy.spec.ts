import { OrderPlaced, STOCK_LOW_UNITS } from '@concord/contracts';
import { recorded, settingsWith, SPEC_TIME } from '@concord/event-sourcing';
import { reserveStockWhenOrderPlaced } from './reserve-stock-when-order-placed.policy';

const line = (sku: string, stocked: boolean) => ({
  lineId: sku,
  sku,
  title: sku,
  quantity: 2,
  unitMinor: 500,
  totalMinor: 1000,
  stocked,
  discounts: [],
});
const placed = (...lines: ReturnType<typeof line>[]) =>
  OrderPlaced.of({
    orderId: 'o',
    currency: 'GBP',
    lines,
    goodsMinor: 0,
    discountMinor: 0,
    totalMinor: 0,
    shipTo: { country: 'GB' },
    channel: 'b2c',
    orderedAt: SPEC_TIME,
  });

describe('an order that was placed', () => {
  it('reserves its lines with stock', () =>
    expect(reserveStockWhenOrderPlaced.react(recorded(placed(line('TEE', true), line('POST', false))))).toEqual([
      { type: 'ReserveForOrder', data: { orderId: 'o', lines: [{ sku: 'TEE', quantity: 2 }], lowUnits: 5 } },
    ]));
  it('asks for an answer without stock too: the checkout waits for it', () =>
    expect(
      reserveStockWhenOrderPlaced.react(
        recorded(placed(line('POST', false))),
        settingsWith(STOCK_LOW_UNITS, 9).at(SPEC_TIME),
      ),
    ).toEqual([{ type: 'ReserveForOrder', data: { orderId: 'o', lines: [], lowUnits: 9 } }]));
  it('names its basket, and whether it may wait since when', () => {
    const { data } = placed(line('TEE', true));
    const event = OrderPlaced.of({ ...data, cartId: 'b', mayWait: true });
    expect(reserveStockWhenOrderPlaced.react(recorded(event))).toMatchObject([
      { data: { cartId: 'b', mayWait: true, orderedAt: SPEC_TIME } },
    ]);
  });
});
