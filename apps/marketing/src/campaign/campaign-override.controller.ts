import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CAMPAIGN_COVERAGE,
  CAMPAIGN_OVERRIDE_HOURS,
  CAMPAIGN_OVERRIDE_HOURS_MAX,
  OVERRIDE_HOURS_MAX,
} from '@concord/contracts';

import {
  Answers,
  Commands,
  CurrentSettings,
  Incoming,
  IncomingRequest,
  Permit,
  Whole,
  Written,
} from '@concord/service';

import { alignCampaign } from './align-campaign.decider';

import { planCampaign } from './plan-campaign.decider';
import { StockLookup } from './stock-lookup.reader';

import { ReasonRequest } from './campaign-requests';

class OverrideRequest extends ReasonRequest {
  @Whole({
    minimum: 1,
    maximum: OVERRIDE_HOURS_MAX,
    optional: true,
    description: 'How long the override lasts, from now on. Absent: the setting `campaign.override-hours`.',
  })
  hours?: number;
}

/** Overrides: a held campaign goes on for a while because marketing and inventory agree on it. */
@Controller('v1/campaigns')
@ApiTags('campaigns')
export class CampaignOverrideController {
  constructor(
    private readonly commands: Commands,
    private readonly stock: StockLookup,
    private readonly settings: CurrentSettings,
  ) {}

  @Post(':campaignId/override')
  @HttpCode(200)
  @Permit('campaign.override-hold')
  @ApiOperation({
    operationId: 'marketingCampaignOverride',
    summary: 'Asks for an override: a held campaign goes on for a while',
    description:
      'A person of inventory must agree. An override is at most as long as the setting `campaign.override-hours-max` (`override-too-long`, 422). Where a SKU sells out the campaign stops all the same. The campaign must be held (`campaign-not-held`, 409), and its submitter cannot ask (`second-person-needed`, 422).',
  })
  @Answers(Written)
  override(
    @Param('campaignId') campaignId: string,
    @Body() { reason, ...body }: OverrideRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    this.stock.demandFresh(incoming);
    const settings = this.settings.for(incoming);
    const hoursMax = settings.of(CAMPAIGN_OVERRIDE_HOURS_MAX);
    const { hours = Math.min(hoursMax, settings.of(CAMPAIGN_OVERRIDE_HOURS)) } = body;
    const data = { campaignId, reason, hours, hoursMax };
    return this.commands.run(incoming, planCampaign, { type: 'OverrideHold', data });
  }

  @Post(':campaignId/acknowledge-override')
  @HttpCode(200)
  @Permit('campaign.acknowledge-override')
  @ApiOperation({
    operationId: 'marketingCampaignAcknowledge',
    summary: 'Agrees to an override, for inventory',
    description:
      'An override must have been asked for (`override-not-proposed`, 409), by another person (`second-person-needed`, 422). Refused where a SKU is sold out (`campaign-sold-out`, 422) or the override would have ended already (`override-time-over`, 422).',
  })
  @Answers(Written)
  acknowledge(@Param('campaignId') campaignId: string, @Incoming() incoming: IncomingRequest) {
    this.stock.demandFresh(incoming);
    return this.commands.run(incoming, planCampaign, { type: 'AcknowledgeOverride', data: { campaignId } });
  }

  @Post(':campaignId/end-override')
  @HttpCode(200)
  @Permit('campaign.override-hold')
  @ApiOperation({
    operationId: 'marketingCampaignEndOverride',
    summary: 'Revokes an override: stock decides again',
    description:
      'A campaign that stock does not carry is held or paused at once. An override must be in force (`override-not-in-force`, 409).',
  })
  @Answers(Written)
  endOverride(
    @Param('campaignId') campaignId: string,
    @Body() { reason }: ReasonRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const data = { campaignId, reason, bounds: this.settings.for(incoming).of(CAMPAIGN_COVERAGE) };
    return this.commands.run(incoming, alignCampaign, { type: 'EndOverride', data });
  }
}
