import { InvoiceIssued, type DocumentNumbering, type Seller, creditsMinor } from '@concord/contracts';
import { derivedId, split, type EventFrom } from '@concord/event-sourcing';
import { shareOf, worthMinor } from '../order/line-share';
import type { Placed, PlacedLine } from '../order/order-state';
import { NO_CREDITS } from '../payment/credits';
import type { nextOf } from './document-series.aggregate';
import type { Supply } from './order-documents.aggregate';

export type Invoice = EventFrom<typeof InvoiceIssued>['data'];
type Line = Invoice['lines'][number];

/** What the shop says about its documents at the moment of one. */
export interface DocumentTerms {
  readonly seller: Seller;
  readonly numbering: DocumentNumbering;
  readonly dueDays: number;
}

/**
 * The layout of papers from now on. A paper of before keeps its own: change a layout by adding the next one. From 2 on an
 * order without a number of the shop is named by its short id, as on screens.
 */
export const LAYOUT = 2;
const DAY_MS = 86_400_000;

/** The id of the invoice of a parcel. */
export const invoiceIdOf = (fulfilmentId: string) => derivedId(fulfilmentId, 'invoice');

/** The invoice of a parcel. `isCaptured` says that the card has paid what vouchers and points do not. */
export function invoice(
  supply: Supply,
  placed: Placed,
  numbered: ReturnType<typeof nextOf>,
  { seller, dueDays }: DocumentTerms,
  isCaptured: boolean,
) {
  const { fulfilmentId, suppliedAt, amountMinor, credits = NO_CREDITS } = supply;
  const lines = linesOf(supply, placed);
  const method = placed.paymentMethod ?? 'invoice';
  const restMinor = amountMinor - creditsMinor(credits);
  const dueMinor = isCaptured ? 0 : restMinor;
  const isOwed = method === 'invoice' && dueMinor > 0;
  return InvoiceIssued.of({
    documentId: invoiceIdOf(fulfilmentId),
    ...numbered,
    ...partiesOf(placed, seller),
    fulfilmentId,
    suppliedAt,
    lines,
    ...sums(lines),
    payment: {
      method,
      ...(creditsMinor(credits) > 0 && { credits }),
      capturedMinor: restMinor - dueMinor,
      dueMinor,
      ...(isOwed && { dueAt: new Date(Date.parse(numbered.issuedAt) + dueDays * DAY_MS).toISOString() }),
    },
  });
}

/** Who sells to whom, and under which order. */
export function partiesOf(placed: Placed, seller: Seller) {
  const { orderId, customerId, currency, channel, companyId, billedCompany } = placed;
  const { shipTo, billTo, reference, purchaseOrderNumber } = placed;
  return {
    orderId,
    ...(customerId !== undefined && { customerId }),
    layout: LAYOUT,
    currency,
    channel,
    seller,
    buyer: {
      address: billTo ?? shipTo,
      ...(companyId !== undefined && { companyId }),
      ...(billedCompany !== undefined && { company: billedCompany }),
    },
    ...(billTo !== undefined && { shipTo }),
    ...(reference !== undefined && { reference }),
    ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber }),
  };
}

function linesOf({ units, amountMinor }: Supply, { lines }: Placed): Line[] {
  const found = units.flatMap(({ lineId, quantity, from, uncollectedMinor = 0 }) => {
    const line = lines.find((one) => one.lineId === lineId);
    if (!line) return [];
    const shareMinor = shareOf(line.totalMinor, line.quantity, from, from + quantity);
    return [{ line, quantity, from, shareMinor, uncollectedMinor }];
  });
  const wanted = found.map(({ shareMinor, uncollectedMinor }) => Math.max(0, shareMinor - uncollectedMinor));
  const sum = wanted.reduce((total, amount) => total + amount, 0);
  // A parcel is charged what is left of the order: an earlier one may have taken a penny more.
  const totals = sum === amountMinor ? wanted : split(amountMinor, wanted);
  return found.map(({ line, quantity, from, shareMinor }, index) => {
    const totalMinor = totals[index]!;
    const taxShare = line.tax ? shareOf(line.tax.amountMinor, line.quantity, from, from + quantity) : 0;
    // Where less is charged, less of it is tax.
    const taxMinor =
      totalMinor < shareMinor ? worthMinor(taxShare, shareMinor, totalMinor * 100) : Math.min(taxShare, totalMinor);
    const netMinor = totalMinor - taxMinor;
    const facts = lineFacts(line);
    const listedMinor = facts.isTaxIncluded ? totalMinor : netMinor;
    return {
      ...facts,
      quantity,
      discountMinor: Math.max(0, line.unitMinor * quantity - listedMinor),
      netMinor,
      taxMinor,
      totalMinor,
    };
  });
}

/** What a document says of a line of the order, whatever part of it it is about. */
export function lineFacts(line: PlacedLine) {
  const { lineId, sku, title, unitMinor, quantity, discounts, totalMinor, tax, stocked } = line;
  const listedMinor = unitMinor * quantity - discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    lineId,
    sku,
    title,
    unitMinor,
    // Tax on top of the list is the only other part of the total.
    isTaxIncluded: listedMinor === totalMinor,
    ...(tax && { rateMilli: tax.rateMilli }),
    ...(tax?.exemption && { exemption: tax.exemption }),
    ...(!stocked && { isService: true as const }),
  };
}

type Summed = Pick<Line, 'rateMilli' | 'exemption' | 'netMinor' | 'taxMinor' | 'totalMinor'>;

/** The sums of a document, and its tax by rate. */
export function sums(lines: readonly Summed[]) {
  const groups = new Map<string, Invoice['taxes'][number]>();
  for (const { rateMilli, exemption, netMinor, taxMinor } of lines) {
    const key = `${rateMilli}/${exemption}`;
    const before = groups.get(key) ?? { netMinor: 0, taxMinor: 0 };
    groups.set(key, {
      ...(rateMilli !== undefined && { rateMilli }),
      ...(exemption !== undefined && { exemption }),
      netMinor: before.netMinor + netMinor,
      taxMinor: before.taxMinor + taxMinor,
    });
  }
  const total = (of: (line: Summed) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  return {
    taxes: [...groups.values()],
    netMinor: total(({ netMinor }) => netMinor),
    taxMinor: total(({ taxMinor }) => taxMinor),
    totalMinor: total(({ totalMinor }) => totalMinor),
  };
}
