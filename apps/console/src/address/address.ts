/** The parts of an address, in the order in which people write them. */
export const ADDRESS_PARTS = ['name', 'company', 'street', 'street2', 'postcode', 'city', 'country'] as const;
const NEEDED: readonly string[] = ['name', 'street', 'city', 'country'];

export type AddressPart = (typeof ADDRESS_PARTS)[number];

/** An address as far as it is shown. */
type Shown = { readonly [Part in AddressPart]?: string | null | undefined };

export const isNeeded = (part: AddressPart): boolean => NEEDED.includes(part);

/** An address in one line. */
export const addressText = (address: Shown): string =>
  ADDRESS_PARTS.map((part) => address[part])
    .filter(Boolean)
    .join(', ');
