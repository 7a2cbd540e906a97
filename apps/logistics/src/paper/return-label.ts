import { shortId, type Seller } from '@concord/contracts';
import { addressLines, dayText, filled, type Language, type Paper, type PaperAddress } from '@concord/paper';
import { placeLines } from './packing-slip';
import { PAPER_WORDS } from './paper.words';

/** A return whose parcel is expected. */
export interface Label {
  readonly returnId: string;
  /** The number by which people know the order. */
  readonly order: string;
  readonly warehouse: string;
  readonly deadline: string;
  readonly from: PaperAddress;
  readonly to: Pick<Seller, 'name' | 'street' | 'postcode' | 'city' | 'country'>;
}

/** The label of a return parcel. Whoever takes it in scans the id of the return. */
export function returnLabel({ returnId, order, warehouse, deadline, from, to }: Label, language: Language): Paper {
  const words = PAPER_WORDS[language];
  return {
    title: `${words.returnLabel} ${shortId(returnId)}`,
    language,
    size: 'A6',
    at: deadline,
    author: to.name,
    foot: `${words.order} ${order}`,
    pageOf: () => warehouse,
    blocks: [
      { kind: 'title', text: words.returnLabel, aside: [shortId(returnId), warehouse] },
      { kind: 'columns', columns: [{ head: words.sender, lines: addressLines(from, words) }] },
      { kind: 'columns', columns: [{ head: words.returnTo, lines: [] }] },
      { kind: 'text', text: placeLines(to).join('\n'), isLarge: true },
      { kind: 'barcode', text: returnId },
      { kind: 'text', text: filled(words.putOn, { date: dayText(deadline, language) }) },
    ],
  };
}
