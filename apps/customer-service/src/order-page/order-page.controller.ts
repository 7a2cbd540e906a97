import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags, PickType } from '@nestjs/swagger';
import { numberOf } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  demandShown,
  Email,
  hiddenFrom,
  masked,
  MaskedType,
  OneOf,
  onlyOwn,
  PageQuery,
  Permit,
  Phone,
  Problem,
  reaches,
  shown,
  Text,
  TheCaller,
  Vault,
  Views,
} from '@concord/service';
import { customersIn, foundBy, ordersIn } from '../customer/found-by.reader';
import { explain } from './explain';
import { OrderSummary, summaryColumns, summaryOf } from './order-page-summary.reader';
import { OrderPageRow } from './order-pages.projection';
import { demandOrder, narrowToOwn } from './own-orders.reader';
import { ORDER_STATUSES } from './order-status';

class OrderQuery extends PageQuery {
  @OneOf(ORDER_STATUSES, { optional: true })
  status?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only orders of this customer.' })
  customer?: string;

  @Text({
    maxLength: 100,
    optional: true,
    example: '7da419ac6d1b',
    description: "Only orders with this number: the shop's own one, the end of the id, or the id.",
  })
  number?: string;

  @Email({ optional: true, description: 'Only orders of guests and customers with exactly this e-mail address.' })
  email?: string;

  @Phone({ optional: true, description: 'Only orders of guests and customers with exactly this phone number.' })
  phone?: string;
}

/** The fields of an order that are personal data, in lists. */
const PERSONAL = ['customerId'];
/** Those of its page. The story repeats what people wrote. */
const PAGE_PERSONAL = { customerId: 'clear', 'ended.reason': 'note', 'story.text': 'sentence' } as const;
/** What a list is asked by that is personal. */
const FILTERS = [...PERSONAL, 'email', 'phone'];

/** An order as the caller sees it: without the customer where the caller may not read personal data. */
class SeenOrder extends MaskedType(OrderPageRow, ['customerId']) {}

class SeenOrderSummary extends MaskedType(OrderSummary, ['customerId']) {}

class ExplainedStatus extends PickType(OrderPageRow, ['orderId', 'status', 'parcels', 'story']) {
  @ApiProperty({ type: 'string', description: 'The state of the order, to be read out to the customer.' })
  sentence!: string;
}

@Controller('v1/orders')
@ApiTags('orders')
export class OrderPageController {
  constructor(
    private readonly views: Views,
    private readonly vault: Vault,
  ) {}

  @Get()
  @Permit('order.read')
  @ApiOperation({
    summary: 'Orders, the latest first; without lines and story',
    description:
      'Customers see their own orders, staff those of their sales channels and warehouses. Callers who may not read personal data get no customer, and cannot filter by one (`filter-masked`, 403): masked says so.',
  })
  @AnswersPage(SeenOrderSummary)
  async list(@Query() query: OrderQuery, @TheCaller() caller: Caller) {
    demandShown(hiddenFrom(caller, FILTERS), { customerId: query.customer, email: query.email, phone: query.phone });
    const found = await foundBy(this.vault, query);
    const { items, next } = await this.views.page(
      OrderPageRow,
      query,
      { by: 'orderId', descending: true },
      (select) => {
        select.select([...summaryColumns]);
        if (query.status) select.andWhere('row.status = :status', { status: query.status });
        if (query.number)
          select.andWhere('(row.number = :number or row.reference = :reference)', {
            number: numberOf(query.number),
            reference: query.number,
          });
        if (found)
          select.andWhere(
            `(row.customerId = any(:customerIds) or row.orderId = any(:orderIds) or row.orderId in (
              select order_id from order_recipient_view where first_order_id = any(:orderIds)))`,
            { orderIds: ordersIn(found), customerIds: customersIn(found) },
          );
        if (query.customer) select.andWhere('row.customerId = :customer', { customer: query.customer });
        narrowToOwn(caller, select);
        if (onlyOwn(caller, 'order.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
      },
    );
    return { items: items.map((page) => masked(caller, summaryOf(page), PERSONAL)), next };
  }

  @Get(':orderId')
  @Permit('order.read')
  @ApiOperation({
    summary: 'The page of an order: news of all services',
    description:
      'Order, stock, payment, parcels, returns and refunds from the events of the other services. Projection-Lag-Ms says how old that may be. Amounts are minor units.',
  })
  @Answers(SeenOrder)
  async one(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    return shown(this.vault, caller, await this.page(orderId, caller), PAGE_PERSONAL);
  }

  @Get(':orderId/status-explained')
  @Permit('order.read')
  @ApiOperation({
    summary: 'The state of an order and its story, in plain sentences',
    description: 'One sentence for the customer, the parcels, and the story so far.',
  })
  @Answers(ExplainedStatus)
  async explained(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    const page = await this.page(orderId, caller);
    const { status, parcels, story } = page;
    const explained = { orderId, status, sentence: explain(page), parcels, story };
    return shown(this.vault, caller, explained, { sentence: 'sentence', 'story.text': 'sentence' });
  }

  private async page(orderId: string, caller: Caller): Promise<OrderPageRow> {
    const page = await this.views.one(OrderPageRow, { orderId }, 'order');
    if (!reaches(caller, 'order.read', page.customerId ?? undefined))
      throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
    demandOrder(caller, page);
    return page;
  }
}
