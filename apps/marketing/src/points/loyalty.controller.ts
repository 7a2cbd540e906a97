import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { POINTS_ADJUST_LIMIT, POINTS_DAY_FACTOR, POINTS_LIFE_DAYS, subjectOf } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  Commands,
  CurrentSettings,
  demandSecondPerson,
  Incoming,
  IncomingRequest,
  MaskedType,
  objectOf,
  OrderChannels,
  PageQuery,
  Permit,
  Problem,
  reaches,
  shown,
  Text,
  TheCaller,
  ValueProperty,
  Vault,
  Views,
  Whole,
  withinOwnOrders,
  Written,
  type Caller,
  type Permission,
} from '@concord/service';
import { streamIdOf } from '@concord/event-sourcing';
import { DataSource } from 'typeorm';
import { adjustPoints } from './adjust-points.decider';
import { LoyaltyAccountRow } from './loyalty-accounts.projection';
import { LoyaltyEntryRow } from './loyalty-ledger.projection';
import { LoyaltyLotRow } from './loyalty-lots.projection';
import { loyaltyAggregate } from './loyalty.aggregate';

const POINTS_MAX = 10_000_000;

class AdjustPointsRequest {
  @Whole({ minimum: -POINTS_MAX, maximum: POINTS_MAX, isNotZero: true, description: 'Negative to take points.' })
  points!: number;

  @Text({ maxLength: 400, personal: true, description: 'The customer can read it: write no internal notes here.' })
  reason!: string;
}

/** The account of a customer. */
class SeenAccount extends LoyaltyAccountRow {
  @ValueProperty(objectOf({ points: 'whole', at: 'moment' }), {
    nullable: true,
    description: 'The available points that expire next; null where none do.',
  })
  nextExpiry!: { points: number; at: string } | null;
}

/** An entry of the history as the caller sees it. */
class SeenEntry extends MaskedType(LoyaltyEntryRow, ['reason']) {}

class Adjusted extends Written {
  @ApiProperty({ type: 'integer', description: 'The points that were given or taken.' })
  points!: number;
}

@Controller('v1/loyalty/:customerId')
@ApiTags('loyalty')
export class LoyaltyController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
    private readonly vault: Vault,
    private readonly dataSource: DataSource,
    private readonly orders: OrderChannels,
  ) {}

  @Get()
  @Permit('loyalty.read')
  @ApiOperation({
    summary: 'The points of a customer',
    description:
      "A customer who never earned any has an empty account. Customers see their own; another's is `loyalty-account-unknown` (404), and so is that of a customer who shops in other sales channels or from other warehouses than those of the caller alone.",
  })
  @Answers(SeenAccount)
  async account(@Param('customerId') customerId: string, @TheCaller() caller: Caller): Promise<SeenAccount> {
    await this.demandReached(caller, 'loyalty.read', customerId);
    const none = Object.assign(new LoyaltyAccountRow(), { customerId });
    const row = (await this.views.find(LoyaltyAccountRow, { customerId })) ?? none;
    return { ...row, nextExpiry: await this.nextExpiry(customerId) };
  }

  @Get('lots')
  @Permit('loyalty.read')
  @ApiOperation({
    summary: 'The lots of a customer that have points',
    description: "Points that were earned together expire together. Another's are `loyalty-account-unknown` (404).",
  })
  @AnswersPage(LoyaltyLotRow)
  async lots(@Param('customerId') customerId: string, @Query() query: PageQuery, @TheCaller() caller: Caller) {
    await this.demandReached(caller, 'loyalty.read', customerId);
    return this.views.page(LoyaltyLotRow, query, { by: 'expiresAt' }, (select) => {
      select.andWhere('row.customerId = :customerId and row.points > 0', { customerId });
      withinOwnOrders(caller, select);
    });
  }

  @Get('history')
  @Permit('loyalty.read')
  @ApiOperation({
    summary: 'What happened to the points of a customer, the latest first',
    description:
      "The sums of all changes are the sums of the account. Another's history is `loyalty-account-unknown` (404). Callers who are limited to sales channels or warehouses see the entries of orders there, and those without an order.",
  })
  @AnswersPage(SeenEntry)
  async history(@Param('customerId') customerId: string, @Query() query: PageQuery, @TheCaller() caller: Caller) {
    await this.demandReached(caller, 'loyalty.read', customerId);
    const page = await this.views.page(LoyaltyEntryRow, query, { by: 'entry', descending: true }, (select) => {
      select.andWhere('row.customerId = :customerId', { customerId });
      withinOwnOrders(caller, select);
    });
    const seen = page.items.map((row) => shown(this.vault, caller, row, { reason: 'note' }));
    return { ...page, items: await Promise.all(seen) };
  }

  @Post('adjustments')
  @Permit('loyalty.adjust')
  @ApiOperation({
    summary: 'Gives points to a customer, or takes some',
    description:
      'Up to `points.adjust-limit` at a time (`points-adjustment-above-limit`, 422), `points.day-factor` times as many in a day (`points-day-limit-used-up`, 422), and not for oneself (`second-person-needed`, 422). Given points can be spent at once, where the customer owes none. More than can be spent is not taken (`points-not-available`, 422).',
  })
  @Answers(Adjusted)
  async adjust(
    @Param('customerId') customerId: string,
    @Body() { points, reason }: AdjustPointsRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandReached(incoming.caller, 'loyalty.adjust', customerId);
    demandSecondPerson(incoming.caller, customerId);
    const settings = this.settings.for(incoming);
    const data = {
      customerId,
      adjustmentId: incoming.commandId,
      points,
      reason: await this.vault.note(subjectOf({ customerId }), reason),
      limitPoints: settings.of(POINTS_ADJUST_LIMIT),
      dayFactor: settings.of(POINTS_DAY_FACTOR),
      lifeDays: settings.of(POINTS_LIFE_DAYS),
    };
    return this.commands.run(incoming, adjustPoints, { type: 'AdjustPoints', data }, (_, versions) => {
      const version = versions.get(streamIdOf(loyaltyAggregate.kind, customerId)) ?? 0;
      return { id: data.adjustmentId, version, points };
    });
  }

  private async nextExpiry(customerId: string) {
    const [next] = await this.dataSource.query<{ points: string; at: Date | string }[]>(
      `select sum(points) as points, expires_at as at from loyalty_lot_view
        where customer_id = $1 and points > 0 and status = 'available' group by expires_at order by expires_at limit 1`,
      [customerId],
    );
    return next ? { points: Number(next.points), at: new Date(next.at).toISOString() } : null;
  }

  /** Throws `Problem` 404 for an account that the caller may not see. */
  private async demandReached(caller: Caller, permission: Permission, customerId: string): Promise<void> {
    if (reaches(caller, permission, customerId) && (await this.orders.isOwnCustomer(caller, customerId))) return;
    throw new Problem(404, 'loyalty-account-unknown', `There is no account of points of ${customerId}.`);
  }
}
