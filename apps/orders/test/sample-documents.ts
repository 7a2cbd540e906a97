import { DOCUMENT_NUMBERING, DOCUMENT_SELLER, type OrderPlaced } from '@concord/contracts';
import type { EventFrom } from '@concord/event-sourcing';
import { creditNote } from '../src/document/credit-note';
import type { ShownDocument } from '../src/document/document-paper';
import { nextOf } from '../src/document/document-series.aggregate';
import { invoice } from '../src/document/invoice';
import { orderDocuments } from '../src/document/order-documents.aggregate';

type Placed = EventFrom<typeof OrderPlaced>['data'];
type Line = Placed['lines'][number];
type Tax = NonNullable<Line['tax']>;

export const AT = '2026-01-05T09:00:00.000Z';
const terms = { seller: DOCUMENT_SELLER.initial, numbering: DOCUMENT_NUMBERING.initial, dueDays: 30 };
const numberOf = (series: string) => nextOf(series, { number: 41, issuedAt: null }, terms.numbering, AT);
const tax = (amountMinor: number, rateMilli = 20_000, exemption?: Tax['exemption']): Tax => {
  return { taxClass: 'standard', rateMilli, amountMinor, ...(exemption && { exemption }) };
};

function line(
  lineId: string,
  quantity: number,
  unitMinor: number,
  more: Partial<Line> & { discountMinor?: number; onTopMinor?: number } = {},
): Line {
  const { discountMinor = 0, onTopMinor = 0, ...rest } = more;
  return {
    lineId,
    sku: `SKU-${lineId}`,
    title: `Café <Thing> & more ${lineId}`,
    quantity,
    unitMinor,
    discounts: discountMinor > 0 ? [{ promotionId: 'p', amountMinor: discountMinor }] : [],
    totalMinor: quantity * unitMinor - discountMinor + onTopMinor,
    stocked: true,
    ...rest,
  };
}

const shipTo = {
  country: 'GB',
  postcode: 'N1 9GU',
  name: 'Ada Bell',
  street: '12 Mill Lane',
  city: 'London',
} as Placed['shipTo'];
const milan = {
  country: 'Italy',
  postcode: '20121',
  name: 'Bice Neri',
  street: 'Via Dante 1',
  city: 'Milano',
} as Placed['shipTo'];

const placed = (lines: readonly Line[], more: Partial<Placed> = {}): Placed => ({
  orderId: 'order-1',
  currency: 'GBP',
  lines: [...lines],
  goodsMinor: 0,
  discountMinor: 0,
  totalMinor: lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  shipTo,
  channel: 'b2c',
  paymentMethod: 'card',
  orderedAt: AT,
  ...more,
});

const company = {
  companyId: 'c-1',
  billedCompany: { name: 'Neri Srl', vatNumber: 'IT12345678901' },
  channel: 'b2b',
} as const;
const account = { paymentMethod: 'invoice' } as const;
const service = { stocked: false } as const;

/** Orders of every kind of tax and payment. */
export const SAMPLE_ORDERS: Readonly<Record<string, Placed>> = {
  // Check value 1 of money, paid by a voucher, points and a card.
  included: placed(
    [
      line('1', 3, 197, { discountMinor: 59, tax: tax(89) }),
      line('2', 1, 1_000, { discountMinor: 100, tax: tax(150) }),
    ],
    {
      reference: 'WEB-1001',
      credits: { vouchers: [{ voucherId: 'v', amountMinor: 500 }], points: { points: 132, amountMinor: 132 } },
    },
  ),
  // Check value 3 of money, on account.
  onTop: placed(
    [
      line('1', 3, 333, { onTopMinor: 89, tax: tax(89, 8_875) }),
      line('2', 1, 1_250, { onTopMinor: 111, tax: tax(111, 8_875) }),
      line('shipping', 1, 599, { ...service, tax: tax(0, 0), isShipping: true }),
    ],
    { ...account, currency: 'USD', purchaseOrderNumber: 'PO 7' },
  ),
  union: placed(
    [
      line('1', 3, 333, { tax: tax(0, 0, 'reverse-charge') }),
      line('shipping', 1, 599, { ...service, tax: tax(0, 0, 'reverse-charge'), isShipping: true }),
    ],
    { ...company, ...account, currency: 'EUR', shipTo: milan, billTo: milan },
  ),
  services: placed([line('1', 1, 599, { ...service, tax: tax(0, 0, 'reverse-charge') })], {
    ...company,
    ...account,
    currency: 'EUR',
    shipTo: milan,
  }),
  export: placed([line('1', 3, 333, { tax: tax(0, 0, 'export') })], {
    shipTo: { country: 'United States', erased: true } as unknown as Placed['shipTo'],
  }),
  exempt: placed([line('1', 3, 333, { tax: tax(0, 0, 'exempt-customer') }), line('2', 1, 100)]),
  outside: placed([line('1', 3, 333)]),
  mixed: placed([line('1', 3, 333), line('2', 3, 200, { tax: tax(100) }), line('3', 1, 200, { tax: tax(0, 0) })]),
};

/** The invoice of a whole order, and a note over a third of its first line. */
export function sampleDocuments(order: Placed): { readonly invoice: ShownDocument; readonly note: ShownDocument } {
  const units = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity, from: 0 }));
  const { orderId, totalMinor: amountMinor, credits, paymentMethod } = order;
  const supply = { orderId, fulfilmentId: 'parcel-1', suppliedAt: AT, units, amountMinor, ...(credits && { credits }) };
  const issued = invoice(supply, order, numberOf('INV-2026'), terms, paymentMethod === 'card');
  const { invoices } = orderDocuments.evolve(orderDocuments.initial, issued);
  const [first] = order.lines;
  const back = [{ lineId: first!.lineId, quantity: 1, amountMinor: Math.floor(first!.totalMinor / 3) }];
  const cause = { cause: 'return', returnId: 'return-1' } as const;
  const note = creditNote('note-1', cause, back, invoices, order, terms.seller, numberOf('CN-2026'))!;
  return { invoice: issued.data as unknown as ShownDocument, note: note.data as unknown as ShownDocument };
}
