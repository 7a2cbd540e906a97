import { OrderBackorderFilled } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { planFurtherFulfilmentsWhenBackorderFilled } from './plan-further-fulfilments-when-backorder-filled.policy';

const units = { sku: 'TEE', warehouse: 'NORTH', quantity: 2 };
const filled = (allocations: (typeof units)[], refused: (typeof units)[]) =>
  OrderBackorderFilled.of({
    orderId: 'o',
    fillId: 'f',
    sku: 'TEE',
    allocations,
    refused,
    waiting: 0,
    shipTo: { country: 'GB' },
  });

describe('units that came for a waiting order', () => {
  it('get a parcel planned', () =>
    expect(planFurtherFulfilmentsWhenBackorderFilled.react(recorded(filled([units], [])))).toEqual([
      {
        type: 'PlanFurtherFulfilments',
        data: { orderId: 'o', moveId: 'f', allocations: [units], shipTo: { country: 'GB' } },
      },
    ]));
  it('get none where the order refused all of them', () =>
    expect(planFurtherFulfilmentsWhenBackorderFilled.react(recorded(filled([], [units])))).toEqual([]));
});
