import { projection } from '@concord/event-sourcing';
import {
  listOf,
  objectOf,
  RowFlag,
  RowKeyText,
  RowList,
  RowObject,
  RowOneOf,
  RowText,
  RowTime,
  RowWhole,
} from '@concord/service';
import { Entity, Index } from 'typeorm';
import { CREDITS, PRICED_LINE, SHIPPING } from '../order/priced-line';
import { cartAggregate, cartEvents, type Cart, type CartAddress, type CartEvent, type Quote } from './cart.aggregate';

/** A basket, and what it costs by its last quote. */
@Entity('cart_view')
@Index(['customerId'])
@Index(['status', 'changedAt'])
export class CartRow implements Omit<Cart, 'address'> {
  @RowKeyText()
  cartId!: string;

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowOneOf(['open', 'ordered', 'ended'])
  status: Cart['status'] = 'open';

  @RowOneOf(['b2c', 'b2b', 'd2c'])
  channel: Cart['channel'] = 'b2c';

  @RowText()
  currency: string = '';

  @RowList({ lineId: 'text', sku: 'text', quantity: 'whole' })
  lines: Cart['lines'] = [];

  @RowWhole({ description: 'Lines that the basket ever had.' })
  linesEver: number = 0;

  @RowObject({ shipTo: { type: 'object' }, 'billTo?': { type: 'object' }, 'contact?': 'text' }, { nullable: true })
  address: CartAddress | null = null;

  @RowList('text', { description: 'Codes of promotions.' })
  codes: readonly string[] = [];

  @RowList('text', { description: 'The vouchers that are to pay.' })
  voucherIds: readonly string[] = [];

  @RowWhole({ description: 'The points that are to pay.' })
  points: number = 0;

  @RowText({ nullable: true, description: 'How it is to be sent; null where the cheapest way is taken.' })
  shipOption: string | null = null;

  @RowObject(
    {
      quoteId: 'text',
      cartId: 'text',
      'customerId?': 'text',
      hash: 'text',
      currency: 'text',
      lines: listOf(PRICED_LINE),
      goodsMinor: 'whole',
      discountMinor: 'whole',
      taxOnTopMinor: 'whole',
      totalMinor: 'whole',
      'credits?': objectOf(CREDITS),
      'shipping?': objectOf(SHIPPING),
      expiresAt: 'moment',
    },
    {
      nullable: true,
      description:
        'The last quote: prices hold until `expiresAt`, as long as `isQuoteCurrent`. Equal quotes have the same hash.',
    },
  )
  quote: Quote | null = null;

  @RowFlag({ description: 'Whether nothing in the basket changed since the quote.' })
  isQuoteCurrent: boolean = false;

  @RowText({ nullable: true })
  orderId: string | null = null;

  @RowTime({ nullable: true, description: 'Since when it counts as abandoned: nobody changed it for a while.' })
  abandonedAt: string | null = null;

  @RowWhole({ description: 'How often its hold was extended since its lines changed.' })
  extensions: number = 0;

  @RowList('text', { description: 'Baskets that it took in.' })
  mergedIds: readonly string[] = [];

  @RowWhole({ description: 'Changes of what a quote says.' })
  changes: number = 0;

  @RowWhole({ description: 'Requests for a hold so far.' })
  holdRequests: number = 0;

  @RowTime()
  changedAt: string = '1970-01-01T00:00:00.000Z';
}

type Happened = CartEvent & { readonly occurredAt: string };

/** The row is the state of the basket itself. That nobody changed it is no change. */
const evolved = (row: CartRow, event: unknown): CartRow => {
  const happened = event as Happened;
  const changedAt = happened.type === 'CartAbandoned' ? row.changedAt : happened.occurredAt;
  return { ...row, ...cartAggregate.evolve(row, happened), changedAt };
};

export const carts = projection(
  'orders.carts',
  cartEvents,
  CartRow,
  ({ data }) => ({ cartId: data.cartId }),
  Object.fromEntries(Object.keys(cartEvents).map((type) => [type, evolved])) as Record<
    keyof typeof cartEvents,
    typeof evolved
  >,
);
