import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Commands,
  demandWarehouse,
  Incoming,
  IncomingRequest,
  OneOf,
  PageQuery,
  Permit,
  Text,
  Views,
} from '@concord/service';
import { returnShipment } from './return-shipment.decider';
import { ReturnShipmentRow } from './return-shipments.projection';

class ArrivalRequest {
  @Text({ maxLength: 40, example: 'MAIN', description: 'Where the parcel was taken in.' })
  warehouse!: string;
}

class ReturnShipmentQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true })
  order?: string;

  @OneOf(['expected', 'arrived'], { optional: true })
  status?: string;
}

@Controller('v1/return-shipments')
@ApiTags('return shipments')
export class ReturnShipmentController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('fulfilment.read')
  @ApiOperation({ summary: 'Parcels on their way back, and those that are here' })
  list(@Query() query: ReturnShipmentQuery) {
    return this.views.page(ReturnShipmentRow, query, { by: 'returnId', descending: true }, (select) => {
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Get(':returnId')
  @Permit('fulfilment.read')
  @ApiOperation({ summary: 'One parcel on its way back' })
  one(@Param('returnId') returnId: string) {
    return this.views.one(ReturnShipmentRow, { returnId }, 'return');
  }

  @Post(':returnId/arrive')
  @HttpCode(200)
  @Permit('fulfilment.ship')
  @ApiOperation({ summary: 'Takes a return parcel in' })
  arrive(
    @Param('returnId') returnId: string,
    @Body() { warehouse }: ArrivalRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandWarehouse(incoming.caller, warehouse);
    return this.commands.run(incoming, returnShipment, { type: 'RecordReturnArrival', data: { returnId, warehouse } });
  }
}
