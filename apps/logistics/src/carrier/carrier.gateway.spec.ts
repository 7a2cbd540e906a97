import { buyLabel } from './carrier.gateway';
import { OwnFleet } from './own-fleet.gateway';
import { SandboxCarrier } from './sandbox-carrier.gateway';

const carriers = [new SandboxCarrier(), new OwnFleet()];
const parcel = (weightG: number | null = 1_500) => ({
  fulfilmentId: 'o1.MAIN',
  weightG,
  country: 'GB',
  postcode: 'N1',
});

describe('buying a label', () => {
  it('gets the same label for the same fulfilment', async () =>
    expect(await buyLabel(carriers, parcel())).toEqual(await buyLabel(carriers, parcel())));
  it('asks the parcel service first', async () =>
    expect(await buyLabel(carriers, parcel())).toMatchObject({ carrier: 'sandbox-carrier', costMinor: 470 }));
  it('falls back on the own fleet for parcels that the parcel service refuses', async () =>
    expect(await buyLabel(carriers, parcel(40_000))).toMatchObject({ carrier: 'own-fleet' }));
  it('sends by truck what is too heavy for a van', async () =>
    expect(await buyLabel(carriers, parcel(600_000))).toMatchObject({ carrier: 'own-fleet', service: 'truck' }));
  it('buys the requested service, or none', async () => {
    expect(await buyLabel(carriers, { ...parcel(), service: 'express' })).toMatchObject({ service: 'express' });
    expect(await buyLabel(carriers, { ...parcel(), service: 'van' })).toMatchObject({ carrier: 'own-fleet' });
    for (const service of ['expres', 'constructor'])
      expect(await buyLabel(carriers, { ...parcel(), service })).toEqual({
        services: ['standard', 'express', 'van', 'truck'],
      });
    expect(await buyLabel(carriers, { ...parcel(), service: 'van' }, 'sandbox-carrier')).toEqual({
      services: ['standard', 'express'],
    });
    expect(await buyLabel(carriers, { ...parcel(40_000), service: 'express' })).toHaveProperty('notTaken');
  });
  it('asks only a named carrier', async () => {
    expect(await buyLabel(carriers, parcel(), 'own-fleet')).toMatchObject({ carrier: 'own-fleet' });
    expect(await buyLabel(carriers, parcel(40_000), 'sandbox-carrier')).toHaveProperty('notTaken');
    expect(await buyLabel(carriers, parcel(), 'pigeon')).toHaveProperty('notTaken');
  });
});
