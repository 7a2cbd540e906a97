import { shortId } from '@concord/contracts';
import {
  addressLines,
  amountOf,
  dayText,
  filled,
  rateText,
  type Block,
  type Language,
  type Paper,
  type PaperAddress,
} from '@concord/paper';
import type { CreditNote } from './credit-note';
import { DOCUMENT_WORDS, type DocumentWords } from './document.words';
import type { Invoice } from './invoice';

/** A document with the addresses as its reader sees them. */
export type Shown<D> = Omit<D, 'buyer' | 'shipTo'> & {
  readonly buyer: {
    readonly address: PaperAddress;
    readonly company?: { readonly name: string; readonly vatNumber?: string };
  };
  readonly shipTo?: PaperAddress;
};
export type ShownDocument = Shown<Invoice> | Shown<CreditNote>;

/** Whether a document is an invoice, and no credit note. */
export const isInvoice = (document: ShownDocument): document is Shown<Invoice> => 'payment' in document;

/** A document as paper. All of it comes from the event: a reprint is the same for ever. */
export function documentPaper(document: ShownDocument, language: Language): Paper {
  const words = DOCUMENT_WORDS[language];
  const { numberText, issuedAt, seller } = document;
  const title = isInvoice(document) ? words.invoice : words.creditNote;
  const { vatNumber, registration } = seller;
  const foot = [
    seller.name,
    ...(vatNumber ? [`${words.vat} ${vatNumber}`] : []),
    ...(registration ? [`${words.registration} ${registration}`] : []),
    ...[seller.email, seller.phone].filter((text) => text !== undefined),
  ];
  return {
    title: `${title} ${numberText}`,
    language,
    size: 'A4',
    at: issuedAt,
    author: seller.name,
    foot: foot.join(' · '),
    pageOf: (page, pages) => filled(words.page, { page: String(page), pages: String(pages) }),
    blocks: [
      { kind: 'title', text: title, aside: [numberText, dayText(issuedAt, language)] },
      parties(document, words),
      facts(document, words, language),
      lineTable(document, words, language),
      { kind: 'sums', rows: sumRows(document, words, language) },
      ...notes(document, words, language).map((text): Block => ({ kind: 'text', text })),
    ],
  };
}

function parties({ seller, buyer, shipTo }: ShownDocument, words: DocumentWords): Block {
  const { company, address } = buyer;
  const sellerLines = [seller.name, seller.street, `${seller.postcode} ${seller.city}`, seller.country];
  const to = [
    ...(company ? [company.name] : []),
    ...addressLines(address, words),
    ...(company?.vatNumber ? [`${words.vat} ${company.vatNumber}`] : []),
  ];
  return {
    kind: 'columns',
    columns: [
      { head: words.from, lines: [...sellerLines, ...(seller.vatNumber ? [`${words.vat} ${seller.vatNumber}`] : [])] },
      { head: words.to, lines: to },
      ...(shipTo ? [{ head: words.deliveredTo, lines: addressLines(shipTo, words) }] : []),
    ],
  };
}

function facts(document: ShownDocument, words: DocumentWords, language: Language): Block {
  const { layout, orderId, reference, purchaseOrderNumber } = document;
  const common = [
    { head: words.order, lines: [reference ?? (layout === 1 ? orderId : shortId(orderId))] },
    ...(purchaseOrderNumber ? [{ head: words.purchaseOrder, lines: [purchaseOrderNumber] }] : []),
  ];
  if (isInvoice(document))
    return {
      kind: 'columns',
      columns: [...common, { head: words.suppliedOn, lines: [dayText(document.suppliedAt, language)] }],
    };
  const corrected = document.corrects.map(
    ({ numberText, issuedAt }) => `${numberText} ${words.of} ${dayText(issuedAt, language)}`,
  );
  return {
    kind: 'columns',
    columns: [
      ...common,
      { head: words.corrects, lines: corrected },
      { head: words.why, lines: [words.causes[document.cause]] },
    ],
  };
}

function lineTable(document: ShownDocument, words: DocumentWords, language: Language): Block {
  const amount = (minor: number) => amountOf(minor, document.currency, language);
  const head = [words.article, words.units, words.unitPrice, words.discount, words.tax, words.net, words.total];
  const rows = document.lines.map((line) => {
    const { title, sku, quantity, unitMinor, rateMilli, netMinor, totalMinor } = line;
    const discountMinor = 'discountMinor' in line ? line.discountMinor : 0;
    return [
      title === sku ? title : `${title}\n${sku}`,
      quantity === undefined ? '' : String(quantity),
      quantity === undefined ? '' : amount(unitMinor),
      discountMinor === 0 ? '' : amount(-discountMinor),
      rateMilli === undefined ? '' : rateText(rateMilli, language),
      amount(netMinor),
      amount(totalMinor),
    ];
  });
  return { kind: 'table', head, widths: [5, 1.1, 1.8, 1.6, 1.3, 1.8, 1.8], numbers: [1, 2, 3, 4, 5, 6], rows };
}

function sumRows(document: ShownDocument, words: DocumentWords, language: Language) {
  const { currency, netMinor, taxes, totalMinor } = document;
  const amount = (minor: number) => `${amountOf(minor, currency, language)} ${currency}`;
  const rows = [
    { name: words.net, amount: amount(netMinor) },
    ...taxes.map(({ rateMilli = 0, taxMinor, netMinor: base }) => {
      const gaps = { rate: rateText(rateMilli, language), net: amountOf(base, currency, language) };
      return { name: filled(rateMilli > 0 ? words.taxOn : words.noTax, gaps), amount: amount(taxMinor) };
    }),
    { name: words.total, amount: amount(totalMinor), isStrong: true },
  ];
  if (!isInvoice(document)) return rows;
  const { credits, capturedMinor, dueMinor } = document.payment;
  const vouchersMinor = credits?.vouchers.reduce((sum, { amountMinor }) => sum + amountMinor, 0) ?? 0;
  const paid = [
    [words.paidBy.vouchers, vouchersMinor],
    [words.paidBy.points, credits?.points?.amountMinor ?? 0],
    [words.paidBy.card, capturedMinor],
  ] as const;
  return [
    ...rows,
    ...paid.filter(([, minor]) => minor > 0).map(([name, minor]) => ({ name, amount: amount(-minor) })),
    { name: words.due, amount: amount(dueMinor), isStrong: true },
  ];
}

function notes(document: ShownDocument, words: DocumentWords, language: Language): string[] {
  const { lines, taxes, seller, numberText } = document;
  const exemptions = taxes.map(({ exemption, rateMilli }) =>
    exemption ? words.exemptions[exemption] : rateMilli === undefined ? words.untaxed : undefined,
  );
  const isIncluded = lines.some(({ isTaxIncluded, taxMinor }) => isTaxIncluded && taxMinor > 0);
  const all = [...new Set(exemptions), isIncluded ? words.included : undefined];
  if (!isInvoice(document)) all.push(words.givenBack);
  else if (document.payment.dueMinor > 0) {
    const { dueAt } = document.payment;
    const gaps = { name: seller.name, iban: seller.iban ?? '', reference: numberText };
    const sentence = seller.iban ? words.dueBy : words.dueByNoBank;
    all.push(dueAt ? filled(sentence, { ...gaps, date: dayText(dueAt, language) }) : words.dueByCard);
  }
  return all.filter((text) => text !== undefined);
}
