import type { Personal } from '@concord/contracts';
import { PersonalLine, Text } from '../field';
import { objectOf } from '../value-schema';
import type { Vault } from './vault';

/** Where somebody lives or works. Country and postcode stay in clear: sourcing and tariffs need them. */
export class AddressRequest {
  @Text({ maxLength: 60, example: 'GB' })
  country!: string;

  @Text({ maxLength: 20, optional: true, example: 'N1 9GU' })
  postcode?: string;

  @PersonalLine({
    maxLength: 200,
    optional: true,
    example: 'Ada Bell',
    description: 'Who receives it. Personal: sealed.',
  })
  name?: string;

  @PersonalLine({ maxLength: 200, optional: true, example: 'Bell & Sons', description: 'Personal: sealed.' })
  company?: string;

  @PersonalLine({
    maxLength: 200,
    optional: true,
    example: '12 Mill Lane',
    description: 'Street and number. Personal: sealed.',
  })
  street?: string;

  @PersonalLine({
    maxLength: 200,
    optional: true,
    example: 'Flat 3',
    description: 'A second line. Personal: sealed.',
  })
  street2?: string;

  @PersonalLine({ maxLength: 100, optional: true, example: 'London', description: 'Personal: sealed.' })
  city?: string;

  @PersonalLine({ maxLength: 100, optional: true, example: 'Greater London', description: 'Personal: sealed.' })
  region?: string;

  @PersonalLine({
    maxLength: 40,
    optional: true,
    example: '+44 20 7946 0000',
    description: 'For the carrier. Personal: sealed.',
  })
  phone?: string;
}

/** An address as events and rows carry it: all but country and postcode is one sealed text. */
export interface SealedAddress {
  readonly country: string;
  readonly postcode?: string;
  readonly address?: Personal;
}

const SEALED_PARTS = {
  'name?': 'text',
  'company?': 'text',
  'street?': 'text',
  'street2?': 'text',
  'city?': 'text',
  'region?': 'text',
  'phone?': 'text',
  'erased?': 'flag',
} as const;

/** The schema of what is sealed of an address, for callers who may read personal data. */
export const SHOWN_ADDRESS_PARTS = objectOf(SEALED_PARTS);

/** The schema of a whole address as callers see it; without the sealed parts for those who may not read them. */
export const SHOWN_ADDRESS = objectOf({ country: 'text', 'postcode?': 'text', ...SEALED_PARTS });

/** An opened address with all parts side by side, as it came in. */
export const flatAddress = ({ address, ...clear }: { readonly address?: unknown; readonly country: string }) => {
  return { ...clear, ...(address as object | undefined) };
};

/** Seals all of an address but country and postcode. */
export async function sealAddress(vault: Vault, subject: string, whole: AddressRequest): Promise<SealedAddress> {
  const { country, postcode, ...rest } = whole;
  const isNamed = Object.values(rest).some((part) => part !== undefined);
  return {
    country,
    ...(postcode !== undefined && { postcode }),
    ...(isNamed && { address: await vault.sealObject(subject, 'address', rest) }),
  };
}
