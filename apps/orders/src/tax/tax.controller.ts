import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ZONE_COUNTRIES_MAX } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  Commands,
  Incoming,
  IncomingRequest,
  listOf,
  Moment,
  OneOf,
  PageQuery,
  Permit,
  Text,
  TextList,
  ValueProperty,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { TaxClasses } from './tax-classes.reader';
import { ratesInForce, ratesToCome } from './tax-place';
import { ZONE_KINDS, type TaxRate } from './tax-table.aggregate';
import { taxTable } from './tax-table.decider';
import { TaxZoneRow } from './tax-zones.projection';

class TaxZoneRequest {
  @Text({ maxLength: 200 })
  name!: string;

  @OneOf(ZONE_KINDS)
  kind!: (typeof ZONE_KINDS)[number];

  @TextList({ minItems: 1, maxItems: ZONE_COUNTRIES_MAX, maxLength: 60, description: 'As they stand in addresses.' })
  countries!: string[];
}

class TaxRateRequest {
  @Whole({ minimum: 0, maximum: 100_000, description: 'Thousandths of a percent: 20 % is 20000.' })
  rateMilli!: number;

  @Moment({ optional: true, description: 'From when on it counts. Where it is left out, from now on.' })
  from?: string;
}

class WithdrawnRateRequest {
  @Moment({ description: 'The moment from which the rate was to count.' })
  from!: string;
}

const RATES = listOf({ taxClass: 'text', rateMilli: 'whole', from: 'moment' });

/** A zone with its rates, and which of them count at a moment. */
class TaxZoneAsOf extends TaxZoneRow {
  @ValueProperty(RATES, { description: 'The rates that count at the moment of the question, one of each class.' })
  inForce!: TaxRate[];

  @ValueProperty(RATES, { description: 'The rates that begin after the moment of the question, the next one first.' })
  later!: TaxRate[];
}

class AsOfQuery {
  @Moment({ optional: true, description: 'The moment at which rates count; now where it is left out.' })
  asOf?: string;
}

class TaxZonesQuery extends PageQuery {
  @Moment({ optional: true, description: 'The moment at which rates count; now where it is left out.' })
  asOf?: string;
}

class TaxClassInUse {
  @ApiProperty({ type: 'string', example: 'standard' })
  taxClass!: string;

  @ApiProperty({ type: 'integer', description: 'The SKUs of this class.' })
  skus!: number;

  @ApiProperty({ type: 'integer', description: 'The offered ways to ship of this class.' })
  shipOptions!: number;

  @ValueProperty(listOf('text'), {
    description:
      'The zones where no rate of the class is in force: what has the class is not sold there as long as another class has a rate. Exports need no rate.',
  })
  zonesWithoutRate!: string[];
}

class TaxClassesInUse {
  @ApiProperty({ type: 'string', format: 'date-time' })
  asOf!: string;

  @ApiProperty({ type: () => [TaxClassInUse] })
  classes!: TaxClassInUse[];
}

const nowText = () => new Date().toISOString();

@Controller('v1/tax')
@ApiTags('tax')
export class TaxController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly classes: TaxClasses,
  ) {}

  @Get('classes')
  @Permit('tax.read')
  @ApiOperation({
    summary: 'Tax classes that goods, ways to ship or rates have',
    description: 'All of them, by name. A class exists as soon as something has it.',
  })
  @Answers(TaxClassesInUse)
  async inUse(@Query() { asOf = nowText() }: AsOfQuery) {
    return { asOf, classes: await this.classes.inUse(asOf) };
  }

  @Get('zones')
  @Permit('tax.read')
  @ApiOperation({
    summary: 'Tax zones with their rates, and which of them are in force',
    description:
      'A country is in one zone. Orders to a country without a zone show no tax. Where a zone has a rate in force, baskets and orders with goods or ways to ship of another tax class are refused until their class has one too.',
  })
  @AnswersPage(TaxZoneAsOf)
  async list(@Query() { asOf, ...query }: TaxZonesQuery) {
    const page = await this.views.page(TaxZoneRow, query, { by: 'zone' });
    return { ...page, items: page.items.map((row) => seenAsOf(row, asOf)) };
  }

  @Get('zones/:zone')
  @Permit('tax.read')
  @ApiOperation({ summary: 'One tax zone, with its rates and which of them are in force' })
  @Answers(TaxZoneAsOf)
  async one(@Param('zone') zone: string, @Query() { asOf }: AsOfQuery) {
    return seenAsOf(await this.views.one(TaxZoneRow, { zone }, 'tax-zone'), asOf);
  }

  @Put('zones/:zone')
  @Permit('tax.write')
  @ApiOperation({
    summary: 'Defines a tax zone, or changes it',
    description: 'Its rates stay. Refused where another zone has one of the countries (`tax-country-taken`, 409).',
  })
  @Answers(Written)
  define(@Param('zone') zone: string, @Body() body: TaxZoneRequest, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, taxTable, { type: 'DefineTaxZone', data: { ...body, zone } });
  }

  @Put('zones/:zone/rates/:taxClass')
  @Permit('tax.write')
  @ApiOperation({
    summary: 'Sets the rate of a tax class from a moment on',
    description:
      'Quotes and orders take the rate of their day. A rate that is in force is not changed: a new one follows it (`tax-rate-in-force`, 422).',
  })
  @Answers(Written)
  rate(
    @Param('zone') zone: string,
    @Param('taxClass') taxClass: string,
    @Body() { rateMilli, from = new Date().toISOString() }: TaxRateRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const data = { zone, taxClass, rateMilli, from };
    return this.commands.run(incoming, taxTable, { type: 'SetTaxRate', data });
  }

  @Post('zones/:zone/rates/:taxClass/withdraw')
  @HttpCode(200)
  @Permit('tax.write')
  @ApiOperation({
    summary: 'Withdraws a rate that has not begun',
    description:
      'Refused for a rate that is in force (`tax-rate-in-force`, 422) and one that does not exist (`tax-rate-unknown`, 404).',
  })
  @Answers(Written)
  withdraw(
    @Param('zone') zone: string,
    @Param('taxClass') taxClass: string,
    @Body() { from }: WithdrawnRateRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, taxTable, { type: 'WithdrawTaxRate', data: { zone, taxClass, from } });
  }
}

const seenAsOf = (row: TaxZoneRow, asOf = nowText()): TaxZoneAsOf => {
  return { ...row, inForce: ratesInForce(row, asOf), later: ratesToCome(row, asOf) };
};
