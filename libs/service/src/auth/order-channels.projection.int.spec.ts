import type { RecordedEvent } from '@concord/event-sourcing';
import { OrderChannelRow, ownOrdersOf } from './order-channels.projection';

const orders = ownOrdersOf('spec');
const rowAfter = (...events: readonly (readonly [type: string, data: object])[]) =>
  events.reduce<OrderChannelRow>((row, [type, data]) => {
    const event = { type, data: { orderId: 'o1', ...data } } as unknown as RecordedEvent;
    const [key] = orders.keys(event);
    return orders.apply(row, event, key!)!;
  }, new OrderChannelRow());
const from = (...warehouses: string[]) => ({ allocations: warehouses.map((warehouse) => ({ warehouse })) });
const placed = ['OrderPlaced', { channel: 'b2b', customerId: 'firm' }] as const;

describe('an order, as services know it that show parts of it', () => {
  it('has a sales channel and a customer, and no warehouse before it is confirmed', () =>
    expect(rowAfter(placed)).toMatchObject({ channel: 'b2b', customerId: 'firm', warehouses: [] }));

  it('of a guest has no customer', () =>
    expect(rowAfter(['OrderPlaced', { channel: 'b2c' }])).toMatchObject({ customerId: null }));

  it('is in every warehouse that sends units of it, or was to send some', () =>
    expect(
      rowAfter(
        placed,
        ['OrderConfirmed', from('LDN', 'LDN')],
        ['OrderReallocated', { from: 'LDN', ...from('YORK') }],
        ['OrderBackorderFilled', from('LEEDS', 'YORK')],
      ).warehouses,
    ).toEqual(['LDN', 'LEEDS', 'YORK']));
});
