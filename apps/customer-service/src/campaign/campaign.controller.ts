import { CAMPAIGN_STATUSES } from '@concord/contracts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersPage, OneOf, PageQuery, Permit, Views } from '@concord/service';
import { CampaignDeskRow } from './campaigns.projection';

class CampaignQuery extends PageQuery {
  @OneOf(CAMPAIGN_STATUSES, { optional: true })
  status?: string;
}

@Controller('v1/campaigns')
@ApiTags('campaigns')
export class CampaignController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('campaign.read')
  @ApiOperation({
    summary: 'Campaigns, for answers to customers',
    description: 'The advertised SKUs, the window, and a sentence on the last event.',
  })
  @AnswersPage(CampaignDeskRow)
  list(@Query() query: CampaignQuery) {
    return this.views.page(CampaignDeskRow, query, { by: 'campaignId', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Get(':campaignId')
  @Permit('campaign.read')
  @ApiOperation({
    summary: 'One campaign',
    description: 'With its window, its SKUs and a sentence on the last event.',
  })
  @Answers(CampaignDeskRow)
  one(@Param('campaignId') campaignId: string) {
    return this.views.one(CampaignDeskRow, { campaignId }, 'campaign');
  }
}
