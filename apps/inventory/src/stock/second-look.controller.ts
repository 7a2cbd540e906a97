import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { STOCK_LOW_UNITS, STOCK_UNITS_MAX } from '@concord/contracts';
import {
  Answers,
  Commands,
  CurrentSettings,
  demandWarehouse,
  Incoming,
  IncomingRequest,
  OneOf,
  Permit,
  SkuText,
  Text,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { KnownSkuRow } from '../product/known-skus.projection';
import { WAITING, type Waiting } from './buckets';
import { OUTCOMES, secondLook, type Outcome } from './second-look.decider';

class SecondLookRequest {
  @SkuText()
  sku!: string;

  @Text({ maxLength: 40 })
  warehouse!: string;

  @OneOf(WAITING, { description: 'Where the units wait: quality, damaged, or refurb.' })
  from!: Waiting;

  @Whole({ minimum: 1, maximum: STOCK_UNITS_MAX })
  quantity!: number;

  @OneOf(OUTCOMES, {
    description:
      'restock: for sale as new; b-stock: for sale as asSku; repair: to refurb; write-off: disposed of; supplier: sent back.',
  })
  outcome!: Outcome;

  @Text({ maxLength: 200, description: 'The finding of the second look.' })
  cause!: string;

  @Text({ maxLength: 200, optional: true, description: 'The number of a claim, a repair order or the like.' })
  reference?: string;

  @SkuText({ optional: true, description: 'For b-stock: the SKU under which the units are sold.' })
  asSku?: string;
}

@Controller('v1/second-looks')
@ApiTags('stock')
export class SecondLookController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
  ) {}

  @Post()
  @Permit('inventory.grade')
  @ApiOperation({
    summary: 'Decides what happens to units in quality, damaged or refurb',
    description:
      'They are sold as new or as second choice, repaired, written off, or sent to their supplier. Refused where fewer units wait there (`stock-not-sufficient`, 422), for b-stock without a known asSku (`b-stock-sku-missing`, `sku-unknown`), and for a repair of units that are being repaired (`repair-under-way`, 422).',
  })
  @Answers(Written)
  async decide(@Body() body: SecondLookRequest, @Incoming() incoming: IncomingRequest) {
    demandWarehouse(incoming.caller, body.warehouse);
    const { asSku } = body;
    const isKnown = asSku !== undefined && (await this.views.find(KnownSkuRow, { sku: asSku })) !== undefined;
    const data = { ...body, isKnown, lowUnits: this.settings.for(incoming).of(STOCK_LOW_UNITS) };
    return this.commands.run(incoming, secondLook, { type: 'RecordSecondLook', data });
  }
}
