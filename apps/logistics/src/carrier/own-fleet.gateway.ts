import type { Carrier, Label, NotTaken, ParcelToSend } from './carrier.gateway';
import { trackingOf } from './sandbox-carrier.gateway';

const VAN_WEIGHT_G_MAX = 500_000;
const COSTS_MINOR = { van: 900, truck: 9_000 } as const;

/** The own vans and trucks: dearer for small parcels, and without a limit of weight. */
export class OwnFleet implements Carrier {
  readonly code = 'own-fleet';
  readonly services = ['van', 'truck'];

  buyLabel(key: string, { weightG, service: wanted }: ParcelToSend): Promise<Label | NotTaken> {
    const isHeavy = weightG !== null && weightG > VAN_WEIGHT_G_MAX;
    if (wanted === 'van' && isHeavy)
      return Promise.resolve({ notTaken: `a van takes ${VAN_WEIGHT_G_MAX} g; a truck takes more` });
    const service = wanted === 'truck' || isHeavy ? 'truck' : 'van';
    const tracking = trackingOf('OF', key);
    return Promise.resolve({ carrier: this.code, service, costMinor: COSTS_MINOR[service], tracking });
  }
}
