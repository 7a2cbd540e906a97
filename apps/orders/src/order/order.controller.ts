import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  LINE_UNITS_MAX,
  normalPromotionCode,
  ORDER_LINES_MAX,
  PROMOTION_CODES_MAX,
  RETURN_WINDOW_DAYS,
  subjectOf,
} from '@concord/contracts';
import { EventStore, readStream } from '@concord/event-store';
import {
  AddressRequest,
  ContactRequest,
  SHOWN_CONTACT,
  Answers,
  AnswersPage,
  type Caller,
  Changes,
  Commands,
  Currency,
  CurrentSettings,
  demandChannel,
  demandSecondPerson,
  demandShown,
  flatAddress,
  hiddenFrom,
  Incoming,
  IncomingRequest,
  ListOf,
  MaskedType,
  mayDo,
  Minor,
  Moment,
  One,
  OneOf,
  onlyOwn,
  PageQuery,
  type Permission,
  Permit,
  Problem,
  reaches,
  findableBy,
  sealAddress,
  shown,
  SHOWN_ADDRESS,
  SkuText,
  Text,
  TextList,
  TheCaller,
  ValueProperty,
  Vault,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { Any } from 'typeorm';
import { v7 as newId } from 'uuid';
import { ProductRow } from '../product/products.projection';
import { PromotionRow } from '../promotion/promotions.projection';
import { paymentIdOf } from '../payment/payment.aggregate';
import { ReturnRow } from '../return/returns.projection';
import { ORDER_STATUSES, orderHistory, OrderRow } from './order-history.projection';
import { told } from './order-story.reader';
import { order } from './order.decider';
import { placeOrder } from './place-order.decider';

const WAIT_S_MAX = 5;
/** The story shows this many events at most. */
const STORY_EVENTS_MAX = 500;
/** Clocks of other systems may be ahead by this much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** The fields of an order that are personal data. */
const PERSONAL = {
  customerId: 'clear',
  'shipTo.postcode': 'clear',
  'shipTo.address': 'address',
  'billTo.postcode': 'clear',
  'billTo.address': 'address',
  contact: 'contact',
  cancellation: 'note',
} as const;
/** The roles that place orders for others and may sell at another price than the list price. */
const AGREERS = ['service', 'head_of_digital', 'ecommerce_sme', 'cs_lead'] as const;

class OrderLineRequest {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;

  @Minor({ optional: true, description: 'Agreed price of one unit, in the channel b2b; 0 makes it free.' })
  agreedUnitMinor?: number;
}

class PaymentRequest {
  @OneOf(['card', 'invoice'])
  method!: 'card' | 'invoice';

  @Text({
    maxLength: 200,
    optional: true,
    personal: true,
    description: 'The token of the card at the payment provider.',
  })
  token?: string;
}

class PlaceOrderRequest {
  @Text({ maxLength: 100, optional: true, description: "The shop's own number of the order." })
  reference?: string;

  @Text({ maxLength: 100, optional: true })
  customerId?: string;

  @OneOf(['b2c', 'b2b', 'd2c'])
  channel!: 'b2c' | 'b2b' | 'd2c';

  @Currency()
  currency!: string;

  @ListOf(OrderLineRequest, { minItems: 1, maxItems: ORDER_LINES_MAX })
  lines!: OrderLineRequest[];

  @TextList({ optional: true, maxItems: PROMOTION_CODES_MAX, maxLength: 40 })
  promotionCodes?: string[];

  @One(AddressRequest)
  shipTo!: AddressRequest;

  @One(AddressRequest, { optional: true, description: 'Where the invoice goes, where that is another address.' })
  billTo?: AddressRequest;

  @One(ContactRequest, { optional: true, description: 'How the customer is reached about this order.' })
  contact?: ContactRequest;

  @Moment({ optional: true, description: 'When the customer ordered, where that was not just now.' })
  orderedAt?: string;

  @One(PaymentRequest)
  payment!: PaymentRequest;
}

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

class OrderQuery extends PageQuery {
  @OneOf(ORDER_STATUSES, { optional: true })
  status?: string;

  @Text({ maxLength: 100, optional: true })
  customer?: string;

  @Text({ maxLength: 100, optional: true })
  reference?: string;
}

/** An order as the caller sees it: without personal data where the caller may not see them. */
class SeenOrder extends MaskedType(OrderRow, ['customerId', 'contact', 'cancellation']) {
  @ValueProperty(SHOWN_ADDRESS)
  declare shipTo: OrderRow['shipTo'];

  @ValueProperty(SHOWN_ADDRESS, {
    nullable: true,
    description: 'Where the invoice goes, where that is another address.',
  })
  declare billTo: OrderRow['billTo'];

  @ValueProperty(SHOWN_CONTACT, { nullable: true })
  declare contact: OrderRow['contact'];
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
    private readonly changes: Changes,
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly settings: CurrentSettings,
  ) {}

  @Post()
  @Permit('order.place')
  @ApiOperation({
    summary: 'Places an order: 201 once it is decided, 202 while checkout goes on',
    description:
      'Prices come from the catalog; amounts are minor units of the currency of the order. Checkout then reserves stock, claims promotions and authorises the payment. Without stock or money the answer is 201 with the status rejected and the reason in rejection. Refused at once: `lines-not-orderable`, `currency-mismatch`, `promotion-unknown`, `promotion-not-active`, `promotion-without-effect` (422, 404, 409), `order-reference-taken` (409). In the channel b2b prices may be agreed, though not by staff for themselves (`second-person-needed`, 422), and payment may be by invoice (403 for others).',
  })
  @Answers(SeenOrder, { status: 201, description: 'The order is decided: confirmed or rejected.' })
  @Answers(SeenOrder, {
    status: 202,
    description: 'Checkout goes on. Read the order again, at the address in the header Location.',
  })
  @ApiHeader({ name: 'Prefer', required: false, description: `wait=N waits for the verdict, ${WAIT_S_MAX} s at most.` })
  async place(
    @Body() body: PlaceOrderRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
    @Headers('Prefer') prefer?: string,
  ) {
    demandChannel(caller, body.channel);
    mayPlace(caller, body);
    const { reference, channel, currency, lines, promotionCodes = [], orderedAt = new Date().toISOString() } = body;
    const skus = [...new Set(lines.map(({ sku }) => sku))];
    const products = await this.views.all(ProductRow, { sku: Any(skus) });
    const promotions =
      promotionCodes.length > 0
        ? await this.views.all(PromotionRow, { code: Any(promotionCodes.map(normalPromotionCode)) })
        : [];
    const customerId = onlyOwn(caller, 'order.place') ? caller.customerId : body.customerId;
    const orderId = newId();
    const data = {
      orderId,
      customerId,
      ...(reference !== undefined && { reference }),
      channel,
      currency,
      orderedAt,
      returnWindowDays: this.settings.for(incoming).of(RETURN_WINDOW_DAYS, orderedAt),
      ...(await this.sealed(orderId, customerId, body)),
      lines,
      promotionCodes,
      products,
      promotions: promotions.map(withTexts),
    };
    const command = { type: 'PlaceOrder' as const, data };
    const placed = await this.commands.run(incoming, placeOrder, command, (events) => ({
      orderId: (events[0]!.data as { orderId: string }).orderId,
    }));
    // Only an order that exists is found by its contact. A repeated request makes up for one that was cut off here.
    if (body.contact) await this.vault.index(subjectOf(placed), findableBy(body.contact));
    incoming.onlyWaits();
    const row = await this.verdict(placed.orderId, secondsToWait(prefer));
    // A stored answer belongs to the subject of the token; the order is its customer's.
    demandReach(row, caller, 'order.place');
    if (row.status === 'pending') void incoming.reply.status(202).header('location', `/v1/orders/${row.orderId}`);
    return this.seen(caller, row);
  }

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
      const { channels } = caller.scopes;
      if (channels) select.andWhere('row.channel = any(:channels)', { channels });
      if (onlyOwn(caller, 'order.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => this.seen(caller, row))) };
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
    return this.seen(caller, await this.reached(orderId, caller, 'order.read'));
  }

  @Get(':orderId/story')
  @Permit('order.read')
  @ApiOperation({
    summary: 'What happened to an order, in plain sentences',
    description: 'From the events of the order, its checkout, its payment and its returns, the earliest first.',
  })
  @Answers(OrderStory)
  async story(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    await this.reached(orderId, caller, 'order.read');
    const returns = await this.views.all(ReturnRow, { orderId });
    const streams = [
      `order-${orderId}`,
      `checkout-${orderId}`,
      `payment-${paymentIdOf(orderId)}`,
      ...returns.map(({ returnId }) => `return-${returnId}`),
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
      'Without lines everything that has not left is cancelled. Each line needs a sku or a lineId (`cancelled-line-unnamed`, 422). Stock, promotion and authorisation of the cancelled units are released. Where no goods remain and none have left, the services of the order, such as its postage, are cancelled too. Refused with 409 for units that are picked (`order-being-picked`), and for orders that have left (`order-shipped`) or were rejected (`order-rejected`). Units of an order that is not decided yet cannot be named (`order-pending`, 409).',
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
    const data = { orderId, reason: sealed, cancellationId: incoming.commandId, ...(lines && { lines }) };
    return this.commands.run(incoming, order, { type: 'CancelOrder', data });
  }

  /**
   * What of an order is personal, sealed under the key of its customer, or its own where a guest bought.
   */
  private async sealed(orderId: string, customerId: string | undefined, body: PlaceOrderRequest) {
    const { shipTo, billTo, contact, payment } = body;
    const { token } = payment;
    const subject = subjectOf({ customerId, orderId });
    return {
      shipTo: await sealAddress(this.vault, subject, shipTo),
      ...(billTo && { billTo: await sealAddress(this.vault, subject, billTo) }),
      ...(contact && { contact: await this.vault.sealObject(subject, 'contact', contact) }),
      payment: {
        method: payment.method,
        ...(token !== undefined && { token: await this.vault.seal(subject, 'card-token', token) }),
      },
    };
  }

  /** The order as the caller may see it. */
  private async seen(caller: Caller, row: OrderRow) {
    const order = await shown(this.vault, caller, row, PERSONAL);
    const { shipTo, billTo } = order;
    return { ...order, shipTo: flatAddress(shipTo), billTo: billTo && flatAddress(billTo) };
  }

  /** The row of an order once it is decided, or as it is when the time is over. */
  private async verdict(orderId: string, waitS: number): Promise<OrderRow> {
    const look = () => this.views.one(OrderRow, { orderId }, 'order');
    const isDecided = ({ status }: OrderRow) => status !== 'pending';
    const decided = waitS > 0 && (await this.changes.row(orderHistory, orderId, waitS * 1000, isDecided, look));
    return decided || look();
  }

  /** The row of an order. A customer gets 404 for the order of somebody else. */
  private async reached(orderId: string, caller: Caller, permission: Permission): Promise<OrderRow> {
    const row = await this.views.one(OrderRow, { orderId }, 'order');
    demandReach(row, caller, permission);
    demandChannel(caller, row.channel);
    return row;
  }
}

function demandReach({ orderId, customerId }: OrderRow, caller: Caller, permission: Permission) {
  if (!reaches(caller, permission, customerId ?? undefined))
    throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
}

function mayPlace(caller: Caller, { customerId, channel, lines, payment, orderedAt }: PlaceOrderRequest) {
  const isForThemselves = onlyOwn(caller, 'order.place');
  if (isForThemselves && customerId !== undefined && customerId !== caller.customerId)
    throw new Problem(403, 'order-for-another', 'Customers order for themselves: leave customerId out.');
  const isAgreed = lines.some(({ agreedUnitMinor }) => agreedUnitMinor !== undefined);
  if (isAgreed && (isForThemselves || !AGREERS.some((role) => caller.roles.includes(role))))
    throw new Problem(
      403,
      'agreed-price-not-allowed',
      `Only ${AGREERS.join(', ')} may agree prices, for a customer: leave agreedUnitMinor out.`,
    );
  // Staff who order for themselves pay the list price.
  if (isAgreed) demandSecondPerson(caller, customerId);
  if (channel === 'b2b' && !hasStanding(caller, 'order.place-b2b'))
    throw new Problem(
      403,
      'channel-not-allowed',
      'The channel b2b is for business customers: order in the channel b2c.',
      {
        permission: 'order.place-b2b',
      },
    );
  if (payment.method === 'invoice' && !hasStanding(caller, 'order.place-on-invoice'))
    throw new Problem(403, 'invoice-not-allowed', 'Only business customers pay by invoice: pay by card.', {
      permission: 'order.place-on-invoice',
    });
  if (orderedAt !== undefined) mayDate(caller, orderedAt);
}

/** Staff and systems need the permission. A customer is a business customer where the token names the channel b2b. */
const hasStanding = (caller: Caller, permission: 'order.place-b2b' | 'order.place-on-invoice') =>
  mayDo(caller.roles, permission) || (caller.scopes.channels?.includes('b2b') ?? false);

function mayDate(caller: Caller, orderedAt: string) {
  if (!mayDo(caller.roles, 'order.date'))
    throw new Problem(403, 'order-date-not-allowed', 'Only systems may date an order: leave orderedAt out.', {
      permission: 'order.date',
    });
  if (Date.parse(orderedAt) > Date.now() + CLOCKS_DIFFER_MS)
    throw new Problem(
      422,
      'ordered-in-the-future',
      `${orderedAt} is in the future. Send the time at which the customer ordered.`,
    );
}

/** `Prefer: wait=3` (RFC 7240). */
function secondsToWait(prefer = ''): number {
  const match = /(?:^|[,;\s])wait=(\d+)/.exec(prefer);
  return match ? Math.min(WAIT_S_MAX, Number(match[1])) : 0;
}

/** The driver returns moments as dates; a decider takes texts. */
const withTexts = (row: PromotionRow) => ({
  ...row,
  from: row.from && new Date(row.from).toISOString(),
  to: row.to && new Date(row.to).toISOString(),
});
