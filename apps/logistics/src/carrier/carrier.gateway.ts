/** What a carrier must know of a parcel. */
export interface ParcelToSend {
  readonly fulfilmentId: string;
  readonly weightG: number | null;
  readonly country: string | null;
  readonly postcode: string | null;
  /** What the label says besides: name, company, street, city, phone. Nothing of it is kept. */
  readonly address?: unknown;
  readonly service?: string;
}

/** A label that was bought. */
export interface Label {
  readonly carrier: string;
  readonly service: string;
  readonly costMinor: number;
  readonly tracking: string;
}

/** Why a carrier refuses a parcel. */
export interface NotTaken {
  readonly notTaken: string;
}

/** The known services, where the requested one does not exist. */
export interface NotOffered {
  readonly services: readonly string[];
}

/** A carrier that delivers parcels: an outside company or the own fleet. */
export interface Carrier {
  readonly code: string;
  /** What a label request may ask for. */
  readonly services: readonly string[];
  /**
   * Sells a label. The same key always gets the same label, so that a crash between the sale and its record does not
   * buy a second label.
   */
  buyLabel(key: string, parcel: ParcelToSend): Promise<Label | NotTaken>;
}

/** The carriers by preference, for injection. */
export const CARRIERS = Symbol('carriers');

/** The key of a parcel's label: made from the fulfilment, so that a retry uses it again. */
export const labelKeyOf = (fulfilmentId: string) => `label-${fulfilmentId}`;

/** Buys a label from the named carrier, or from the first one that takes the parcel. */
export async function buyLabel(
  carriers: readonly Carrier[],
  parcel: ParcelToSend,
  wanted?: string,
): Promise<Label | NotTaken | NotOffered> {
  const asked = carriers.filter(({ code }) => wanted === undefined || code === wanted);
  const { service } = parcel;
  const offering = asked.filter(({ services }) => service === undefined || services.includes(service));
  // A requested service is never replaced by another one at another price.
  if (asked.length > 0 && offering.length === 0) return { services: asked.flatMap(({ services }) => services) };
  const reasons: string[] = [];
  for (const carrier of offering) {
    const answer = await carrier.buyLabel(labelKeyOf(parcel.fulfilmentId), parcel);
    if (!('notTaken' in answer)) return answer;
    reasons.push(`${carrier.code}: ${answer.notTaken}`);
  }
  const known = carriers.map(({ code }) => code).join(', ');
  return { notTaken: reasons.join('; ') || `there is no carrier ${wanted}, but ${known}` };
}
