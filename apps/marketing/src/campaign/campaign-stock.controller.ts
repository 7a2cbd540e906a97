import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  CAMPAIGN_BATCH_PEOPLE,
  CAMPAIGN_BATCH_PERCENT,
  CAMPAIGN_COVERAGE,
  CAMPAIGN_SKUS_MAX,
  CAMPAIGN_STATUSES,
  STOCK_UNITS_MAX,
} from '@concord/contracts';
import { Engine, fold, type NewEvent } from '@concord/event-sourcing';
import {
  Answers,
  Commands,
  CurrentSettings,
  Incoming,
  IncomingRequest,
  ListOf,
  OneOf,
  Permit,
  Problem,
  SkuText,
  ValueProperty,
  Views,
  Whole,
} from '@concord/service';

import { alignCampaign } from './align-campaign.decider';
import { campaignAggregate, type CampaignEvent } from './campaign.aggregate';
import { CampaignRow, COVERAGE, PROPOSALS, VERDICT, type StoredVerdict } from './campaigns.projection';

import { StockLookup } from './stock-lookup.reader';
import { expectedOf, proposals, weigh, type SkuSeen } from './stock-verdict';

import { DemandRequest, PEOPLE_MAX } from './campaign-requests';

class Assumption {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 0, maximum: STOCK_UNITS_MAX, optional: true })
  sellable?: number;

  @Whole({ minimum: 0, maximum: STOCK_UNITS_MAX, optional: true, description: 'Units that arrive within the window.' })
  incoming?: number;

  @Whole({ minimum: 0, maximum: STOCK_UNITS_MAX, optional: true, description: 'Units per day, in thousandths.' })
  baselineMilli?: number;

  @OneOf(['out', 'critical', 'low', 'ok', 'over'], { optional: true })
  level?: string;
}

class SimulateRequest extends DemandRequest {
  @ListOf(Assumption, {
    maxItems: CAMPAIGN_SKUS_MAX,
    optional: true,
    description: 'Assumptions that replace what is known.',
  })
  assume: Assumption[] = [];
}

class BatchRequest {
  @Whole({ minimum: 1, maximum: PEOPLE_MAX })
  recipients!: number;
}

/** The state of a campaign after a decision. */
class Weighing {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({
    type: 'string',
    description: 'The status of the campaign now; `unchanged` where stock was not weighed.',
  })
  readonly status!: string;

  @ValueProperty(VERDICT, { nullable: true, description: 'Null where stock was not weighed.' })
  readonly stockVerdict!: StoredVerdict | null;
}

/** Whether stock suffices now. */
class StockOutlook {
  @ApiProperty({ type: 'string', enum: ['CLEAR', 'AT_RISK', 'HELD'] })
  verdict!: string;

  @ValueProperty(COVERAGE, { description: 'The figures of each SKU: units, and coverage in thousandths.' })
  coverage!: object[];

  @ApiProperty({ type: 'integer', description: 'Missing units, over all SKUs.' })
  shortUnits!: number;

  @ValueProperty(PROPOSALS, { description: 'Changes that would make the verdict CLEAR.' })
  proposals!: object[];

  @ApiProperty({ type: 'string', format: 'date-time' })
  at!: string;
}

class StockVerdict {
  @ApiProperty({ type: 'string' })
  campaignId!: string;

  @ApiProperty({ type: 'string', enum: [...CAMPAIGN_STATUSES] })
  status!: string;

  @ValueProperty(VERDICT, { nullable: true, description: 'The last verdict on record; null before the first one.' })
  decided!: StoredVerdict | null;

  @ApiProperty({ type: () => StockOutlook })
  now!: StockOutlook;
}

/** Campaigns as stock allows them: they are weighed before they are announced, started or sent. */
@Controller('v1/campaigns')
@ApiTags('campaigns')
export class CampaignStockController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly stock: StockLookup,
    private readonly engine: Engine,
    private readonly settings: CurrentSettings,
  ) {}

  @Get(':campaignId/stock-verdict')
  @Permit('campaign.read')
  @ApiOperation({
    operationId: 'marketingCampaignVerdict',
    summary: 'Whether stock suffices: the last verdict on record, and the verdict now',
    description:
      'Coverage is supply divided by demand, in thousandths. The verdict is HELD below `risk` of the setting `campaign.coverage-milli`, AT_RISK below `clear` or where a SKU is low, otherwise CLEAR.',
  })
  @Answers(StockVerdict)
  async verdict(@Param('campaignId') campaignId: string, @Incoming() incoming: IncomingRequest) {
    const row = await this.views.one(CampaignRow, { campaignId }, 'campaign');
    const plan = planOf(row);
    const seen = await this.stock.of(row.skus);
    const at = this.engine.now();
    const bounds = this.bounds(incoming);
    const now = { ...weigh(plan, seen, at, bounds), proposals: proposals(plan, seen, at, bounds), at };
    return { campaignId, status: row.status, decided: row.stockVerdict, now };
  }

  @Post('simulate')
  @HttpCode(200)
  @Permit('campaign.read')
  @ApiOperation({
    operationId: 'marketingCampaignSimulate',
    summary: 'What if: the verdict on a campaign that does not exist',
    description:
      'Nothing is recorded. The assumptions for a SKU replace what is known. Refused for an empty window (`window-empty`), one that is over (`campaign-window-over`) and a SKU named twice (`sku-repeated`), with 422.',
  })
  @Answers(StockOutlook)
  async simulate(@Body() { skus, assume, ...wanted }: SimulateRequest, @Incoming() incoming: IncomingRequest) {
    const at = this.engine.now();
    demandComputable(skus, wanted, at);
    const plan = { ...wanted, expected: expectedOf(wanted.expected, 0) };
    const known = await this.stock.of(skus);
    const seen = known.map((one) =>
      supposed(
        one,
        assume.find(({ sku }) => sku === one.sku),
        plan.to,
      ),
    );
    const bounds = this.bounds(incoming);
    return { ...weigh(plan, seen, at, bounds), proposals: proposals(plan, seen, at, bounds), at };
  }

  @Post(':campaignId/submit')
  @HttpCode(200)
  @Permit('campaign.submit')
  @ApiOperation({
    operationId: 'marketingCampaignSubmit',
    summary: 'Submits a campaign: scheduled where stock suffices, otherwise held',
    description:
      'For a draft or a held campaign (`campaign-not-submittable`, 409) whose window is not over (`campaign-window-over`, 422). A campaign by email, sms or push says how many people it tells, as audience or expected.reach (`campaign-reaches-nobody`, 422). Stock facts that are too old are refused (`projection-behind`, 503).',
  })
  @Answers(Weighing)
  async submit(@Param('campaignId') campaignId: string, @Incoming() incoming: IncomingRequest) {
    const seen = await this.look(campaignId, incoming);
    const command = { type: 'SubmitCampaign' as const, data: { campaignId, seen, bounds: this.bounds(incoming) } };
    return this.commands.run(incoming, alignCampaign, command, outcome(campaignId));
  }

  @Post(':campaignId/activate')
  @HttpCode(200)
  @Permit('campaign.write')
  @ApiOperation({
    operationId: 'marketingCampaignActivate',
    summary: 'Starts a campaign where stock still suffices; otherwise holds it and answers 409',
    description:
      'For a scheduled campaign (`campaign-not-scheduled`, 409) within its window (`campaign-window-not-open`, `campaign-window-over`, 422). Without enough stock it is held and refused (`stock-does-not-suffice`, 409).',
  })
  @Answers(Weighing)
  async activate(@Param('campaignId') campaignId: string, @Incoming() incoming: IncomingRequest) {
    const seen = await this.look(campaignId, incoming);
    const command = { type: 'ActivateCampaign' as const, data: { campaignId, seen, bounds: this.bounds(incoming) } };
    return sent(await this.commands.run(incoming, alignCampaign, command, outcome(campaignId)));
  }

  @Post(':campaignId/batches')
  @Permit('campaign.write')
  @ApiOperation({
    operationId: 'marketingCampaignSendBatch',
    summary: 'Sends a batch where stock still suffices; otherwise pauses the campaign and answers 409',
    description:
      'For an active campaign (`campaign-not-active`, 409). More people than remain in the audience are refused (`audience-exceeded`, 422), and too many at once (`batch-too-large`, 422). Without enough stock it is paused and refused (`stock-does-not-suffice`, 409).',
  })
  @Answers(Weighing)
  async sendBatch(
    @Param('campaignId') campaignId: string,
    @Body() { recipients }: BatchRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const seen = await this.look(campaignId, incoming);
    const settings = this.settings.for(incoming);
    const batch = { people: settings.of(CAMPAIGN_BATCH_PEOPLE), percent: settings.of(CAMPAIGN_BATCH_PERCENT) };
    const data = { campaignId, seen, recipients, batch, bounds: this.bounds(incoming) };
    const command = { type: 'SendBatch' as const, data };
    return sent(await this.commands.run(incoming, alignCampaign, command, outcome(campaignId)));
  }

  private bounds(incoming: IncomingRequest) {
    return this.settings.for(incoming).of(CAMPAIGN_COVERAGE);
  }

  /** The facts on the campaign's SKUs. Throws where they are too old for a decision. */
  private async look(campaignId: string, incoming: IncomingRequest) {
    this.stock.demandFresh(incoming);
    const { skus } = await this.views.one(CampaignRow, { campaignId }, 'campaign');
    return this.stock.forCampaign(campaignId, skus, incoming);
  }
}

const planOf = ({ from, to, expected, upliftMilli, audience, recipients }: CampaignRow) => ({
  from: new Date(from!).toISOString(),
  to: new Date(to!).toISOString(),
  expected: expectedOf(expected, Math.max(audience ?? 0, recipients)),
  upliftMilli,
});

/** Refuses a what-if that cannot be computed: its verdict would be meaningless. */
function demandComputable(skus: readonly string[], { from, to }: { from: string; to: string }, at: string) {
  if (new Set(skus).size < skus.length) throw new Problem(422, 'sku-repeated', 'A campaign may name a SKU only once.');
  if (Date.parse(from) >= Date.parse(to))
    throw new Problem(422, 'window-empty', 'The window ends before it begins: swap from and to.');
  if (Date.parse(to) <= Date.parse(at))
    throw new Problem(422, 'campaign-window-over', `The window ended at ${to}: choose a later one.`);
}

/** The known facts, with the assumptions in their place. */
function supposed(known: SkuSeen, assumption: Assumption | undefined, windowEnd: string): SkuSeen {
  if (!assumption) return known;
  const { sellable = known.facts.sellable, incoming, baselineMilli = known.baselineMilli } = assumption;
  // Units that are assumed to exist are in stock.
  const level = assumption.level ?? (assumption.sellable ? 'ok' : known.facts.level);
  const coming = [{ purchaseOrderId: 'supposed', quantity: incoming ?? 0, eta: windowEnd }];
  const facts = { ...known.facts, sellable, level, incoming: incoming === undefined ? known.facts.incoming : coming };
  return { ...known, facts, baselineMilli };
}

const outcome =
  (id: string) =>
  (events: readonly NewEvent[]): Weighing => {
    const own = events.filter(({ streamId }) => streamId === `campaign-${id}`);
    const weighed = own.findLast(({ type }) => type === 'CampaignStockEvaluated');
    const { campaignId: _, ...stockVerdict } = (weighed?.data ?? {}) as StoredVerdict & { campaignId?: string };
    const { status } = fold(campaignAggregate, own as readonly CampaignEvent[]);
    return { id, status: status === 'none' ? 'unchanged' : status, stockVerdict: weighed ? stockVerdict : null };
  };

/** The hold is recorded by now; the refusal tells the caller that nothing was sent. */
function sent(weighing: Weighing): Weighing {
  const { status, stockVerdict } = weighing;
  if (status === 'active') return weighing;
  const facts = { campaignStatus: status, stockVerdict };
  throw new Problem(
    409,
    'stock-does-not-suffice',
    `Nothing was sent: the campaign is ${status} because stock is short.`,
    facts,
  );
}
