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
  it('gets the same one for the same fulfilment', async () =>
    expect(await buyLabel(carriers, parcel())).toEqual(await buyLabel(carriers, parcel())));
  it('asks the parcel service first', async () =>
    expect(await buyLabel(carriers, parcel())).toMatchObject({ carrier: 'sandbox-carrier', costMinor: 470 }));
  it('falls back on the own fleet for what the parcel service does not take', async () =>
    expect(await buyLabel(carriers, parcel(40_000))).toMatchObject({ carrier: 'own-fleet' }));
  it('sends by truck what no van takes', async () =>
    expect(await buyLabel(carriers, parcel(600_000))).toMatchObject({ carrier: 'own-fleet', service: 'truck' }));
  it('sells the service that was asked for, or none', async () => {
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
  it('asks a named carrier alone', async () => {
    expect(await buyLabel(carriers, parcel(), 'own-fleet')).toMatchObject({ carrier: 'own-fleet' });
    expect(await buyLabel(carriers, parcel(40_000), 'sandbox-carrier')).toHaveProperty('notTaken');
    expect(await buyLabel(carriers, parcel(), 'pigeon')).toHaveProperty('notTaken');
  });
});
