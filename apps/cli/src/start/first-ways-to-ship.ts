import type { Concord, Logistics } from '@concord/client';

const AFTERNOON = 14 * 60;
const HOME = { countries: ['United Kingdom'], currency: 'GBP' as const, cutOffMinute: AFTERNOON };

/** Of the countries that the demo day sells to. */
const WAYS: Readonly<Record<string, Logistics.ShipOptionRequest>> = {
  standard: { ...HOME, name: 'Standard', priceMinor: 395, freeFromMinor: 5_000, daysMin: 2, daysMax: 4 },
  express: { ...HOME, name: 'Express', priceMinor: 895, daysMin: 1, daysMax: 1 },
  abroad: {
    ...HOME,
    name: 'Abroad',
    countries: ['EIRE', 'France', 'Germany', 'Netherlands', 'Norway', 'Australia'],
    priceMinor: 1_250,
    daysMin: 4,
    daysMax: 10,
  },
};

/** So that the sample shop has something to choose from at its checkout. The same ways change nothing. */
export async function offerFirstWaysToShip(client: Concord): Promise<void> {
  for (const [option, body] of Object.entries(WAYS))
    await client.logistics.put('/v1/ship-options/{option}', { path: { option }, body });
}
