import type { Carrier, Label, NotTaken, ParcelToSend } from './carrier.gateway';
import { trackingOf } from './sandbox-carrier.gateway';

const WEIGHT_G_MAX = 500_000;
const COST_MINOR = 900;

/** The own vans: dearer for a small parcel, and they take what a parcel service does not. */
export class OwnFleet implements Carrier {
  readonly code = 'own-fleet';

  buyLabel(key: string, { weightG }: ParcelToSend): Promise<Label | NotTaken> {
    if (weightG !== null && weightG > WEIGHT_G_MAX)
      return Promise.resolve({ notTaken: `the parcel weighs more than ${WEIGHT_G_MAX} g` });
    const tracking = trackingOf('OF', key);
    return Promise.resolve({ carrier: this.code, service: 'van', costMinor: COST_MINOR, tracking });
  }
}
