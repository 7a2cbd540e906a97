import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ORDER_LINES_MAX, PROMISE_ANSWERS, subjectOf } from '@concord/contracts';
import { EventStore, readStream } from '@concord/event-store';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  demandShown,
  hiddenFrom,
  Incoming,
  IncomingRequest,
  ListOf,
  Moment,
  OneOf,
  onlyOwn,
  PageQuery,
  type Permission,
  Permit,
  Problem,
  shown,
  SkuText,
  Text,
  TheCaller,
  Vault,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { paymentIdOf } from '../payment/payment.aggregate';
import { ClaimRow } from '../claim/claims.projection';
import { ExchangeRow } from '../exchange/exchanges.projection';
import { ReturnRow } from '../return/returns.projection';
import { ORDER_STATUSES, OrderRow } from './order-history.projection';
import { told } from './order-story.reader';
import { cancelOrder } from './cancel-order.decider';
import { order } from './order.decider';
import { demandOrder, narrowToOwnOrders } from './own-orders.reader';
import { demandReach, PERSONAL, SeenOrder, seenOrder } from './seen-order.reader';

/** The story shows this many events at most. */
const STORY_EVENTS_MAX = 500;
class CancelledLineRequest {
  @SkuText({ optional: true })
  sku?: string;

  @Text({ maxLength: 100, optional: true, description: 'The line of the order, where its SKU stands on several.' })
  lineId?: string;

  @Whole({ minimum: 1, maximum: 1_000_000 })
  quantity!: number;
}

class CancelOrderRequest {
  @Text({ maxLength: 400, personal: true, description: 'The customer can read it: write no internal notes here.' })
  reason!: string;

  @ListOf(CancelledLineRequest, {
    minItems: 1,
    maxItems: ORDER_LINES_MAX,
    optional: true,
    description: 'The units to cancel. Where it is left out, everything that has not left the warehouse.',
  })
  lines?: CancelledLineRequest[];
}

class AnswerRequest {
  @OneOf(PROMISE_ANSWERS, { description: 'Wait for the new date, or cancel the units that wait.' })
  answer!: (typeof PROMISE_ANSWERS)[number];
}

class OrderQuery extends PageQuery {
  @OneOf(ORDER_STATUSES, { optional: true })
  status?: string;

  @Text({ maxLength: 100, optional: true })
  customer?: string;

  @Text({ maxLength: 100, optional: true })
  reference?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only orders that add goods to this one.' })
  addsTo?: string;

  @Moment({ optional: true, description: 'Ordered at this moment or later.' })
  from?: string;

  @Moment({ optional: true, description: 'Ordered before this moment.' })
  to?: string;
}

/** Something that happened to an order. */
class Happening {
  @ApiProperty({ type: 'string', format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'string', description: 'The event behind it.', example: 'OrderPlaced' })
  type!: string;

  @ApiProperty({ type: 'string', description: 'One sentence.' })
  words!: string;

  @ApiProperty({ type: 'string', description: 'The role of the person or system that caused it.', example: 'service' })
  by!: string;
}

class OrderStory {
  @ApiProperty({ type: 'string' })
  orderId!: string;

  @ApiProperty({ type: () => [Happening], description: 'The earliest first.' })
  items!: Happening[];
}

@Controller('v1/orders')
@ApiTags('orders')
export class OrderController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  @Get()
  @Permit('order.read')
  @ApiOperation({
    summary: 'Orders, the latest first',
    description:
      'Customers see their own orders, staff those of their sales channels. Callers who may not read personal data get no customer and no postcode: masked names the fields that are left out. They cannot filter by personal data either (`filter-masked`, 403).',
  })
  @AnswersPage(SeenOrder)
  async list(@Query() query: OrderQuery, @TheCaller() caller: Caller) {
    demandShown(hiddenFrom(caller, Object.keys(PERSONAL)), { customerId: query.customer });
    const page = await this.views.page(OrderRow, query, { by: 'placedAt', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.customer) select.andWhere('row.customerId = :customer', { customer: query.customer });
      if (query.reference) select.andWhere('row.reference = :reference', { reference: query.reference });
      if (query.addsTo) select.andWhere('row.addsTo = :addsTo', { addsTo: query.addsTo });
      if (query.from) select.andWhere('row.placedAt >= :from', { from: query.from });
      if (query.to) select.andWhere('row.placedAt < :to', { to: query.to });
      narrowToOwnOrders(caller, select);
      if (onlyOwn(caller, 'order.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => seenOrder(this.vault, caller, row))) };
  }

  @Get(':orderId')
  @Permit('order.read')
  @ApiOperation({
    summary: 'One order',
    description:
      "With prices and discounts by line, the money so far in minor units, warehouses and parcels. An order that is not the caller's is `order-unknown` (404).",
  })
  @Answers(SeenOrder)
  async one(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    return seenOrder(this.vault, caller, await this.reached(orderId, caller, 'order.read'));
  }

  @Get(':orderId/story')
  @Permit('order.read')
  @ApiOperation({
    summary: 'What happened to an order, in plain sentences',
    description:
      'From the events of the order, its checkout, its payment, its returns, claims and exchanges, the earliest first.',
  })
  @Answers(OrderStory)
  async story(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    await this.reached(orderId, caller, 'order.read');
    const [returns, claims, exchanges] = await Promise.all([
      this.views.all(ReturnRow, { orderId }),
      this.views.all(ClaimRow, { orderId }),
      this.views.all(ExchangeRow, { orderId }),
    ]);
    const streams = [
      `order-${orderId}`,
      `checkout-${orderId}`,
      `payment-${paymentIdOf(orderId)}`,
      ...returns.map(({ returnId }) => `return-${returnId}`),
      ...claims.map(({ claimId }) => `claim-${claimId}`),
      ...exchanges.map(({ exchangeId }) => `exchange-${exchangeId}`),
    ];
    const histories = await Promise.all(
      streams.map((streamId) => readStream(this.store.reading, streamId, 0, STORY_EVENTS_MAX)),
    );
    // Events of the same moment stay in the order in which they were written.
    const events = histories
      .flat()
      .sort(
        (a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || a.era - b.era || Number(a.pos) - Number(b.pos),
      );
    const items = events.flatMap((event) => {
      const words = told(event);
      return words ? [{ at: event.occurredAt, type: event.type, words, by: event.meta.actor.role }] : [];
    });
    return shown(this.vault, caller, { orderId, items }, { 'items.words': 'sentence' });
  }

  @Post(':orderId/cancel')
  @HttpCode(200)
  @Permit('order.cancel')
  @ApiOperation({
    summary: 'Cancels an order, or units of it, as long as nobody picks them',
    description:
      'Without lines everything that has not left is cancelled. Each line needs a sku or a lineId (`cancelled-line-unnamed`, 422). Stock, promotion and authorisation of the cancelled units are released. Where no goods remain and none have left, the services of the order, such as its postage, are cancelled too; before that shipping cannot be cancelled (`shipping-not-cancellable`, 422). Refused with 409 for units that are picked (`order-being-picked`), for an order that bears the shipping of goods that were added to it (`goods-added`), and for orders that have left (`order-shipped`) or were rejected (`order-rejected`). Units of an order that is not decided yet cannot be named (`order-pending`, 409).',
  })
  @Answers(Written)
  async cancel(
    @Param('orderId') orderId: string,
    @Body() { reason, lines }: CancelOrderRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    const { customerId } = await this.reached(orderId, caller, 'order.cancel');
    const nameless = lines?.findIndex(({ sku, lineId }) => sku === undefined && lineId === undefined) ?? -1;
    if (nameless >= 0)
      throw new Problem(422, 'cancelled-line-unnamed', 'Name the sku or the lineId of each line.', {
        errors: [{ path: `lines.${nameless}.sku`, rule: 'required', message: 'Give a sku or a lineId.' }],
      });
    const sealed = await this.vault.note(subjectOf({ customerId, orderId }), reason);
    const by = decidedBy(caller);
    const data = { orderId, reason: sealed, cancellationId: incoming.commandId, by, ...(lines && { lines }) };
    return this.commands.run(incoming, cancelOrder, { type: 'CancelOrder', data });
  }

  @Post(':orderId/promise-questions/:questionId/answer')
  @HttpCode(200)
  @Permit('order.cancel')
  @ApiOperation({
    summary: 'Answers whether to wait for a later date, or to cancel the units that wait',
    description:
      'The order names its questions (`promiseQuestions`). The same answer twice changes nothing. Refused with `promise-question-unknown` (404), and with 409 where another answer was given (`promise-question-answered`), or where nothing waits for it any more: goods came, the units were cancelled, or another date is asked about (`promise-question-over`).',
  })
  @Answers(Written)
  async answer(
    @Param('orderId') orderId: string,
    @Param('questionId') questionId: string,
    @Body() { answer }: AnswerRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.reached(orderId, incoming.caller, 'order.cancel');
    const data = { orderId, questionId, answer, by: decidedBy(incoming.caller) };
    return this.commands.run(incoming, order, { type: 'AnswerPromiseQuestion', data });
  }

  /** The row of an order. A customer gets 404 for the order of somebody else. */
  private async reached(orderId: string, caller: Caller, permission: Permission): Promise<OrderRow> {
    const row = await this.views.one(OrderRow, { orderId }, 'order');
    demandReach(row, caller, permission);
    demandOrder(caller, row);
    return row;
  }
}

/** Who cancels: the customer, or a person of the shop. */
const decidedBy = (caller: Caller) => (onlyOwn(caller, 'order.cancel') ? ('customer' as const) : ('staff' as const));
