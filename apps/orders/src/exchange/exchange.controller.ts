import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { EXCHANGE_DAYS, EXCHANGE_MODES, LINE_UNITS_MAX, RETURN_LINES_MAX, subjectOf } from '@concord/contracts';
import { Rejection } from '@concord/event-sourcing';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  CurrentSettings,
  Incoming,
  IncomingRequest,
  listOf,
  ListOf,
  MaskedType,
  Minor,
  OneOf,
  onlyOwn,
  PageQuery,
  Permit,
  Problem,
  reaches,
  shown,
  SkuText,
  Text,
  TheCaller,
  ValueProperty,
  Vault,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { worthMinor } from '../order/line-share';
import { OrderRow } from '../order/order-history.projection';
import { demandOrder, narrowToOwnOrders } from '../order/own-orders.reader';
import { sell } from '../order/sale';
import { SaleFactsReader } from '../order/sale-facts.reader';
import { demandReach } from '../order/seen-order.reader';
import { mayFollow } from '../order/standing.reader';
import { EXCHANGE_STATUSES } from './exchange.aggregate';
import { ExchangeRow } from './exchanges.projection';
import { requestExchange } from './request-exchange.decider';

class WantedInstead {
  @Text({ maxLength: 100 })
  lineId!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;

  @SkuText({ description: 'What the customer wants for it.' })
  toSku!: string;
}

class ExchangedLineRequest extends WantedInstead {
  @Text({ maxLength: 400, personal: true, description: 'Why it comes back, in the words of the customer.' })
  reason!: string;
}

class RequestExchangeRequest {
  @Text({ maxLength: 100 })
  orderId!: string;

  @OneOf(EXCHANGE_MODES, {
    optional: true,
    default: 'after-return',
    description: 'advance: the replacement is sent at once. after-return: once the goods were inspected.',
  })
  mode: (typeof EXCHANGE_MODES)[number] = 'after-return';

  @ListOf(ExchangedLineRequest, { minItems: 1, maxItems: RETURN_LINES_MAX })
  lines!: ExchangedLineRequest[];

  @Text({
    maxLength: 200,
    optional: true,
    personal: true,
    description: 'The token of another card for the replacement; otherwise the card of the order.',
  })
  token?: string;

  @Minor({
    optional: true,
    description: 'What the replacement is expected to cost: it is refused where it costs something else.',
  })
  expectedTotalMinor?: number;
}

class ExchangeQuoteRequest {
  @Text({ maxLength: 100 })
  orderId!: string;

  @ListOf(WantedInstead, { minItems: 1, maxItems: RETURN_LINES_MAX })
  lines!: WantedInstead[];
}

/** What an exchange costs. Amounts are minor units. */
class ExchangeQuote {
  @ApiProperty({ type: 'string' })
  currency!: string;

  @ValueProperty(
    listOf({ lineId: 'text', sku: 'text', toSku: 'text', quantity: 'whole', paidMinor: 'whole', totalMinor: 'whole' }),
    {
      description: 'Line by line: what was paid for the units that come back, and what the others cost.',
    },
  )
  lines!: object[];

  @ApiProperty({ type: 'integer', description: 'What was paid for the units. So much goes back for units as new.' })
  paidMinor!: number;

  @ApiProperty({ type: 'integer', description: 'What the replacement costs: send it as expectedTotalMinor.' })
  totalMinor!: number;

  @ApiProperty({
    type: 'integer',
    description: 'The replacement less what was paid. Below zero: the customer gets it back.',
  })
  differenceMinor!: number;
}

class ExchangeQuery extends PageQuery {
  @OneOf(EXCHANGE_STATUSES, { optional: true })
  status?: string;

  @Text({ maxLength: 100, optional: true })
  order?: string;
}

/** The members of an exchange that are personal data. */
const PERSONAL = { customerId: 'clear' } as const;

/** An exchange as the caller sees it. */
class SeenExchange extends MaskedType(ExchangeRow, ['customerId']) {}

@Controller('v1/exchanges')
@ApiTags('exchanges')
export class ExchangeController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly settings: CurrentSettings,
    private readonly facts: SaleFactsReader,
  ) {}

  @Get()
  @Permit('return.read')
  @ApiOperation({
    summary: 'Exchanges, the latest first',
    description: 'Customers see their own, staff those of their sales channels.',
  })
  @AnswersPage(SeenExchange)
  async list(@Query() query: ExchangeQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(ExchangeRow, query, { by: 'requestedAt', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (onlyOwn(caller, 'return.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
      narrowToOwnOrders(caller, select);
    });
    return { ...page, items: await Promise.all(page.items.map((row) => shown(this.vault, caller, row, PERSONAL))) };
  }

  @Get(':exchangeId')
  @Permit('return.read')
  @ApiOperation({
    summary: 'One exchange, with its return and the order of its replacement',
    description: "An exchange of somebody else's order is `exchange-unknown` (404).",
  })
  @Answers(SeenExchange)
  async one(@Param('exchangeId') exchangeId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(ExchangeRow, { exchangeId }, 'exchange');
    if (!reaches(caller, 'return.read', row.customerId ?? undefined))
      throw new Problem(404, 'exchange-unknown', `There is no exchange ${exchangeId}.`);
    demandOrder(caller, await this.views.one(OrderRow, { orderId: row.orderId }, 'order'));
    return shown(this.vault, caller, row, PERSONAL);
  }

  @Post('quote')
  @HttpCode(200)
  @Permit('return.request')
  @ApiOperation({
    summary: 'Says what an exchange costs, before it is asked for',
    description:
      'At the prices of today; nothing is recorded, and whether the units may come back is for `POST /v1/return-desk/eligibility`. Refused for a line that the order does not have (`exchange-not-eligible`, 422) and for replacements that cannot be sold (`lines-not-orderable`, 422).',
  })
  @Answers(ExchangeQuote)
  async quote(@Body() { orderId, lines }: ExchangeQuoteRequest, @TheCaller() caller: Caller) {
    const row = await this.followed(orderId, caller, lines);
    const wanted = lines.map(({ toSku, quantity }) => ({ sku: toSku, quantity }));
    const skus = wanted.map(({ sku }) => sku);
    const { facts, buyer } = await this.facts.following(row, skus);
    const sale = sell(wanted, [], facts, buyer, new Date().toISOString());
    if (sale instanceof Rejection) throw sale;
    const seen = lines.map(({ lineId, quantity, toSku }, index) => {
      const line = row.lines.find((one) => one.lineId === lineId)!;
      const paidMinor = worthMinor(line.totalMinor, line.quantity, 100 * Math.min(quantity, line.quantity));
      return { lineId, sku: line.sku, toSku, quantity, paidMinor, totalMinor: sale.lines[index]!.totalMinor };
    });
    const paidMinor = seen.reduce((sum, line) => sum + line.paidMinor, 0);
    const { totalMinor } = sale;
    return { currency: row.currency, lines: seen, paidMinor, totalMinor, differenceMinor: totalMinor - paidMinor };
  }

  @Post()
  @Permit('return.request')
  @ApiOperation({
    summary: 'Exchanges delivered goods for others',
    description:
      'A return of the goods and an order of the replacement begin together: the replacement is reserved and authorised at the prices of today, and the return is refunded when it was inspected, so the customer pays the difference. Goods that do not come back in time end the exchange: a replacement that waited is cancelled, one that was sent stays charged. Refused for goods that may not come back (`exchange-not-eligible`, 422) and replacements that cannot be sold (`lines-not-orderable`, 422). It is sold in the channel of the order, b2b only to business customers (`channel-not-allowed`, 403), and paid as the order was: by invoice only for business customers (`invoice-not-allowed`, 403), within the limit of the buyer and the credit of the company (`order-above-buyer-limit`, 422; `credit-exceeded`, 422). Another total than the expected one is `total-differs` (409). Where the replacement is out of stock or not paid, the return goes on as an ordinary one.',
  })
  @Answers(Written)
  async request(@Body() body: RequestExchangeRequest, @Incoming() incoming: IncomingRequest) {
    const { caller } = incoming;
    const { orderId, mode, lines, token, expectedTotalMinor } = body;
    const row = await this.followed(orderId, caller, lines);
    const customerId = row.customerId ?? undefined;
    const subject = subjectOf({ customerId, orderId });
    const skuOf = new Map(row.lines.map(({ lineId, sku }) => [lineId, sku]));
    const exchanged = lines.map(async ({ lineId, quantity, toSku, reason }) => {
      return { lineId, sku: skuOf.get(lineId)!, quantity, toSku, reason: await this.vault.note(subject, reason) };
    });
    const data = {
      exchangeId: newId(),
      orderId,
      ...(customerId !== undefined && { customerId }),
      mode,
      lines: await Promise.all(exchanged),
      parcelDays: this.settings.for(incoming).of(EXCHANGE_DAYS),
      ...(token !== undefined && { token: await this.vault.seal(subject, 'card-token', token) }),
      ...(await this.facts.following(
        row,
        lines.map(({ toSku }) => toSku),
      )),
      ...(expectedTotalMinor !== undefined && { expectedTotalMinor }),
    };
    return this.commands.run(incoming, requestExchange, { type: 'RequestExchange', data });
  }

  /** The order whose lines are exchanged, for whom the caller may order others. */
  private async followed(orderId: string, caller: Caller, lines: readonly WantedInstead[]): Promise<OrderRow> {
    const row = await this.views.one(OrderRow, { orderId }, 'order');
    demandReach(row, caller, 'return.request');
    demandOrder(caller, row);
    const known = new Set(row.lines.map(({ lineId }) => lineId));
    const unknown = lines.findIndex(({ lineId }) => !known.has(lineId));
    if (unknown >= 0)
      throw new Problem(422, 'exchange-not-eligible', `The order has no line ${lines[unknown]!.lineId}.`, {
        errors: [{ path: `lines.${unknown}.lineId`, rule: 'unknown', message: 'is no line of the order' }],
      });
    mayFollow(caller, row, await this.facts.standingIn(caller, { channel: row.channel, method: row.paymentMethod }));
    return row;
  }
}
