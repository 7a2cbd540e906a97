import { OrderReallocated } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { planFurtherFulfilmentsWhenOrderReallocated } from './plan-further-fulfilments-when-order-reallocated.policy';

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

describe('units that another warehouse sends', () => {
  it('get a parcel planned', () =>
    expect(
      planFurtherFulfilmentsWhenOrderReallocated.react(recorded(reallocated({ allocations: [units] }))),
    ).toMatchObject([{ type: 'PlanFurtherFulfilments', data: { orderId: 'o', moveId: 'm', allocations: [units] } }]));
  it('get none where the order refused all of them', () =>
    expect(planFurtherFulfilmentsWhenOrderReallocated.react(recorded(reallocated({ refused: [units] })))).toEqual([]));
});
