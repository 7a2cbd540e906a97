import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { LINE_UNITS_MAX, ORDER_LINES_MAX, subjectOf } from '@concord/contracts';
import {
  AddressRequest,
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Currency,
  CurrentSettings,
  demandChannel,
  demandSecondPerson,
  Flag,
  flatAddress,
  Incoming,
  IncomingRequest,
  ListOf,
  MaskedType,
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
  sealAddress,
  shown,
  SHOWN_ADDRESS,
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
import { returnTerms } from '../order/return-terms';
import { SaleFactsReader } from '../order/sale-facts.reader';
import { mayPayBy } from '../order/standing.reader';
import { acceptSalesQuote } from './accept-sales-quote.decider';
import { SALES_QUOTE_STATUSES } from './sales-quote.aggregate';
import { salesQuote } from './sales-quote.decider';
import { SalesQuoteRow } from './sales-quotes.projection';

class QuotedLineRequest {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;

  @Minor({ optional: true, description: 'The agreed price of one unit. Where it is left out, the price of the list.' })
  agreedUnitMinor?: number;
}

class OfferQuoteRequest {
  @Text({ maxLength: 100 })
  customerId!: string;

  @Currency()
  currency!: string;

  @ListOf(QuotedLineRequest, { minItems: 1, maxItems: ORDER_LINES_MAX })
  lines!: QuotedLineRequest[];

  @One(AddressRequest)
  shipTo!: AddressRequest;

  @Moment({ description: 'The buyer may accept until then.' })
  validUntil!: string;

  @Text({ maxLength: 1_000, optional: true, personal: true, description: 'The buyer can read it.' })
  note?: string;
}

class AcceptQuoteRequest {
  @OneOf(['card', 'invoice'])
  method!: 'card' | 'invoice';

  @Text({ maxLength: 200, optional: true, personal: true, description: 'The token of the card.' })
  token?: string;

  @Text({ maxLength: 100, optional: true, description: "The buyer's own number of the purchase." })
  purchaseOrderNumber?: string;
}

class DeclineQuoteRequest {
  @Text({ maxLength: 400, optional: true, personal: true })
  reason?: string;
}

class QuoteQuery extends PageQuery {
  @OneOf(SALES_QUOTE_STATUSES, { optional: true })
  status?: string;

  @Text({ maxLength: 100, optional: true })
  customer?: string;

  @Text({ maxLength: 100, optional: true })
  company?: string;

  @Flag({
    optional: true,
    description: 'true: only quotes whose end is past. false: only quotes that are still valid.',
  })
  over?: boolean;
}

const NOTES = { 'shipTo.address': 'address', note: 'note', reason: 'note' } as const;

/** A quote as the caller sees it. */
class SeenSalesQuote extends MaskedType(SalesQuoteRow, ['note', 'reason']) {
  @ValueProperty(SHOWN_ADDRESS)
  declare shipTo: SalesQuoteRow['shipTo'];
}

class AcceptedQuote {
  @ApiProperty({ type: 'string', description: 'The order: checkout goes on.' })
  orderId!: string;
}

@Controller('v1/quotes')
@ApiTags('quotes')
export class SalesQuoteController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly settings: CurrentSettings,
    private readonly facts: SaleFactsReader,
  ) {}

  @Get()
  @Permit('quote.read')
  @ApiOperation({ summary: 'Quotes to business buyers, the latest first', description: 'Buyers see their own.' })
  @AnswersPage(SeenSalesQuote)
  async list(@Query() query: QuoteQuery, @TheCaller() caller: Caller) {
    demandChannel(caller, 'b2b');
    const page = await this.views.page(SalesQuoteRow, query, { by: 'offeredAt', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.customer) select.andWhere('row.customerId = :customer', { customer: query.customer });
      if (query.over !== undefined) select.andWhere(`row.validUntil ${query.over ? '<=' : '>'} now()`);
      if (query.company) select.andWhere('row.companyId = :company', { company: query.company });
      if (onlyOwn(caller, 'quote.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => this.seen(caller, row))) };
  }

  @Get(':salesQuoteId')
  @Permit('quote.read')
  @ApiOperation({ summary: 'One quote', description: 'A quote to somebody else is `sales-quote-unknown` (404).' })
  @Answers(SeenSalesQuote)
  async one(@Param('salesQuoteId') salesQuoteId: string, @TheCaller() caller: Caller) {
    return this.seen(caller, await this.reached(salesQuoteId, caller, 'quote.read'));
  }

  @Post()
  @Permit('quote.offer')
  @ApiOperation({
    summary: 'Offers goods to a business buyer, at agreed prices',
    description:
      'Lines without an agreed price have the price of the list. Refused for lines that cannot be sold (`lines-not-orderable`, 422), an end that is past (`sales-quote-over`, 422), and for staff who buy themselves (`second-person-needed`, 422).',
  })
  @Answers(Written)
  async offer(@Body() body: OfferQuoteRequest, @Incoming() incoming: IncomingRequest) {
    demandChannel(incoming.caller, 'b2b');
    demandSecondPerson(incoming.caller, body.customerId);
    const { customerId, currency, lines, shipTo, validUntil, note } = body;
    const salesQuoteId = newId();
    const subject = subjectOf({ customerId });
    const { facts, buyer, company } = await this.priced(customerId, currency, shipTo.country, lines);
    const data = {
      salesQuoteId,
      customerId,
      channel: 'b2b' as const,
      currency,
      lines,
      shipTo: await sealAddress(this.vault, subject, shipTo),
      validUntil,
      ...(note !== undefined && { note: await this.vault.note(subject, note) }),
      ...(company && { companyId: company.companyId }),
      facts,
      buyer,
    };
    return this.commands.run(incoming, salesQuote, { type: 'OfferSalesQuote', data });
  }

  @Post(':salesQuoteId/accept')
  @HttpCode(200)
  @Permit('quote.decide')
  @ApiOperation({
    summary: 'Accepts a quote: its order is placed',
    description:
      'Refused for a quote that is decided (`sales-quote-closed`, 409) or over (`sales-quote-over`, 422), and where prices of the list changed so that it would cost something else (`total-differs`, 409). The limits of the buyer and the credit of the company hold (`order-above-buyer-limit`, 422; `credit-exceeded`, 422). A quote for a company is accepted by a buyer of that company (`quote-of-company`, 422).',
  })
  @Answers(AcceptedQuote)
  async accept(
    @Param('salesQuoteId') salesQuoteId: string,
    @Body() { method, token, purchaseOrderNumber }: AcceptQuoteRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const row = await this.reached(salesQuoteId, incoming.caller, 'quote.decide');
    const { customerId, currency, shipTo, lines } = row;
    const { company, billed, facts, buyer } = await this.priced(customerId, currency, shipTo.country, lines);
    const standing = await this.facts.standingIn(incoming.caller, { channel: 'b2b', method });
    mayPayBy(incoming.caller, method, customerId, standing);
    const subject = subjectOf({ customerId });
    const orderedAt = new Date().toISOString();
    const data = {
      salesQuoteId,
      orderId: newId(),
      shipTo,
      orderedAt,
      ...returnTerms(this.settings.for(incoming), orderedAt),
      ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber }),
      payment: {
        method,
        ...(token !== undefined && { token: await this.vault.seal(subject, 'card-token', token) }),
      },
      ...(company && { company }),
      ...(billed && { billedCompany: billed }),
      facts,
      buyer,
    };
    return this.commands.run(incoming, acceptSalesQuote, { type: 'AcceptSalesQuote', data }, ([placed]) => {
      return { orderId: (placed!.data as { orderId: string }).orderId };
    });
  }

  @Post(':salesQuoteId/decline')
  @HttpCode(200)
  @Permit('quote.decide')
  @ApiOperation({
    summary: 'Declines a quote',
    description: 'Refused for a quote that is decided otherwise (`sales-quote-closed`, 409).',
  })
  @Answers(Written)
  async decline(
    @Param('salesQuoteId') salesQuoteId: string,
    @Body() { reason }: DeclineQuoteRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { customerId } = await this.reached(salesQuoteId, incoming.caller, 'quote.decide');
    const sealed = reason === undefined ? {} : { reason: await this.vault.note(subjectOf({ customerId }), reason) };
    return this.commands.run(incoming, salesQuote, { type: 'DeclineSalesQuote', data: { salesQuoteId, ...sealed } });
  }

  @Post(':salesQuoteId/withdraw')
  @HttpCode(200)
  @Permit('quote.offer')
  @ApiOperation({
    summary: 'Takes a quote back',
    description: 'Refused for a quote that is decided (`sales-quote-closed`, 409).',
  })
  @Answers(Written)
  async withdraw(@Param('salesQuoteId') salesQuoteId: string, @Incoming() incoming: IncomingRequest) {
    await this.reached(salesQuoteId, incoming.caller, 'quote.offer');
    return this.commands.run(incoming, salesQuote, { type: 'WithdrawSalesQuote', data: { salesQuoteId } });
  }

  private async priced(customerId: string, currency: string, country: string, lines: readonly { sku: string }[]) {
    const skus = lines.map(({ sku }) => sku);
    const at = new Date().toISOString();
    return this.facts.of({ channel: 'b2b', currency, customerId, country, skus, codes: [], at });
  }

  private async reached(salesQuoteId: string, caller: Caller, permission: Permission): Promise<SalesQuoteRow> {
    const row = await this.views.one(SalesQuoteRow, { salesQuoteId }, 'sales-quote');
    if (!reaches(caller, permission, row.customerId))
      throw new Problem(404, 'sales-quote-unknown', `There is no quote ${salesQuoteId}.`);
    demandChannel(caller, 'b2b');
    return row;
  }

  private async seen(caller: Caller, row: SalesQuoteRow) {
    const quote = await shown(this.vault, caller, row, NOTES);
    return { ...quote, shipTo: flatAddress(quote.shipTo) };
  }
}
