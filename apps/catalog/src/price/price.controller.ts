import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags, OmitType } from '@nestjs/swagger';
import { PRICE_APPROVAL_PERCENT } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Currency,
  CurrentSettings,
  Incoming,
  IncomingRequest,
  Minor,
  Moment,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  SkuText,
  Text,
  TheCaller,
  Views,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { demandChannels, demandSight, inChannels, seesDrafts } from '../product/sight';
import { VariantRow } from '../product/variants.projection';
import { STANDARD } from './price.aggregate';
import { PriceHistoryRow } from './price-history.projection';
import { PriceProposalRow } from './price-proposals.projection';
import { price } from './price.decider';
import { lowestBefore, priceAt } from './price-timeline';

class ProposePriceRequest {
  @SkuText()
  sku!: string;

  @Text({ maxLength: 40, optional: true, default: STANDARD })
  list: string = STANDARD;

  @Minor({ minimum: 1 })
  amountMinor!: number;

  @Currency()
  currency!: string;

  @Text({ maxLength: 500, optional: true })
  reason?: string;
}

class RejectPriceRequest {
  @Text({ maxLength: 500 })
  reason!: string;
}

class ProposalQuery extends PageQuery {
  @OneOf(['proposed', 'approved', 'rejected'], { optional: true })
  status?: string;
}

class PriceQuery {
  @Text({ maxLength: 40, optional: true, default: STANDARD })
  list: string = STANDARD;

  @Moment({ optional: true, description: 'The price in force at this moment. Where it is left out, the price now.' })
  at?: string;
}

const OF_VARIANTS_IN_CHANNELS = `exists (select from variant_view v
  where v.sku = row.sku and ${inChannels('v.channels', ':channels')})`;

/** The result of a proposal. */
class DecidedPrice {
  @ApiProperty({ type: 'string', description: 'The proposal.' })
  id!: string;

  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'string', enum: ['proposed', 'active', 'rejected'] })
  status!: string;
}

class CurrentPrice {
  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'string' })
  list!: string;

  @ApiProperty({ type: 'integer' })
  amountMinor!: number;

  @ApiProperty({ type: 'string' })
  currency!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  activeFrom!: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The lowest price of the 30 days before it began.' })
  lowest30dMinor!: number | null;
}

/** A price that was in force. Customers do not see who set it. */
class SeenPrice extends OmitType(PriceHistoryRow, ['by']) {
  @ApiProperty({ type: 'string', required: false, description: 'The person or system that set it; only for staff.' })
  by?: string;
}

@Controller('v1/prices')
@ApiTags('prices')
export class PriceController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
  ) {}

  @Get('proposals')
  @Permit('catalog.draft.read')
  @ApiOperation({ summary: 'Proposed prices' })
  @AnswersPage(PriceProposalRow)
  proposals(@Query() query: ProposalQuery, @TheCaller() { scopes: { channels } }: Caller) {
    return this.views.page(PriceProposalRow, query, { by: 'proposalId', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (channels) select.andWhere(OF_VARIANTS_IN_CHANNELS, { channels });
    });
  }

  @Post('proposals')
  @Permit('catalog.price.propose')
  @ApiOperation({ summary: 'Proposes a price: a first price or a small change takes effect at once' })
  @Answers(DecidedPrice)
  async propose(@Body() body: ProposePriceRequest, @Incoming() incoming: IncomingRequest) {
    await this.demandReach(body.sku, incoming);
    const proposalId = newId();
    const approvalPercent = this.settings.for(incoming).of(PRICE_APPROVAL_PERCENT);
    const data = { ...body, proposalId, approvalPercent };
    return this.commands.run(incoming, price, { type: 'ProposePrice', data }, (events) => {
      const waits = events.some(({ type }) => type === 'PriceProposed');
      return { id: proposalId, sku: body.sku, status: waits ? 'proposed' : 'active' };
    });
  }

  @Post('proposals/:proposalId/approve')
  @HttpCode(200)
  @Permit('catalog.price.approve')
  @ApiOperation({ summary: 'Approves a proposed price, as a second person' })
  @Answers(DecidedPrice)
  async approve(@Param('proposalId') proposalId: string, @Incoming() incoming: IncomingRequest) {
    const { sku } = await this.views.one(PriceProposalRow, { proposalId }, 'price-proposal');
    await this.demandReach(sku, incoming);
    const data = { proposalId, sku };
    return this.commands.run(incoming, price, { type: 'ApprovePrice', data }, () => ({
      id: proposalId,
      sku,
      status: 'active',
    }));
  }

  @Post('proposals/:proposalId/reject')
  @HttpCode(200)
  @Permit('catalog.price.approve')
  @ApiOperation({ summary: 'Rejects a proposed price' })
  @Answers(DecidedPrice)
  async reject(
    @Param('proposalId') proposalId: string,
    @Body() { reason }: RejectPriceRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { sku } = await this.views.one(PriceProposalRow, { proposalId }, 'price-proposal');
    await this.demandReach(sku, incoming);
    const data = { proposalId, sku, reason };
    return this.commands.run(incoming, price, { type: 'RejectPrice', data }, () => ({
      id: proposalId,
      sku,
      status: 'rejected',
    }));
  }

  @Get(':sku')
  @Permit('catalog.read')
  @ApiOperation({
    summary: 'The price of a SKU, now or at a moment, and the lowest price of the 30 days before it began',
    description:
      '`lowest30dMinor` is the price that a reduction is compared with (98/6/EC, article 6a); null for a first price.',
  })
  @Answers(CurrentPrice)
  async one(@Param('sku') sku: string, @Query() { list, at }: PriceQuery, @TheCaller() caller: Caller) {
    await this.demandSeen(sku, list, caller);
    const history = await this.views.all(PriceHistoryRow, { sku, list });
    const moment = at ? new Date(at) : new Date();
    const found = priceAt(history, moment);
    if (!found) throw new Problem(404, 'price-unknown', `${sku} had no price in the list ${list} at that moment.`);
    const { amountMinor, currency, activeFrom } = found;
    return { sku, list, amountMinor, currency, activeFrom, lowest30dMinor: lowestBefore(history, found) ?? null };
  }

  @Get(':sku/history')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'The prices of a SKU, the latest first' })
  @AnswersPage(SeenPrice)
  async history(@Param('sku') sku: string, @Query() query: PageQuery, @TheCaller() caller: Caller) {
    const seesAll = seesDrafts(caller);
    await this.demandSeen(sku, STANDARD, caller);
    const page = await this.views.page(PriceHistoryRow, query, { by: 'activeFrom', descending: true }, (select) => {
      select.andWhere('row.sku = :sku', { sku });
      if (!seesAll) select.andWhere('row.list = :list', { list: STANDARD });
    });
    // Customers do not see who set a price.
    return seesAll ? page : { ...page, items: page.items.map((row) => ({ ...row, by: undefined })) };
  }

  /** Customers see only standard prices of published variants. */
  private async demandSeen(sku: string, list: string, caller: Caller): Promise<void> {
    const variant = await this.views.find(VariantRow, { sku });
    const isForSale = variant?.published === true && list === STANDARD;
    const unknown = () => new Problem(404, 'price-unknown', `${sku} has no price in the list ${list}.`);
    demandSight(caller, { isForSale, channels: variant?.channels ?? [] }, unknown);
  }

  /** A price holds in every sales channel of its SKU: the caller needs all of them. */
  private async demandReach(sku: string, { caller }: IncomingRequest): Promise<void> {
    const variant = await this.views.find(VariantRow, { sku });
    demandChannels(caller, { channels: variant?.channels ?? [] });
  }
}
