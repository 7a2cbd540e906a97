import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CAMPAIGN_CHANNELS_MAX, CAMPAIGN_STATUSES } from '@concord/contracts';

import {
  Answers,
  AnswersPage,
  Commands,
  Id,
  Incoming,
  IncomingRequest,
  Moment,
  OneOf,
  PageQuery,
  Permit,
  SkuText,
  Text,
  TextList,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { v7 as newId } from 'uuid';

import { CampaignRow } from './campaigns.projection';
import { DemandRequest, PEOPLE_MAX, ReasonRequest } from './campaign-requests';
import { planCampaign } from './plan-campaign.decider';

class CreateCampaignRequest extends DemandRequest {
  @Text({ maxLength: 200 })
  name!: string;

  @TextList({
    minItems: 1,
    maxItems: CAMPAIGN_CHANNELS_MAX,
    maxLength: 20,
    values: ['email', 'print', 'web', 'social', 'influencer', 'sms', 'push'],
  })
  channels!: string[];

  @Id({ optional: true })
  promotionId?: string;

  @Whole({
    minimum: 0,
    maximum: PEOPLE_MAX,
    optional: true,
    description: 'Size of the audience. Stock is weighed for at least this many people, whatever `expected` says.',
  })
  audience?: number;
}

/** What is left out stays as it is. */
class ReplanRequest {
  @Moment({ optional: true })
  from?: string;

  @Moment({ optional: true })
  to?: string;

  @Whole({ minimum: 0, maximum: PEOPLE_MAX, optional: true, description: 'People that it is expected to reach.' })
  reach?: number;

  @Whole({ minimum: 0, maximum: PEOPLE_MAX, optional: true, description: 'Size of the audience.' })
  audience?: number;
}

class CampaignQuery extends PageQuery {
  @OneOf(CAMPAIGN_STATUSES, { optional: true })
  status?: string;

  @SkuText({ optional: true })
  sku?: string;
}

@Controller('v1/campaigns')
@ApiTags('campaigns')
export class CampaignController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('campaign.read')
  @ApiOperation({
    summary: 'Campaigns',
    description: 'A campaign is a draft, held, scheduled, active, paused, completed or cancelled.',
  })
  @AnswersPage(CampaignRow)
  list(@Query() query: CampaignQuery) {
    return this.views.page(CampaignRow, query, { by: 'campaignId', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.sku) select.andWhere('row.skus @> :sku::jsonb', { sku: JSON.stringify([query.sku]) });
    });
  }

  @Get(':campaignId')
  @Permit('campaign.read')
  @ApiOperation({
    summary: 'A campaign with its status',
    description: 'With its last verdict, and the override where stock is short.',
  })
  @Answers(CampaignRow)
  one(@Param('campaignId') campaignId: string) {
    return this.views.one(CampaignRow, { campaignId }, 'campaign');
  }

  @Post()
  @Permit('campaign.write')
  @ApiOperation({
    summary: 'Plans a campaign',
    description:
      'It is a draft until it is submitted. Refused for an empty window (`window-empty`, 422) and a SKU named twice (`sku-repeated`, 422).',
  })
  @Answers(Written)
  create(@Body() body: CreateCampaignRequest, @Incoming() incoming: IncomingRequest) {
    const campaignId = newId();
    const window = { from: new Date(body.from).toISOString(), to: new Date(body.to).toISOString() };
    const data = { ...body, ...window, expected: { ...body.expected }, campaignId };
    return this.commands.run(incoming, planCampaign, { type: 'CreateCampaign', data });
  }

  @Post(':campaignId/replan')
  @HttpCode(200)
  @Permit('campaign.write')
  @ApiOperation({
    summary: 'Changes the plan of a draft or a held campaign',
    description:
      'Another window, or another number of people; what is not named stays. Submit the campaign afterwards: stock is weighed then. Refused for any other campaign (`campaign-not-changeable`, 409), an empty window (`window-empty`, 422) and one that is over (`campaign-window-over`, 422). `If-Match` guards against a change of somebody else.',
  })
  @Answers(Written)
  replan(
    @Param('campaignId') campaignId: string,
    @Body() { from, to, reach, audience }: ReplanRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const moment = (text: string | undefined) => (text === undefined ? undefined : new Date(text).toISOString());
    const data = { campaignId, from: moment(from), to: moment(to), reach, audience };
    return this.commands.run(incoming, planCampaign, { type: 'ReplanCampaign', data });
  }

  @Post(':campaignId/cancel')
  @HttpCode(200)
  @Permit('campaign.write')
  @ApiOperation({
    summary: 'Cancels a campaign before it runs',
    description: 'A campaign that has run is completed instead (`campaign-has-run`, 409).',
  })
  @Answers(Written)
  cancel(
    @Param('campaignId') campaignId: string,
    @Body() { reason }: ReasonRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, planCampaign, { type: 'CancelCampaign', data: { campaignId, reason } });
  }

  @Post(':campaignId/complete')
  @HttpCode(200)
  @Permit('campaign.write')
  @ApiOperation({
    summary: 'Completes a running campaign',
    description: 'It must be active or paused (`campaign-not-active`, 409).',
  })
  @Answers(Written)
  complete(@Param('campaignId') campaignId: string, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, planCampaign, { type: 'CompleteCampaign', data: { campaignId } });
  }
}
