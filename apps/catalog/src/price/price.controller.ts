import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Commands,
  Currency,
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
  Views,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { STANDARD } from './price.aggregate';
import { PriceHistoryRow } from './price-history.projection';
import { PriceProposalRow } from './price-proposals.projection';
import { price } from './price.decider';
import { lowestWithin30Days, priceAt } from './price-timeline';

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

  @Moment({ optional: true, description: 'The price that counted then; now where it is left away.' })
  at?: string;
}

@Controller('v1/prices')
@ApiTags('prices')
export class PriceController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get('proposals')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'Proposed prices' })
  proposals(@Query() query: ProposalQuery) {
    return this.views.page(PriceProposalRow, query, { by: 'proposalId', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Post('proposals')
  @Permit('catalog.price.propose')
  @ApiOperation({ summary: 'Proposes a price: a first price or a change up to 15 % counts at once' })
  propose(@Body() body: ProposePriceRequest, @Incoming() incoming: IncomingRequest) {
    const proposalId = newId();
    const data = { ...body, proposalId };
    return this.commands.run(incoming, price, { type: 'ProposePrice', data }, (events) => {
      const waits = events.some(({ type }) => type === 'PriceProposed');
      return { id: proposalId, sku: body.sku, status: waits ? 'proposed' : 'active' };
    });
  }

  @Post('proposals/:proposalId/approve')
  @HttpCode(200)
  @Permit('catalog.price.approve')
  @ApiOperation({ summary: 'Agrees to a price as a second person' })
  async approve(@Param('proposalId') proposalId: string, @Incoming() incoming: IncomingRequest) {
    const { sku } = await this.views.one(PriceProposalRow, { proposalId }, 'price-proposal');
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
  @ApiOperation({ summary: 'Turns a price down' })
  async reject(
    @Param('proposalId') proposalId: string,
    @Body() { reason }: RejectPriceRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { sku } = await this.views.one(PriceProposalRow, { proposalId }, 'price-proposal');
    const data = { proposalId, sku, reason };
    return this.commands.run(incoming, price, { type: 'RejectPrice', data }, () => ({
      id: proposalId,
      sku,
      status: 'rejected',
    }));
  }

  @Get(':sku')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'The price of a SKU, now or at a moment, and the lowest of the 30 days before' })
  async one(@Param('sku') sku: string, @Query() { list, at }: PriceQuery) {
    const history = await this.views.all(PriceHistoryRow, { sku, list });
    const moment = at ? new Date(at) : new Date();
    const found = priceAt(history, moment);
    if (!found) throw new Problem(404, 'price-unknown', `${sku} had no price in the list ${list} then.`);
    const { amountMinor, currency, activeFrom } = found;
    return { sku, list, amountMinor, currency, activeFrom, lowest30dMinor: lowestWithin30Days(history, moment) };
  }

  @Get(':sku/history')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'The prices of a SKU, the latest first' })
  history(@Param('sku') sku: string, @Query() query: PageQuery) {
    return this.views.page(PriceHistoryRow, query, { by: 'activeFrom', descending: true }, (select) => {
      select.andWhere('row.sku = :sku', { sku });
    });
  }
}
