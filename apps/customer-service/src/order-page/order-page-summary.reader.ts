import { PickType } from '@nestjs/swagger';
import { OrderPageRow } from './order-pages.projection';

const SUMMARY = [
  'orderId',
  'reference',
  'customerId',
  'channel',
  'status',
  'currency',
  'totalMinor',
  'cancelledMinor',
  'capturedMinor',
  'openMinor',
  'refundedMinor',
  'placedAt',
  'deliveredAt',
  'stock',
  'parcels',
  'returns',
] as const satisfies readonly (keyof OrderPageRow)[];

/** A page as lists show it, for the API documents. */
export class OrderSummary extends PickType(OrderPageRow, SUMMARY) {}

/** The columns that lists of orders read: the page without its lines and its story. */
export const summaryColumns: readonly string[] = SUMMARY.map((name) => `row.${name}`);

/** A page as lists show it: columns that were not read are left out, not shown as empty. */
export const summaryOf = (page: OrderPageRow): Pick<OrderPageRow, (typeof SUMMARY)[number]> =>
  Object.fromEntries(SUMMARY.map((name) => [name, page[name]])) as never;
