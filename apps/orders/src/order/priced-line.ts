import { listOf, objectOf } from '@concord/service';

/** What vouchers and points pay, for documents. */
export const CREDITS = {
  vouchers: listOf({ voucherId: 'text', amountMinor: 'whole' }),
  'points?': objectOf({ points: 'whole', amountMinor: 'whole' }),
} as const;

/** How an order is sent, for documents. */
export const SHIPPING = {
  option: 'text',
  name: 'text',
  promisedFrom: 'moment',
  promisedTo: 'moment',
} as const;

/** A priced line, for documents. */
export const PRICED_LINE = {
  lineId: 'text',
  sku: 'text',
  title: 'text',
  quantity: 'whole',
  unitMinor: 'whole',
  discounts: listOf({ promotionId: 'text', amountMinor: 'whole' }),
  totalMinor: 'whole',
  stocked: 'flag',
  'list?': 'text',
  'tax?': objectOf({ taxClass: 'text', rateMilli: 'whole', amountMinor: 'whole', 'exemption?': 'text' }),
  'isShipping?': 'flag',
} as const;
