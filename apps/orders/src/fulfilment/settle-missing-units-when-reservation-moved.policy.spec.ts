import { ReservationMoved } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { settleMissingUnitsWhenReservationMoved } from './settle-missing-units-when-reservation-moved.policy';

const north = { sku: 'TEE', warehouse: 'NORTH', quantity: 2 };
const commands = (allocations: (typeof north)[], missing: number) =>
  settleMissingUnitsWhenReservationMoved.react(
    recorded(
      ReservationMoved.of({ orderId: 'o', moveId: 'm', from: 'MAIN', sku: 'TEE', allocations, missing, reason: '' }),
    ),
  );

describe('units that were not on the shelf', () => {
  it('come from the warehouses that have them', () =>
    expect(commands([north], 0)).toEqual([
      {
        type: 'ReallocateUnits',
        data: { orderId: 'o', moveId: 'm', from: 'MAIN', sku: 'TEE', allocations: [north] },
      },
    ]));
  it('are cancelled as far as no warehouse has them', () =>
    expect(commands([north], 1)).toMatchObject([
      { type: 'ReallocateUnits' },
      { type: 'CancelMissingUnits', data: { cancellationId: 'm', lines: [{ sku: 'TEE', quantity: 1 }] } },
    ]));
  it('are only cancelled where no warehouse has any', () =>
    expect(commands([], 2)).toMatchObject([{ type: 'CancelMissingUnits', data: { warehouse: 'MAIN' } }]));
});
