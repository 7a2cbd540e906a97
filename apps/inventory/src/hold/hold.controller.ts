import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  HOLD_EXTENSION_MINUTES,
  HOLD_EXTENSIONS_MAX,
  HOLD_MINUTES,
  HOLD_MINUTES_MAX,
  HOLD_MINUTES_MIN,
  HOLD_RENEWAL_MINUTES,
  LINE_UNITS_MAX,
  ORDER_LINES_MAX,
  STOCK_LOW_UNITS,
} from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  CurrentSettings,
  demandAllChannels,
  demandAllWarehouses,
  Id,
  Incoming,
  IncomingRequest,
  ListOf,
  PageQuery,
  Permit,
  Problem,
  SkuText,
  TheCaller,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { holdStock, type ExtendHold, type PlaceHold, type ReleaseHold } from './hold-stock.decider';
import { HoldRow } from './holds.projection';

/** No setting allows a longer hold. */
const MINUTES_MAX = 1_440;

class HoldLine {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;
}

class PlaceHoldRequest {
  @Id({
    optional: true,
    description: 'The basket. Its earlier hold is replaced; its own held units never count against it.',
  })
  holdId?: string;

  @ListOf(HoldLine, {
    minItems: 1,
    maxItems: ORDER_LINES_MAX,
    description: 'All units of the basket; lines of one SKU are added up.',
  })
  lines!: HoldLine[];

  @Whole({
    minimum: 1,
    maximum: MINUTES_MAX,
    optional: true,
    description: 'How long the units are held; the setting `hold.minutes` where it is left out.',
  })
  minutes?: number;
}

class HoldQuery extends PageQuery {
  @SkuText({ optional: true, description: 'Only holds of this SKU.' })
  sku?: string;
}

class PlacedHold extends Written {
  @ApiProperty({ type: 'string', format: 'date-time', description: 'When the units are for sale again.' })
  expiresAt!: string;
}

/** Holds for the baskets of other systems. Baskets of orders ask by their events. */
@Controller('v1/holds')
@ApiTags('holds')
export class HoldController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
  ) {}

  @Get()
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'Open holds',
    description:
      'The one that ends first comes first. Holds are of no certain warehouse, and of a basket of any sales channel: callers who are limited to some are refused (`warehouse-out-of-scope`, `channel-out-of-scope`, 403).',
  })
  @AnswersPage(HoldRow)
  list(@Query() query: HoldQuery, @TheCaller() caller: Caller) {
    demandHolds(caller);
    return this.views.page(HoldRow, query, { by: 'expiresAt' }, (select) => {
      select.andWhere(`row.status = 'open'`);
      if (query.sku !== undefined)
        select.andWhere('row.lines @> :line::jsonb', { line: JSON.stringify([{ sku: query.sku }]) });
    });
  }

  @Get(':holdId')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'One hold',
    description:
      'Open, or how it ended. Callers who are limited to some warehouses or sales channels are refused (`warehouse-out-of-scope`, `channel-out-of-scope`, 403).',
  })
  @Answers(HoldRow)
  one(@Param('holdId') holdId: string, @TheCaller() caller: Caller) {
    demandHolds(caller);
    return this.views.one(HoldRow, { holdId }, 'hold');
  }

  @Post()
  @Permit('inventory.hold')
  @ApiOperation({
    summary: 'Holds the units of a basket for a while: all or nothing',
    description:
      'Nobody else can order held units; the order that names the basket as its cart takes them over. A hold of the same id is replaced: that renews it up to `hold.renewal-minutes` after its first end, and `expiresAt` says until when. Where too few units are left, nothing changes: `hold-short` (409) names the SKUs in `short`. The settings `hold.minutes-min` and `hold.minutes-max` limit the time (`hold-time-unfit`, 422). Callers who are limited to some warehouses or sales channels are refused (`warehouse-out-of-scope`, `channel-out-of-scope`, 403).',
  })
  @Answers(PlacedHold)
  place(@Body() { holdId: given, lines, minutes: asked }: PlaceHoldRequest, @Incoming() incoming: IncomingRequest) {
    demandHolds(incoming.caller);
    const settings = this.settings.for(incoming);
    const [least, most] = [settings.of(HOLD_MINUTES_MIN), settings.of(HOLD_MINUTES_MAX)];
    const minutes = asked ?? settings.of(HOLD_MINUTES);
    if (minutes < least || minutes > most)
      throw new Problem(
        422,
        'hold-time-unfit',
        `A hold lasts ${least} to ${most} minutes: choose a time between them.`,
      );
    const holdId = given ?? incoming.commandId;
    const lowUnits = settings.of(STOCK_LOW_UNITS);
    const renewalMinutes = settings.of(HOLD_RENEWAL_MINUTES);
    const data: PlaceHold['data'] = { holdId, lines, minutes, renewalMinutes, by: 'caller', lowUnits };
    const command: PlaceHold = { type: 'PlaceHold', data };
    return this.commands.run(incoming, holdStock, command, (events, versions) => {
      const placed = events.find(({ type }) => type === 'HoldPlaced')!.data as { expiresAt: string };
      return { id: holdId, version: versions.get(`hold-${holdId}`)!, expiresAt: placed.expiresAt };
    });
  }

  @Post(':holdId/extend')
  @HttpCode(200)
  @Permit('inventory.hold')
  @ApiOperation({
    summary: 'Holds the units for longer',
    description:
      'By the setting `hold.extension-minutes`, at most as often as `hold.extensions-max` says, and no longer than `hold.renewal-minutes` after its first end (`hold-extended-often`, 422). An unknown hold is `hold-unknown` (404), one that is over `hold-ended` (409). Callers who are limited to some warehouses or sales channels are refused (`warehouse-out-of-scope`, `channel-out-of-scope`, 403).',
  })
  @Answers(Written)
  extend(@Param('holdId') holdId: string, @Incoming() incoming: IncomingRequest) {
    demandHolds(incoming.caller);
    const settings = this.settings.for(incoming);
    const minutes = settings.of(HOLD_EXTENSION_MINUTES);
    const extensionsMax = settings.of(HOLD_EXTENSIONS_MAX);
    const renewalMinutes = settings.of(HOLD_RENEWAL_MINUTES);
    const data: ExtendHold['data'] = { holdId, minutes, renewalMinutes, extensionsMax, by: 'caller' };
    return this.commands.run(incoming, holdStock, { type: 'ExtendHold', data });
  }

  @Post(':holdId/release')
  @HttpCode(200)
  @Permit('inventory.hold')
  @ApiOperation({
    summary: 'Releases the units',
    description:
      'They go to orders that wait for them, or are for sale again. A hold that is over stays so. An unknown hold is `hold-unknown` (404). Callers who are limited to some warehouses or sales channels are refused (`warehouse-out-of-scope`, `channel-out-of-scope`, 403).',
  })
  @Answers(Written)
  release(@Param('holdId') holdId: string, @Incoming() incoming: IncomingRequest) {
    demandHolds(incoming.caller);
    const lowUnits = this.settings.for(incoming).of(STOCK_LOW_UNITS);
    const command: ReleaseHold = { type: 'ReleaseHold', data: { holdId, cause: 'by-hand', by: 'caller', lowUnits } };
    return this.commands.run(incoming, holdStock, command);
  }
}

/** A hold names a basket, and no warehouse. Inventory knows the sales channel of no basket. */
function demandHolds(caller: Caller): void {
  demandAllWarehouses(caller);
  demandAllChannels(caller);
}
