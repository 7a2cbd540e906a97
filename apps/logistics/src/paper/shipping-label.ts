import type { Seller } from '@concord/contracts';
import { addressLines, type Language, type Paper, type PaperAddress } from '@concord/paper';
import { placeLines } from './packing-slip';
import { PAPER_WORDS } from './paper.words';

/** A parcel with a label of a carrier. */
export interface ParcelLabel {
  /** The number by which people know the order. */
  readonly order: string;
  readonly warehouse: string;
  readonly plannedAt: string;
  readonly carrier: string;
  readonly service: string;
  readonly tracking: string;
  readonly to: PaperAddress;
}

/** What is stuck on a parcel. The carrier scans its tracking number. */
export function shippingLabel(label: ParcelLabel, seller: Seller, language: Language): Paper {
  const words = PAPER_WORDS[language];
  const { order, warehouse, plannedAt, carrier, service, tracking, to } = label;
  return {
    title: `${words.shippingLabel} ${tracking}`,
    language,
    size: 'A6',
    at: plannedAt,
    author: seller.name,
    foot: `${words.order} ${order}`,
    pageOf: () => warehouse,
    blocks: [
      { kind: 'title', text: carrier, aside: [service] },
      { kind: 'columns', columns: [{ head: words.from, lines: placeLines(seller) }] },
      { kind: 'columns', columns: [{ head: words.to, lines: [] }] },
      { kind: 'text', text: addressLines(to, words).join('\n'), isLarge: true },
      { kind: 'barcode', text: tracking },
    ],
  };
}
