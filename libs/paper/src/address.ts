/** An address as its reader may see it; without a name where that is hidden or erased. */
export interface PaperAddress {
  readonly country: string;
  readonly postcode?: string;
  readonly name?: string;
  readonly company?: string;
  readonly street?: string;
  readonly street2?: string;
  readonly city?: string;
  readonly region?: string;
  readonly erased?: boolean;
  readonly isHidden?: boolean;
}

/** An address as it is written on papers: line by line. */
export function addressLines(
  { country, postcode, name, company, street, street2, city, region, erased, isHidden }: PaperAddress,
  words: { readonly erased: string; readonly hidden: string },
): string[] {
  const whose = erased ? words.erased : isHidden ? words.hidden : undefined;
  const place = [postcode, city].filter((text) => text !== undefined).join(' ');
  const lines = [whose, name, company, street, street2, place, region, country];
  return lines.filter((line): line is string => line !== undefined && line !== '');
}
