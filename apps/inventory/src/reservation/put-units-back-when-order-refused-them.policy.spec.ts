import { OrderBackorderFilled, OrderReallocated } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { putUnitsBackWhenOrderRefusedThem } from './put-units-back-when-order-refused-them.policy';

interface Units {
  sku: string;
  warehouse: string;
  quantity: number;
}

const units: Units = { sku: 'TEE', warehouse: 'NORTH', quantity: 2 };
const reallocated = (more: { allocations?: Units[]; refused?: Units[] }) =>
  OrderReallocated.of({
    orderId: 'o',
    moveId: 'm',
    from: 'MAIN',
    sku: 'TEE',
    allocations: [],
    refused: [],
    shipTo: { country: 'GB' },
    ...more,
  });

describe('units that another warehouse would send', () => {
  it('are released where the order refuses them', () =>
    expect(putUnitsBackWhenOrderRefusedThem.react(recorded(reallocated({ refused: [units] })))).toMatchObject([
      { type: 'ReduceReservation', data: { orderId: 'o', releaseId: 'm.refused', allocations: [units] } },
    ]));
  it('stay reserved where the order takes them', () =>
    expect(putUnitsBackWhenOrderRefusedThem.react(recorded(reallocated({ allocations: [units] })))).toEqual([]));
});

describe('units that came for an order that waited', () => {
  it('are released where the order no longer wants them', () => {
    const filled = { orderId: 'o', fillId: 'f', sku: 'TEE', allocations: [], shipTo: { country: 'GB' } };
    const refused = OrderBackorderFilled.of({ ...filled, refused: [units], waiting: 0 });
    expect(putUnitsBackWhenOrderRefusedThem.react(recorded(refused))).toMatchObject([
      { type: 'ReduceReservation', data: { orderId: 'o', releaseId: 'f.refused', allocations: [units] } },
    ]);
  });
});
