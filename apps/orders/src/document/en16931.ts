import { decimalText } from '@concord/event-sourcing';
import type { PaperAddress } from '@concord/paper';
import { create } from 'xmlbuilder2';
import type { CreditNote } from './credit-note';
import { isInvoice, type ShownDocument } from './document-paper';
import { DOCUMENT_WORDS } from './document.words';
import { countryCode } from './country-code';

// A document as data by the European standard EN 16931, in the syntax CII D16B (UN/CEFACT), which Factur-X and ZUGFeRD
// put into the PDF. BT and BG numbers are those of the standard; members of an object come in the order of its schema.

type Line = ShownDocument['lines'][number];
/** A part of the document: its members, in order; a member that is undefined is left out. */
type Node = { readonly [name: string]: string | Node | readonly Node[] | undefined };

const PROFILE = 'urn:cen.eu:en16931:2017';
/** One piece (UN/ECE Recommendation 20). */
const PIECE = 'C62';
const MEANS = { card: '48', account: '30', credit: '57' };
const words = DOCUMENT_WORDS.en;

/** The categories of tax (UNTDID 5305) in which none is due. */
const EXEMPT = { 'reverse-charge': 'K', export: 'G', 'exempt-customer': 'E' } as const;
/** The codes of the reasons why none is due, by category. */
const REASONS = new Map([
  ['K', 'VATEX-EU-IC'],
  ['AE', 'VATEX-EU-AE'],
  ['G', 'VATEX-EU-G'],
  ['O', 'VATEX-EU-O'],
]);

/** The document as XML. The same document gives the same text. */
export function en16931(document: ShownDocument): string {
  const { numberText, issuedAt } = document;
  const root = {
    'rsm:CrossIndustryInvoice': {
      '@xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
      '@xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
      '@xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
      'rsm:ExchangedDocumentContext': {
        'ram:GuidelineSpecifiedDocumentContextParameter': { 'ram:ID': PROFILE },
      },
      'rsm:ExchangedDocument': {
        'ram:ID': numberText,
        'ram:TypeCode': isInvoice(document) ? '380' : '381',
        'ram:IssueDateTime': dateTime(issuedAt),
        'ram:IncludedNote': isInvoice(document) ? undefined : { 'ram:Content': words.causes[document.cause] },
      },
      'rsm:SupplyChainTradeTransaction': {
        'ram:IncludedSupplyChainTradeLineItem': document.lines.map((line, index) => lineItem(line, index, document)),
        'ram:ApplicableHeaderTradeAgreement': agreement(document),
        'ram:ApplicableHeaderTradeDelivery': delivery(document),
        'ram:ApplicableHeaderTradeSettlement': settlement(document),
      },
    },
  };
  return create({ version: '1.0', encoding: 'UTF-8' }, withoutUndefined(root) as object).end({ prettyPrint: true });
}

function lineItem(line: Line, index: number, document: ShownDocument): Node {
  const { sku, title, quantity = 1, netMinor } = line;
  const amount = amountIn(document.currency);
  const discountMinor = 'discountMinor' in line ? netDiscount(line, line.discountMinor) : 0;
  return {
    'ram:AssociatedDocumentLineDocument': { 'ram:LineID': String(index + 1) },
    'ram:SpecifiedTradeProduct': { 'ram:SellerAssignedID': sku, 'ram:Name': title },
    'ram:SpecifiedLineTradeAgreement': {
      // The price of all units together: that of one unit without tax has no exact number of decimals.
      'ram:NetPriceProductTradePrice': {
        'ram:ChargeAmount': amount(netMinor + discountMinor),
        'ram:BasisQuantity': quantityOf(quantity),
      },
    },
    'ram:SpecifiedLineTradeDelivery': { 'ram:BilledQuantity': quantityOf(quantity) },
    'ram:SpecifiedLineTradeSettlement': {
      'ram:ApplicableTradeTax': { 'ram:TypeCode': 'VAT', ...rateNode(categoryOf(line, document), line.rateMilli) },
      'ram:SpecifiedTradeAllowanceCharge':
        discountMinor === 0
          ? undefined
          : {
              'ram:ChargeIndicator': { 'udt:Indicator': 'false' },
              'ram:ActualAmount': amount(discountMinor),
              'ram:Reason': words.discount,
            },
      'ram:SpecifiedTradeSettlementLineMonetarySummation': { 'ram:LineTotalAmount': amount(netMinor) },
    },
  };
}

/** A discount on a price with tax, without its tax. */
function netDiscount({ isTaxIncluded, rateMilli = 0 }: Line, discountMinor: number): number {
  if (!isTaxIncluded) return discountMinor;
  const whole = 100_000n + BigInt(rateMilli);
  return Number((2n * BigInt(discountMinor) * 100_000n + whole) / (2n * whole));
}

const isUntaxed = ({ lines }: ShownDocument) => lines.every(({ rateMilli }) => rateMilli === undefined);

/** A document is outside the scope of tax as a whole (O), or not at all: then a line without a rate is exempt. */
function categoryOf({ rateMilli, exemption, isService }: Line, document: ShownDocument): string {
  if (exemption === 'reverse-charge' && isService && !hasGoods(document)) return 'AE';
  if (exemption) return EXEMPT[exemption];
  if (rateMilli === undefined) return isUntaxed(document) ? 'O' : 'E';
  return rateMilli === 0 ? 'Z' : 'S';
}

/** Shipping follows the goods that it brings; without goods a service is taxed where its customer is. */
const hasGoods = ({ lines }: ShownDocument) => lines.some(({ isService }) => !isService);

const rateNode = (code: string, rateMilli = 0): Node => ({
  'ram:CategoryCode': code,
  // Outside the scope of tax there is no rate.
  'ram:RateApplicablePercent': code === 'O' ? undefined : String(rateMilli / 1_000),
});

function agreement(document: ShownDocument): Node {
  const { seller, buyer, orderId, reference, purchaseOrderNumber } = document;
  const { name, registration, vatNumber, email, ...place } = seller;
  const isOutside = isUntaxed(document);
  return {
    'ram:SellerTradeParty': {
      'ram:Name': name,
      'ram:SpecifiedLegalOrganization': { 'ram:ID': registration ?? name },
      'ram:PostalTradeAddress': {
        'ram:PostcodeCode': place.postcode,
        'ram:LineOne': place.street,
        'ram:CityName': place.city,
        'ram:CountryID': place.country,
      },
      'ram:URIUniversalCommunication': email && { 'ram:URIID': { '@schemeID': 'EM', '#': email } },
      'ram:SpecifiedTaxRegistration': isOutside ? undefined : vatNode(vatNumber),
    },
    'ram:BuyerTradeParty': {
      'ram:Name': nameOf(buyer.address, buyer.company?.name),
      'ram:PostalTradeAddress': addressNode(buyer.address),
      'ram:SpecifiedTaxRegistration': isOutside ? undefined : vatNode(buyer.company?.vatNumber),
    },
    'ram:SellerOrderReferencedDocument': { 'ram:IssuerAssignedID': reference ?? orderId },
    'ram:BuyerOrderReferencedDocument': purchaseOrderNumber && { 'ram:IssuerAssignedID': purchaseOrderNumber },
  } as Node;
}

const vatNode = (number?: string) => number && ({ 'ram:ID': { '@schemeID': 'VA', '#': number } } as Node);

function delivery(document: ShownDocument): Node {
  const { shipTo, buyer } = document;
  const address = shipTo ?? buyer.address;
  const suppliedAt = isInvoice(document) ? document.suppliedAt : document.corrects[0]?.issuedAt;
  return {
    'ram:ShipToTradeParty': {
      'ram:Name': nameOf(address, shipTo ? undefined : buyer.company?.name),
      'ram:PostalTradeAddress': addressNode(address),
    },
    'ram:ActualDeliverySupplyChainEvent': suppliedAt && { 'ram:OccurrenceDateTime': dateTime(suppliedAt) },
  } as Node;
}

const nameOf = ({ name, company, erased, isHidden }: PaperAddress, known?: string) =>
  known ?? company ?? name ?? (erased ? words.erased : isHidden ? words.hidden : '-');

const addressNode = ({ postcode, street, street2, city, country, region }: PaperAddress): Node => ({
  'ram:PostcodeCode': postcode,
  'ram:LineOne': street,
  'ram:LineTwo': street2,
  'ram:CityName': city,
  'ram:CountryID': countryCode(country),
  'ram:CountrySubDivisionName': region,
});

function settlement(document: ShownDocument): Node {
  const { currency, netMinor, taxMinor, totalMinor, numberText, seller } = document;
  const amount = amountIn(currency);
  const dueMinor = isInvoice(document) ? document.payment.dueMinor : totalMinor;
  const { iban, bic } = seller;
  const isTransfer = isInvoice(document) && document.payment.method === 'invoice' && dueMinor > 0 && iban !== undefined;
  const means = isTransfer
    ? MEANS.account
    : isInvoice(document) && document.payment.method === 'card'
      ? MEANS.card
      : MEANS.credit;
  return {
    'ram:PaymentReference': numberText,
    'ram:InvoiceCurrencyCode': currency,
    'ram:SpecifiedTradeSettlementPaymentMeans': {
      'ram:TypeCode': means,
      'ram:PayeePartyCreditorFinancialAccount': isTransfer ? { 'ram:IBANID': iban } : undefined,
      'ram:PayeeSpecifiedCreditorFinancialInstitution': isTransfer && bic ? { 'ram:BICID': bic } : undefined,
    },
    'ram:ApplicableTradeTax': taxNodes(document),
    'ram:SpecifiedTradePaymentTerms': dueMinor > 0 ? terms(document) : undefined,
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation': {
      'ram:LineTotalAmount': amount(netMinor),
      'ram:TaxBasisTotalAmount': amount(netMinor),
      'ram:TaxTotalAmount': { '@currencyID': currency, '#': amount(taxMinor) },
      'ram:GrandTotalAmount': amount(totalMinor),
      'ram:TotalPrepaidAmount': dueMinor < totalMinor ? amount(totalMinor - dueMinor) : undefined,
      'ram:DuePayableAmount': amount(dueMinor),
    },
    'ram:InvoiceReferencedDocument': isInvoice(document) ? undefined : document.corrects.map(referenced),
  } as Node;
}

function taxNodes(document: ShownDocument): Node[] {
  const amount = amountIn(document.currency);
  const groups = new Map<string, { line: Line; code: string; netMinor: number; taxMinor: number }>();
  for (const line of document.lines) {
    const code = categoryOf(line, document);
    const key = `${code}/${line.rateMilli ?? 0}`;
    const { netMinor, taxMinor } = groups.get(key) ?? { netMinor: 0, taxMinor: 0 };
    groups.set(key, { line, code, netMinor: netMinor + line.netMinor, taxMinor: taxMinor + line.taxMinor });
  }
  return [...groups.values()].map(({ line: { exemption, rateMilli }, code, netMinor, taxMinor }) => {
    const { 'ram:CategoryCode': category, 'ram:RateApplicablePercent': rate } = rateNode(code, rateMilli);
    const isTaxed = code === 'S' || code === 'Z';
    return {
      'ram:CalculatedAmount': amount(taxMinor),
      'ram:TypeCode': 'VAT',
      'ram:ExemptionReason': isTaxed ? undefined : exemption ? words.exemptions[exemption] : words.untaxed,
      'ram:BasisAmount': amount(netMinor),
      'ram:CategoryCode': category,
      'ram:ExemptionReasonCode': REASONS.get(code),
      'ram:RateApplicablePercent': rate,
    };
  });
}

function terms(document: ShownDocument): Node {
  if (!isInvoice(document)) return { 'ram:Description': words.givenBack };
  const { dueAt } = document.payment;
  return dueAt ? { 'ram:DueDateDateTime': dateTime(dueAt) } : { 'ram:Description': words.dueByCard };
}

const referenced = ({ numberText, issuedAt }: CreditNote['corrects'][number]): Node => ({
  'ram:IssuerAssignedID': numberText,
  'ram:FormattedIssueDateTime': {
    'qdt:DateTimeString': {
      '@xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
      '@format': '102',
      '#': dayOf(issuedAt),
    },
  },
});

const dayOf = (moment: string) => moment.slice(0, 10).replaceAll('-', '');
const dateTime = (moment: string): Node => ({ 'udt:DateTimeString': { '@format': '102', '#': dayOf(moment) } });
const quantityOf = (quantity: number): Node => ({ '@unitCode': PIECE, '#': String(quantity) });

const amountIn = (currency: string) => (minor: number) => decimalText(minor, currency);

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== '');
  return Object.fromEntries(members.map(([name, member]) => [name, withoutUndefined(member)]));
}
