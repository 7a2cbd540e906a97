import { createHash } from 'node:crypto';
import type { Carrier, Label, NotTaken, ParcelToSend } from './carrier.gateway';

const WEIGHT_G_MAX = 31_500;
const BASE_MINOR = 350;
const KILO_MINOR = 60;
const PRICE_FACTORS: ReadonlyMap<string, number> = new Map([
  ['standard', 1],
  ['express', 2],
]);

/** A parcel service for development: immediate and deterministic, without a company outside. */
export class SandboxCarrier implements Carrier {
  readonly code = 'sandbox-carrier';
  readonly services = [...PRICE_FACTORS.keys()];

  buyLabel(key: string, { weightG, service = 'standard' }: ParcelToSend): Promise<Label | NotTaken> {
    const factor = PRICE_FACTORS.get(service);
    if (factor === undefined)
      return Promise.resolve({
        notTaken: `there is no service ${service}, but ${this.services.join(', ')}`,
      });
    if (weightG !== null && weightG > WEIGHT_G_MAX)
      return Promise.resolve({ notTaken: `the parcel weighs more than ${WEIGHT_G_MAX} g` });
    const costMinor = (BASE_MINOR + KILO_MINOR * Math.ceil((weightG ?? 1_000) / 1_000)) * factor;
    return Promise.resolve({ carrier: this.code, service, costMinor, tracking: trackingOf('SB', key) });
  }
}

/** A tracking number made from the key, so that the same key gets the same number. */
export const trackingOf = (prefix: string, key: string) =>
  `${prefix}${createHash('sha256').update(key).digest('hex').slice(0, 16).toUpperCase()}`;
