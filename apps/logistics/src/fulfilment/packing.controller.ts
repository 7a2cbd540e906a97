import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  PARCEL_LINES_MAX,
  PARCEL_TOLERANCE_G,
  PARCEL_TOLERANCE_PERCENT,
  PARCEL_UNITS_MAX,
  PARCEL_WEIGHT_G_MAX,
} from '@concord/contracts';
import {
  Answers,
  Commands,
  CurrentSettings,
  Flag,
  Incoming,
  IncomingRequest,
  ListOf,
  Permit,
  SkuText,
  Text,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { In } from 'typeorm';
import { VariantWeightRow } from '../variant/variant-weights.projection';
import { fulfilment } from './fulfilment.decider';
import { FulfilmentRow } from './fulfilments.projection';
import { OwnFulfilments } from './own-fulfilments.reader';
import type { Tolerance, Weights } from './packing';

class ParcelLine {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: PARCEL_UNITS_MAX })
  quantity!: number;
}

class ClosePackRequest {
  @Whole({
    minimum: 1,
    maximum: PARCEL_WEIGHT_G_MAX,
    optional: true,
    description: 'The weight on the scales, with packaging. Needed where the catalog knows the weight of every item.',
  })
  weightG?: number;
}

class StartPackRequest extends ClosePackRequest {
  @Text({ maxLength: 100 })
  fulfilmentId!: string;

  @ListOf(ParcelLine, { minItems: 1, maxItems: PARCEL_LINES_MAX, description: 'Exactly what was picked.' })
  contents!: ParcelLine[];

  @Flag({ optional: true, default: false, description: 'Closes the parcel at once.' })
  close?: boolean;
}

@Controller('v1/pack-sessions')
@ApiTags('packing')
@Permit('fulfilment.pack')
export class PackingController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly own: OwnFulfilments,
    private readonly settings: CurrentSettings,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Packs the picked units; the parcel may be closed at once',
    description:
      'The fulfilment must be picked (`illegal-transition`, 409). Refused with 422 for contents that are not exactly the picked units (`parcel-does-not-match`), and for a weight that the contents cannot have (`weight-out-of-tolerance`). A parcel that is closed without a weight gets that of its contents, where the catalog knows all of them. Weights are grams.',
  })
  @Answers(Written)
  async start(@Body() body: StartPackRequest, @Incoming() incoming: IncomingRequest) {
    await this.own.demand(incoming.caller, body.fulfilmentId);
    const weights = await this.weightsOf(body.contents.map(({ sku }) => sku));
    return this.commands.run(incoming, fulfilment, {
      type: 'StartPack',
      data: { ...body, weights, tolerance: this.tolerance(incoming) },
    });
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Closes the parcel',
    description:
      'The fulfilment is then packed and takes a label. Packing must have begun (`illegal-transition`, 409). A weight that the contents cannot have is refused (`weight-out-of-tolerance`, 422). A parcel without a weight gets that of its contents, where the catalog knows all of them. Weights are grams.',
  })
  @Answers(Written)
  async close(
    @Param('id') fulfilmentId: string,
    @Body() { weightG }: ClosePackRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.own.demand(incoming.caller, fulfilmentId);
    const packed = await this.views.find(FulfilmentRow, { fulfilmentId });
    const weights = await this.weightsOf(packed?.lines.map(({ sku }) => sku) ?? []);
    const tolerance = this.tolerance(incoming);
    const data = { fulfilmentId, weights, tolerance, ...(weightG !== undefined && { weightG }) };
    return this.commands.run(incoming, fulfilment, { type: 'ClosePack', data });
  }

  private tolerance(incoming: IncomingRequest): Tolerance {
    const settings = this.settings.for(incoming);
    return { percent: settings.of(PARCEL_TOLERANCE_PERCENT), g: settings.of(PARCEL_TOLERANCE_G) };
  }

  private async weightsOf(skus: readonly string[]): Promise<Weights> {
    if (skus.length === 0) return {};
    const known = await this.views.all(VariantWeightRow, { sku: In([...new Set(skus)]) });
    return Object.fromEntries(known.map(({ sku, weightG }) => [sku, Number(weightG)]));
  }
}
