import { createHash } from 'node:crypto';
import { convert } from 'xmlbuilder2';
import { SAMPLE_ORDERS, sampleDocuments } from '../../test/sample-documents';
import { en16931 } from './en16931';

// The rules BR-CO of EN 16931 on sums. The samples also passed the schema D16B and the whole schematron of CEN.

type Node = Readonly<Record<string, any>>;
const all = (found: Node | readonly Node[] | undefined): readonly Node[] => (found === undefined ? [] : [found].flat());
const textOf = (node: any): string => (typeof node === 'object' ? node['#'] : node);
const minor = (node: any) => Math.round(Number(textOf(node)) * 100);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const SAMPLES = Object.entries(SAMPLE_ORDERS).flatMap(([name, order]) => {
  const { invoice, note } = sampleDocuments(order);
  return [[`the invoice ${name}`, invoice] as const, [`the credit note ${name}`, note] as const];
});

describe('a document as data', () => {
  it.each(SAMPLES)('sums as EN 16931 wants: %s', (_, document) => {
    const root = convert(en16931(document), { format: 'object' }) as Node;
    const trade = root['rsm:CrossIndustryInvoice']['rsm:SupplyChainTradeTransaction'];
    const settlement = trade['ram:ApplicableHeaderTradeSettlement'];
    const sums = settlement['ram:SpecifiedTradeSettlementHeaderMonetarySummation'];
    const lines = all(trade['ram:IncludedSupplyChainTradeLineItem']);
    const lineNets = lines.map(
      (line) =>
        line['ram:SpecifiedLineTradeSettlement']['ram:SpecifiedTradeSettlementLineMonetarySummation'][
          'ram:LineTotalAmount'
        ],
    );
    const rates = all(settlement['ram:ApplicableTradeTax']);
    // BR-CO-10, 13, 14, 15, 16
    expect(sum(lineNets.map(minor))).toBe(minor(sums['ram:LineTotalAmount']));
    expect(minor(sums['ram:TaxBasisTotalAmount'])).toBe(minor(sums['ram:LineTotalAmount']));
    expect(sum(rates.map((rate) => minor(rate['ram:CalculatedAmount'])))).toBe(minor(sums['ram:TaxTotalAmount']));
    const grand = minor(sums['ram:GrandTotalAmount']);
    expect(minor(sums['ram:TaxBasisTotalAmount']) + minor(sums['ram:TaxTotalAmount'])).toBe(grand);
    expect(grand - minor(sums['ram:TotalPrepaidAmount'] ?? '0')).toBe(minor(sums['ram:DuePayableAmount']));
    // BR-CO-17, and BR-S-08: the tax of a rate is that of its lines, to a penny for each line.
    expect(sum(rates.map((rate) => minor(rate['ram:BasisAmount'])))).toBe(sum(lineNets.map(minor)));
    for (const rate of rates) {
      const due = (minor(rate['ram:BasisAmount']) * Number(rate['ram:RateApplicablePercent'] ?? 0)) / 100;
      expect(Math.abs(minor(rate['ram:CalculatedAmount']) - due)).toBeLessThanOrEqual(lines.length);
    }
    // BR-CO-25: what is due has a date or terms.
    const isDue = minor(sums['ram:DuePayableAmount']) > 0;
    expect(settlement['ram:SpecifiedTradePaymentTerms'] !== undefined).toBe(isDue);
    // The price of the units less the discount is the line (PEPPOL-EN16931-R120).
    for (const line of lines) {
      const price = line['ram:SpecifiedLineTradeAgreement']['ram:NetPriceProductTradePrice'];
      const own = line['ram:SpecifiedLineTradeSettlement'];
      expect(textOf(price['ram:BasisQuantity'])).toBe(
        textOf(line['ram:SpecifiedLineTradeDelivery']['ram:BilledQuantity']),
      );
      const off = own['ram:SpecifiedTradeAllowanceCharge']?.['ram:ActualAmount'] ?? '0';
      const net = own['ram:SpecifiedTradeSettlementLineMonetarySummation']['ram:LineTotalAmount'];
      expect(minor(price['ram:ChargeAmount']) - minor(off)).toBe(minor(net));
    }
  });

  it('names why no tax is due', () => {
    const codes = (name: string) =>
      [...en16931(sampleDocuments(SAMPLE_ORDERS[name]!).invoice).matchAll(/<ram:CategoryCode>(\w+)/g)].map(
        ([, code]) => code,
      );
    expect(codes('union')).toEqual(['K', 'K', 'K']);
    expect(codes('services')).toEqual(['AE', 'AE']);
    expect(codes('export')).toEqual(['G', 'G']);
    expect(codes('exempt')).toEqual(['E', 'E', 'E']);
    expect(codes('outside')).toEqual(['O', 'O']);
    expect(codes('mixed')).toEqual(['E', 'S', 'Z', 'E', 'S', 'Z']);
  });

  it('is the same text for ever', () => {
    const texts = SAMPLES.map(([, document]) => en16931(document));
    expect(createHash('sha256').update(texts.join('\n')).digest('hex')).toBe(
      '2e7849dea741692fa677b9dbcf465e5b3eec4e9ec36d3204728d9bf3481dba48',
    );
  });
});
