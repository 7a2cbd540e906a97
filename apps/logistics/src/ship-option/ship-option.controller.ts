import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  canShip,
  fields,
  PARCEL_WEIGHT_G_MAX,
  promisedDates,
  SHIP_OPTION_COUNTRIES_MAX,
  shippingPriceOf,
  SKUS_READ_MAX,
} from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  demandAllWarehouses,
  Currency,
  Incoming,
  IncomingRequest,
  mayDo,
  Minor,
  Moment,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  Text,
  TextList,
  TheCaller,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { Any } from 'typeorm';
import { VariantWeightRow } from '../variant/variant-weights.projection';
import { shipOption } from './ship-option.decider';
import { ShipOptionRow } from './ship-options.projection';

const CODE_MAX = 40;
const DAYS_MAX = 60;
const LAST_MINUTE = 1_439;

class ShipOptionRequest {
  @Text({ maxLength: 200, example: 'Express' })
  name!: string;

  @TextList({
    maxItems: SHIP_OPTION_COUNTRIES_MAX,
    maxLength: 60,
    optional: true,
    description: 'Where it ships to, as addresses name it; empty means everywhere.',
  })
  countries: string[] = [];

  @Currency()
  currency!: string;

  @Minor()
  priceMinor!: number;

  @Minor({ optional: true, description: 'The value of the goods from which on it costs nothing.' })
  freeFromMinor?: number;

  @Whole({ minimum: 1, maximum: PARCEL_WEIGHT_G_MAX, optional: true, description: 'The heaviest order that it takes.' })
  weightGMax?: number;

  @Text({
    maxLength: 40,
    pattern: fields.CODE,
    says: 'small letters, digits and dashes',
    optional: true,
    default: 'standard',
  })
  taxClass: string = 'standard';

  @Whole({ minimum: 0, maximum: DAYS_MAX, description: 'Working days from dispatch to delivery, at least.' })
  daysMin!: number;

  @Whole({ minimum: 0, maximum: DAYS_MAX, description: 'Working days from dispatch to delivery, at most.' })
  daysMax!: number;

  @Whole({
    minimum: 0,
    maximum: LAST_MINUTE,
    example: 840,
    description: 'Orders until this minute of the day (UTC) leave on the same working day.',
  })
  cutOffMinute!: number;
}

/** `TEE-RED-M,MUG:3`: SKUs, each with a colon and its units where there are several. */
const SKUS_WITH_UNITS = new RegExp(`^[^,:]+(?::[1-9]\\d{0,6})?(?:,[^,:]+(?::[1-9]\\d{0,6})?){0,${SKUS_READ_MAX - 1}}$`);

class ShipOptionQuery extends PageQuery {
  @Text({ maxLength: 60, optional: true, description: 'Only what ships to this country.' })
  shipTo?: string;

  @Text({
    maxLength: 15_000,
    pattern: SKUS_WITH_UNITS,
    says: 'SKUs with their units, such as TEE:2,MUG:1',
    optional: true,
    example: 'TEE-RED-M,MUG:3',
    description: `Only what takes the weight of these: up to ${SKUS_READ_MAX} SKUs, separated by commas, each with a colon and its units where there are several.`,
  })
  skus?: string;

  @Minor({ optional: true, default: 0, description: 'The value of the goods, for what is free from a value on.' })
  goodsMinor: number = 0;

  @Currency({ optional: true, description: 'Only what is priced in this currency.' })
  currency?: string;

  @Moment({
    optional: true,
    description: 'The dates of an order of this moment. Where it is left out, of an order now.',
  })
  at?: string;

  @OneOf(['offered', 'withdrawn'], {
    optional: true,
    default: 'offered',
    description: 'Only those who manage them see withdrawn ones.',
  })
  status: string = 'offered';
}

/** A way to ship, with what it costs and when it arrives. */
class OfferedOption extends ShipOptionRow {
  @ApiProperty({ type: 'integer', description: 'What it costs with these goods.' })
  toPayMinor!: number;

  @ApiProperty({ type: 'string', format: 'date', description: 'The day on which the parcel leaves.' })
  dispatchOn!: string;

  @ApiProperty({ type: 'string', format: 'date', description: 'The first promised day.' })
  deliveredFrom!: string;

  @ApiProperty({ type: 'string', format: 'date', description: 'The last promised day.' })
  deliveredTo!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The weight of the goods; null where no SKUs were named, or the weight of one is not known.',
  })
  goodsWeightG!: number | null;
}

const SHIPS_TO = `(row.countries = '[]'::jsonb or exists
  (select from jsonb_array_elements_text(row.countries) c where lower(c) = lower(trim(:shipTo))))`;

@Controller('v1/ship-options')
@ApiTags('ship options')
export class ShipOptionController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('ship-option.read')
  @ApiOperation({
    summary: 'The ways to ship an order, with prices and promised dates',
    description:
      'Working days are Monday to Friday. An option with a weight limit is offered where the weight of a SKU is not known.',
  })
  @AnswersPage(OfferedOption)
  async list(@Query() query: ShipOptionQuery, @TheCaller() caller: Caller) {
    const { shipTo, currency, goodsMinor, at = new Date().toISOString() } = query;
    const status = mayDo(caller.roles, 'carrier.manage') ? query.status : 'offered';
    const weightG = query.skus === undefined ? undefined : await this.weightOf(query.skus);
    const page = await this.views.page(ShipOptionRow, query, { by: 'option' }, (select) => {
      select.andWhere('row.status = :status', { status });
      if (shipTo !== undefined) select.andWhere(SHIPS_TO, { shipTo });
      if (currency) select.andWhere('row.currency = :currency', { currency });
      if (weightG !== undefined) select.andWhere('(row.weightGMax is null or row.weightGMax >= :weightG)', { weightG });
    });
    // The rule that orders goes by decides; the conditions above only spare reading.
    const items = page.items.filter((row) => canShip(row, { country: shipTo, currency, weightG }));
    return {
      ...page,
      items: items.map((row) => ({
        ...row,
        toPayMinor: shippingPriceOf(row, goodsMinor),
        ...promisedDates(row, at),
        goodsWeightG: weightG ?? null,
      })),
    };
  }

  @Get(':option')
  @Permit('ship-option.read')
  @ApiOperation({
    summary: 'A way to ship',
    description:
      'An unknown one is `ship-option-unknown` (404), and so is a withdrawn one for all but those who manage them.',
  })
  @Answers(ShipOptionRow)
  async one(@Param('option') option: string, @TheCaller() caller: Caller) {
    const row = await this.views.find(ShipOptionRow, { option });
    if (!row || (row.status === 'withdrawn' && !mayDo(caller.roles, 'carrier.manage')))
      throw new Problem(404, 'ship-option-unknown', `There is no way to ship ${option}.`);
    return row;
  }

  @Put(':option')
  @Permit('carrier.manage')
  @ApiOperation({
    summary: 'Offers a way to ship, or changes its terms',
    description:
      'All terms take effect at once, for orders that are quoted from then on. A member that is left out is not limited. A delivery that takes longer at least than at most is refused (`ship-option-days-wrong`, 422), and so is a code with other signs than small letters, digits and dashes (`code-malformed`, 422).',
  })
  @Answers(Written)
  offer(@Param('option') option: string, @Body() body: ShipOptionRequest, @Incoming() incoming: IncomingRequest) {
    demandAllWarehouses(incoming.caller);
    if (!fields.CODE.test(option) || option.length > CODE_MAX)
      throw new Problem(422, 'code-malformed', `A code has at most ${CODE_MAX} small letters, digits and dashes.`);
    return this.commands.run(incoming, shipOption, { type: 'OfferShipOption', data: { option, ...body } });
  }

  @Post(':option/withdraw')
  @HttpCode(200)
  @Permit('carrier.manage')
  @ApiOperation({
    summary: 'Withdraws a way to ship: customers can no longer choose it',
    description: 'Orders that chose it keep it. An unknown one is `ship-option-unknown` (404).',
  })
  @Answers(Written)
  withdraw(@Param('option') option: string, @Incoming() incoming: IncomingRequest) {
    demandAllWarehouses(incoming.caller);
    return this.commands.run(incoming, shipOption, { type: 'WithdrawShipOption', data: { option } });
  }

  /** The weight of all units; undefined where the weight of one SKU is not known. */
  private async weightOf(skus: string): Promise<number | undefined> {
    const named = skus.split(',').map((entry) => {
      const [sku = '', units = '1'] = entry.trim().split(':');
      return { sku, units: Number(units) };
    });
    const rows = await this.views.all(VariantWeightRow, { sku: Any(named.map(({ sku }) => sku)) });
    const weights = new Map(rows.map(({ sku, weightG }) => [sku, weightG]));
    const known = named.map(({ sku, units }) => (weights.get(sku) ?? NaN) * units);
    const sum = known.reduce((total, weightG) => total + weightG, 0);
    return Number.isNaN(sum) ? undefined : sum;
  }
}
