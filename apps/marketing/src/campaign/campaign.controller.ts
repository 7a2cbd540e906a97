import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  CAMPAIGN_BATCH_PEOPLE,
  CAMPAIGN_BATCH_PERCENT,
  CAMPAIGN_CHANNELS_MAX,
  CAMPAIGN_COVERAGE,
  CAMPAIGN_LAG_SECONDS,
  CAMPAIGN_OVERRIDE_HOURS,
  CAMPAIGN_OVERRIDE_HOURS_MAX,
  CAMPAIGN_SKUS_MAX,
  CAMPAIGN_STATUSES,
  OVERRIDE_HOURS_MAX,
  STOCK_UNITS_MAX,
} from '@concord/contracts';
import { Engine, fold, type NewEvent } from '@concord/event-sourcing';
import {
  Answers,
  AnswersPage,
  Commands,
  CurrentSettings,
  Freshness,
  Id,
  Incoming,
  IncomingRequest,
  ListOf,
  Moment,
  One,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  SkuText,
  Text,
  TextList,
  ValueProperty,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { alignCampaign } from './align-campaign.decider';
import { campaignAggregate, type CampaignEvent } from './campaign.aggregate';
import { CampaignRow, COVERAGE, PROPOSALS, VERDICT, type StoredVerdict } from './campaigns.projection';
import { planCampaign } from './plan-campaign.decider';
import { StockLookup } from './stock-lookup.reader';
import { expectedOf, proposals, weigh, type SkuSeen } from './stock-verdict';

const PEOPLE_MAX = 1_000_000_000;

class ExpectedRequest {
  @Whole({ minimum: 0, maximum: PEOPLE_MAX, description: 'People reached.' })
  reach!: number;

  @Whole({ minimum: 0, maximum: 1_000, description: 'Buyers per thousand people.' })
  conversionMilli!: number;

  @Whole({ minimum: 0, maximum: 1_000_000, description: 'Units per order, in thousandths.' })
  unitsPerOrderMilli!: number;
}

class DemandRequest {
  @TextList({ minItems: 1, maxItems: CAMPAIGN_SKUS_MAX, maxLength: 64 })
  skus!: string[];

  @Moment()
  from!: string;

  @Moment()
  to!: string;

  @One(ExpectedRequest)
  expected!: ExpectedRequest;

  @Whole({
    minimum: 1,
    maximum: 1_000_000,
    optional: true,
    default: 1_000,
    description: 'How much faster the SKU sells, in thousandths.',
  })
  upliftMilli: number = 1_000;
}

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

class ReasonRequest {
  @Text({ maxLength: 500 })
  reason!: string;
}

class OverrideRequest extends ReasonRequest {
  @Whole({
    minimum: 1,
    maximum: OVERRIDE_HOURS_MAX,
    optional: true,
    description: 'How long the override lasts, from now on. Absent: the setting `campaign.override-hours`.',
  })
  hours?: number;
}

class CampaignQuery extends PageQuery {
  @OneOf(CAMPAIGN_STATUSES, { optional: true })
  status?: string;

  @SkuText({ optional: true })
  sku?: string;
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

@Controller('v1/campaigns')
@ApiTags('campaigns')
export class CampaignController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly stock: StockLookup,
    private readonly freshness: Freshness,
    private readonly engine: Engine,
    private readonly settings: CurrentSettings,
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

  @Get(':campaignId/stock-verdict')
  @Permit('campaign.read')
  @ApiOperation({
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

  @Post(':campaignId/submit')
  @HttpCode(200)
  @Permit('campaign.submit')
  @ApiOperation({
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

  @Post(':campaignId/override')
  @HttpCode(200)
  @Permit('campaign.override-hold')
  @ApiOperation({
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
    this.demandFresh(incoming);
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
    summary: 'Agrees to an override, for inventory',
    description:
      'An override must have been asked for (`override-not-proposed`, 409), by another person (`second-person-needed`, 422). Refused where a SKU is sold out (`campaign-sold-out`, 422) or the override would have ended already (`override-time-over`, 422).',
  })
  @Answers(Written)
  acknowledge(@Param('campaignId') campaignId: string, @Incoming() incoming: IncomingRequest) {
    this.demandFresh(incoming);
    return this.commands.run(incoming, planCampaign, { type: 'AcknowledgeOverride', data: { campaignId } });
  }

  @Post(':campaignId/end-override')
  @HttpCode(200)
  @Permit('campaign.override-hold')
  @ApiOperation({
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
    const data = { campaignId, reason, bounds: this.bounds(incoming) };
    return this.commands.run(incoming, alignCampaign, { type: 'EndOverride', data });
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

  private bounds(incoming: IncomingRequest) {
    return this.settings.for(incoming).of(CAMPAIGN_COVERAGE);
  }

  private demandFresh(incoming: IncomingRequest): void {
    this.freshness.demandFresh(this.settings.for(incoming).of(CAMPAIGN_LAG_SECONDS) * 1_000);
  }

  /** The facts on the campaign's SKUs. Throws where they are too old for a decision. */
  private async look(campaignId: string, incoming: IncomingRequest) {
    this.demandFresh(incoming);
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
