import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Commands,
  demandWarehouse,
  Incoming,
  IncomingRequest,
  narrowToOwn,
  OneOf,
  PageQuery,
  Permit,
  Text,
  TheCaller,
  Views,
  type Caller,
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
  list(@Query() query: ReturnShipmentQuery, @TheCaller() caller: Caller) {
    return this.views.page(ReturnShipmentRow, query, { by: 'returnId', descending: true }, (select) => {
      narrowToOwn(caller, select, 'coalesce(row.warehouse, row.toWarehouse)');
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Get(':returnId')
  @Permit('fulfilment.read')
  @ApiOperation({ summary: 'One parcel on its way back' })
  async one(@Param('returnId') returnId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(ReturnShipmentRow, { returnId }, 'return');
    demandWarehouse(caller, row.warehouse ?? row.toWarehouse ?? '');
    return row;
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
