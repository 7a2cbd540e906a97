import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  LINE_UNITS_MAX,
  PRICE_APPROVAL_PERCENT,
  PRICE_MARGIN_FLOOR_PERCENT,
  PRICE_TIERS_MAX,
  PRICES_SCHEDULED_MAX,
} from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Currency,
  CurrentSettings,
  Incoming,
  IncomingRequest,
  ListOf,
  Minor,
  Moment,
  OneOf,
  PageQuery,
  Permit,
  SkuText,
  Text,
  TheCaller,
  Views,
  Whole,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { STANDARD } from '../price-list/price-list.aggregate';
import { inChannels } from '../product/sight';
import { PROPOSAL_STATUSES, PriceProposalRow } from './price-proposals.projection';
import { PriceReach } from './price-reach.reader';
import { price } from './price.decider';
import { SkuCostRow } from './sku-costs.projection';

class TierRequest {
  @Whole({ minimum: 2, maximum: LINE_UNITS_MAX, description: 'From so many units of the SKU on, over all lines.' })
  fromUnits!: number;

  @Minor({ minimum: 1, description: 'The price of each unit.' })
  amountMinor!: number;
}

class ProposePriceRequest {
  @SkuText()
  sku!: string;

  @Text({ maxLength: 40, optional: true, default: STANDARD })
  list: string = STANDARD;

  @Minor({ minimum: 1, description: 'The price of one unit.' })
  amountMinor!: number;

  @Currency()
  currency!: string;

  @ListOf(TierRequest, {
    maxItems: PRICE_TIERS_MAX,
    optional: true,
    description: 'Lower prices for more units, the smallest number first. Without tiers every unit costs the same.',
  })
  tiers?: TierRequest[];

  @Moment({ optional: true, description: 'When it takes effect. Where it is left out, or past, at once.' })
  from?: string;

  @Moment({
    optional: true,
    description: 'When it ends: the lasting price of the list, where there is one, holds again.',
  })
  until?: string;

  @Text({ maxLength: 500, optional: true })
  reason?: string;
}

class ReasonRequest {
  @Text({ maxLength: 500 })
  reason!: string;
}

class ProposalQuery extends PageQuery {
  @OneOf(PROPOSAL_STATUSES, { optional: true })
  status?: string;

  @Text({ maxLength: 40, optional: true, description: 'Only prices of this list.' })
  list?: string;

  @SkuText({ optional: true, description: 'Only prices of this SKU.' })
  sku?: string;
}

const OF_VARIANTS_IN_CHANNELS = `exists (select from variant_view v
  where v.sku = row.sku and ${inChannels('v.channels', ':channels')})`;

/** The result of a proposal. */
class DecidedPrice {
  @ApiProperty({ type: 'string', description: 'The proposal.' })
  id!: string;

  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({
    type: 'string',
    enum: ['proposed', 'scheduled', 'active', 'rejected', 'withdrawn'],
    description: 'Scheduled: it takes effect at its moment, or when the temporary price of its list ends.',
  })
  status!: string;
}

const REFUSALS =
  'Refused: a SKU or a list that does not exist (`sku-unknown`, `price-list-unknown`, 404), another currency than that of the list (`price-currency-differs`, 422), tiers whose units do not rise or whose prices do not fall (`price-tiers-invalid`, 422), an end before the beginning (`price-window-over`, 422), dates of another price of the list (`price-dates-overlap`, 409)';

@Controller('v1/prices/proposals')
@ApiTags('prices')
export class ProposalController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
    private readonly reach: PriceReach,
  ) {}

  @Get()
  @Permit('catalog.draft.read')
  @ApiOperation({ summary: 'Proposed and scheduled prices, the latest first' })
  @AnswersPage(PriceProposalRow)
  proposals(@Query() query: ProposalQuery, @TheCaller() { scopes: { channels } }: Caller) {
    const { status, list, sku } = query;
    return this.views.page(PriceProposalRow, query, { by: 'proposalId', descending: true }, (select) => {
      if (status) select.andWhere('row.status = :status', { status });
      if (list) select.andWhere('row.list = :list', { list });
      if (sku) select.andWhere('row.sku = :sku', { sku });
      if (channels) select.andWhere(OF_VARIANTS_IN_CHANNELS, { channels });
    });
  }

  @Post()
  @Permit('catalog.price.propose')
  @ApiOperation({
    summary: 'Proposes a price: a first price or a small change takes effect at once, or at its moment',
    description: `A change above \`price.approval-percent\`, for any number of units, waits for a second person; the first price of a list is measured against the standard price. So does a price that leaves less than \`price.margin-floor-percent\` above the last known cost. ${REFUSALS}, a second proposal for the same list (\`price-proposal-open\`, 409), more than ${PRICES_SCHEDULED_MAX} scheduled prices of the SKU (\`price-too-many-scheduled\`, 422).`,
  })
  @Answers(DecidedPrice)
  async propose(@Body() body: ProposePriceRequest, @Incoming() incoming: IncomingRequest) {
    const { sku, list } = body;
    await this.reach.demand(sku, list, incoming);
    const settings = this.settings.for(incoming);
    const proposalId = newId();
    const data = {
      ...body,
      proposalId,
      approvalPercent: settings.of(PRICE_APPROVAL_PERCENT),
      floorPercent: settings.of(PRICE_MARGIN_FLOOR_PERCENT),
      costMinor: (await this.views.find(SkuCostRow, { sku }))?.costMinor,
    };
    return this.commands.run(incoming, price, { type: 'ProposePrice', data }, (events) => {
      const waits = events.some(({ type }) => type === 'PriceProposed');
      return { id: proposalId, sku, status: waits ? 'proposed' : statusOf(events) };
    });
  }

  @Post(':proposalId/approve')
  @HttpCode(200)
  @Permit('catalog.price.approve')
  @ApiOperation({
    summary: 'Approves a proposed price, as a second person',
    description:
      'It takes effect at once, or at its moment. The proposer is refused (`second-person-needed`, 422), and so is a proposal that was decided (`price-proposal-decided`, 409) or whose dates are over or taken by now (`price-window-over`, 422; `price-dates-overlap`, 409).',
  })
  @Answers(DecidedPrice)
  async approve(@Param('proposalId') proposalId: string, @Incoming() incoming: IncomingRequest) {
    const sku = await this.reached(proposalId, incoming);
    const data = { proposalId, sku };
    return this.commands.run(incoming, price, { type: 'ApprovePrice', data }, (events) => ({
      id: proposalId,
      sku,
      status: statusOf(events),
    }));
  }

  @Post(':proposalId/reject')
  @HttpCode(200)
  @Permit('catalog.price.approve')
  @ApiOperation({ summary: 'Rejects a proposed price' })
  @Answers(DecidedPrice)
  async reject(
    @Param('proposalId') proposalId: string,
    @Body() { reason }: ReasonRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const sku = await this.reached(proposalId, incoming);
    const data = { proposalId, sku, reason };
    return this.commands.run(incoming, price, { type: 'RejectPrice', data }, () => ({
      id: proposalId,
      sku,
      status: 'rejected',
    }));
  }

  @Post(':proposalId/withdraw')
  @HttpCode(200)
  @Permit('catalog.price.propose')
  @ApiOperation({
    summary: 'Withdraws a price that waits for a second person or for its moment',
    description: 'A price that is in force, rejected or withdrawn already is refused (`price-proposal-decided`, 409).',
  })
  @Answers(DecidedPrice)
  async withdraw(
    @Param('proposalId') proposalId: string,
    @Body() { reason }: ReasonRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const sku = await this.reached(proposalId, incoming);
    const data = { proposalId, sku, reason };
    return this.commands.run(incoming, price, { type: 'WithdrawPrice', data }, () => ({
      id: proposalId,
      sku,
      status: 'withdrawn',
    }));
  }

  /** The SKU of a proposal. Throws 404 where there is none, 403 where it would count in channels of others. */
  private async reached(proposalId: string, incoming: IncomingRequest): Promise<string> {
    const { sku, list } = await this.views.one(PriceProposalRow, { proposalId }, 'price-proposal');
    await this.reach.demand(sku, list, incoming);
    return sku;
  }
}

const statusOf = (events: readonly { readonly type: string }[]) =>
  events.some(({ type }) => type === 'PriceScheduled' || type === 'PriceQueued') ? 'scheduled' : 'active';
