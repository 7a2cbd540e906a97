import { createHash } from 'node:crypto';
import { printed, type Language, type Paper } from '@concord/paper';
import { SAMPLE_ORDERS, sampleDocuments } from '../../test/sample-documents';
import { documentPaper } from './document-paper';
import { en16931 } from './en16931';
import { facturX } from './factur-x';

const textOf = ({ blocks }: Paper) => JSON.stringify(blocks);
const { invoice, note } = sampleDocuments(SAMPLE_ORDERS['included']!);

describe('the paper of a document', () => {
  it('says what was bought, what it cost, and who paid', () => {
    const text = textOf(documentPaper(invoice, 'en'));
    for (const part of [
      'INV-2026-000042',
      '5 January 2026',
      'WEB-1001',
      'Ada Bell',
      '14.32 GBP',
      'VAT 20 % on 11.93',
      '2.39 GBP',
    ])
      expect(text).toContain(part);
    for (const part of [
      'Paid by gift voucher',
      '-5.00 GBP',
      'Paid by points',
      '-1.32 GBP',
      'Paid by card',
      '-8.00 GBP',
    ])
      expect(text).toContain(part);
    expect(text).toContain('Unit prices and discounts include VAT.');
  });
  it('names the order as screens do where the shop has no number of its own', () => {
    const orderId = '019b76db-603f-7640-8ccb-7da419ac6d1b';
    const { reference: _, ...plain } = { ...invoice, orderId };
    const text = textOf(documentPaper(plain, 'en'));
    expect(text).toContain('"7da419ac6d1b"');
    expect(text).not.toContain(orderId);
    expect(textOf(documentPaper({ ...plain, layout: 1 }, 'en'))).toContain(orderId);
  });
  it('is written in Italian too', () => {
    const text = textOf(documentPaper(invoice, 'it'));
    for (const part of ['Fattura', '5 gennaio 2026', '14,32 GBP', 'IVA 20 % su 11,93']) expect(text).toContain(part);
  });
  it('of a credit note names what it corrects, and why', () => {
    const text = textOf(documentPaper(note, 'en'));
    for (const part of [
      'Credit note',
      'CN-2026-000042',
      'INV-2026-000042 of 5 January 2026',
      'Units came back',
      '1.77 GBP',
    ])
      expect(text).toContain(part);
  });
  it('on account says until when, and to which account', () => {
    const text = textOf(documentPaper(sampleDocuments(SAMPLE_ORDERS['onTop']!).invoice, 'en'));
    expect(text).toContain('To be paid by 4 February 2026');
    expect(text).toContain('IBAN');
    expect(text).toContain('PO 7');
  });
  it('of an erased customer keeps its numbers', () => {
    const text = textOf(documentPaper(sampleDocuments(SAMPLE_ORDERS['export']!).invoice, 'en'));
    expect(text).toContain('(erased)');
    expect(text).toContain('Export outside the European Union');
  });

  // A reprint is the same for ever. Where a new version of a library changes these bytes, papers of before must keep the
  // old ones: stay with that version, or draw the old layout by it.
  it.each([
    ['invoice', 'en', invoice, '5d6332bfc5d51d3fe1b50fa0e22e93a7b7b5b91644f6806da94eea5cec88eac9'],
    ['invoice', 'it', invoice, 'bb87edaf95ca7bccb6ac31f1f22ff2c44ab7dd40b0cd3361f6492cd80486cb28'],
    ['credit note', 'en', note, '73012718d9d103bd5d47b5522d108675cd941c72b33810a0431abf046031c475'],
  ] as const)('has the same bytes for ever: %s, %s', async (_, language: Language, document, digest) => {
    const paper = { ...documentPaper(document, language), attachment: facturX(en16931(document)) };
    const bytes = await printed(paper);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
  });
});
