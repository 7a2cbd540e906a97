import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ZONE_COUNTRIES_MAX } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  Commands,
  Incoming,
  IncomingRequest,
  Moment,
  OneOf,
  PageQuery,
  Permit,
  Text,
  TextList,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { ZONE_KINDS } from './tax-table.aggregate';
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

@Controller('v1/tax/zones')
@ApiTags('tax')
export class TaxController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('tax.read')
  @ApiOperation({
    summary: 'Tax zones with their rates',
    description:
      'A country is in one zone. An order to a country without a zone says no tax. Where a zone has a rate in force, goods and ways to ship of another tax class are refused (`lines-not-orderable`, `tax-rate-missing`, 422) until their class has one too.',
  })
  @AnswersPage(TaxZoneRow)
  list(@Query() query: PageQuery) {
    return this.views.page(TaxZoneRow, query, { by: 'zone' });
  }

  @Get(':zone')
  @Permit('tax.read')
  @ApiOperation({ summary: 'One tax zone' })
  @Answers(TaxZoneRow)
  one(@Param('zone') zone: string) {
    return this.views.one(TaxZoneRow, { zone }, 'tax-zone');
  }

  @Put(':zone')
  @Permit('tax.write')
  @ApiOperation({
    summary: 'Defines a tax zone, or changes it',
    description: 'Its rates stay. Refused where another zone has one of the countries (`tax-country-taken`, 409).',
  })
  @Answers(Written)
  define(@Param('zone') zone: string, @Body() body: TaxZoneRequest, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, taxTable, { type: 'DefineTaxZone', data: { ...body, zone } });
  }

  @Put(':zone/rates/:taxClass')
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

  @Post(':zone/rates/:taxClass/withdraw')
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
