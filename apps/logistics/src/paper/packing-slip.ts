import { shortId, type Seller } from '@concord/contracts';
import { addressLines, dayText, filled, type Language, type Paper, type PaperAddress } from '@concord/paper';
import { PAPER_WORDS } from './paper.words';

/** What a parcel holds, for whom. */
export interface Slip {
  readonly fulfilmentId: string;
  /** The number by which people know the order. */
  readonly order: string;
  readonly warehouse: string;
  readonly plannedAt: string;
  readonly to: PaperAddress;
  readonly lines: readonly { readonly sku: string; readonly title: string; readonly quantity: number }[];
}

/** The paper that lies in a parcel. It names no price: the parcel may be a present. */
export function packingSlip(slip: Slip, seller: Seller, language: Language): Paper {
  const words = PAPER_WORDS[language];
  const { fulfilmentId, order, warehouse, plannedAt, to, lines } = slip;
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    title: `${words.packingSlip} ${shortId(fulfilmentId)}`,
    language,
    size: 'A4',
    at: plannedAt,
    author: seller.name,
    foot: seller.name,
    pageOf: (page, pages) => filled(words.page, { page: String(page), pages: String(pages) }),
    blocks: [
      { kind: 'title', text: words.packingSlip, aside: [dayText(plannedAt, language)] },
      {
        kind: 'columns',
        columns: [
          { head: words.from, lines: placeLines(seller) },
          { head: words.to, lines: addressLines(to, words) },
        ],
      },
      {
        kind: 'columns',
        columns: [
          { head: words.order, lines: [order] },
          { head: words.parcel, lines: [shortId(fulfilmentId)] },
          { head: words.warehouse, lines: [warehouse] },
        ],
      },
      {
        kind: 'table',
        head: [words.sku, words.article, words.units],
        widths: [3, 6, 1.5],
        numbers: [2],
        rows: lines.map(({ sku, title, quantity }) => [sku, title, String(quantity)]),
      },
      { kind: 'text', text: filled(words.total, { units: String(units) }) },
      { kind: 'barcode', text: fulfilmentId },
    ],
  };
}

type Place = Pick<Seller, 'name' | 'street' | 'postcode' | 'city' | 'country'>;

/** A place of the shop, line by line. */
export const placeLines = ({ name, street, postcode, city, country }: Place): string[] => [
  name,
  street,
  `${postcode} ${city}`,
  country,
];
