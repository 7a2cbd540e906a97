import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  customersOf,
  demandWarehouse,
  Flag,
  Id,
  Incoming,
  IncomingRequest,
  narrowToOwn,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  Text,
  TheCaller,
  Views,
  Written,
} from '@concord/service';
import { FulfilmentRow } from '../fulfilment/fulfilments.projection';
import { WarehouseRow } from '../warehouse/warehouses.projection';
import { matchParcel } from './match-parcel.decider';
import type { Place } from './return-place';
import { RETURN_SHIPMENT_STATUSES } from './return-shipment.aggregate';
import { returnShipment } from './return-shipment.decider';
import { ReturnShipmentRow } from './return-shipments.projection';

class ArrivalRequest {
  @Text({ maxLength: 40, example: 'MAIN', description: 'Where the parcel was taken in.' })
  warehouse!: string;
}

class UnannouncedParcelRequest {
  @Text({ maxLength: 40, example: 'MAIN', description: 'Where the parcel lies.' })
  warehouse!: string;

  @Id({ optional: true, description: 'The order that it belongs to, where somebody could read it.' })
  orderId?: string;

  @Text({ maxLength: 100, optional: true, description: 'What is written on it, such as a tracking number; no names.' })
  reference?: string;
}

class MatchRequest {
  @Text({ maxLength: 100, description: 'The authorised return to which the parcel belongs.' })
  returnId!: string;

  @Flag({ optional: true, description: 'Yes, where the order was noted wrongly when the parcel was taken in.' })
  orderWrong?: boolean;
}

class SendBackRequest {
  @Text({ maxLength: 200 })
  reason!: string;
}

class ReturnShipmentQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true })
  order?: string;

  @OneOf(RETURN_SHIPMENT_STATUSES, { optional: true })
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
  @ApiOperation({
    summary: 'Parcels on their way back, and those that are here',
    description:
      'Of the warehouses of the caller. Expected: it may come until the deadline. Arrived: it is here and will be graded. Quarantine: nobody announced it; then it is matched or sent back.',
  })
  @AnswersPage(ReturnShipmentRow)
  list(@Query() query: ReturnShipmentQuery, @TheCaller() caller: Caller) {
    return this.views.page(ReturnShipmentRow, query, { by: 'returnId', descending: true }, (select) => {
      narrowToOwn(caller, select, 'coalesce(row.warehouse, row.toWarehouse)');
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Get(':returnId')
  @Permit('fulfilment.read')
  @ApiOperation({
    summary: 'One parcel on its way back',
    description:
      "Where it is to go and until when, or where it was taken in. Another warehouse than the caller's is refused (`warehouse-out-of-scope`, 403).",
  })
  @Answers(ReturnShipmentRow)
  async one(@Param('returnId') returnId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(ReturnShipmentRow, { returnId }, 'return');
    demandWarehouse(caller, row.warehouse ?? row.toWarehouse ?? '');
    return row;
  }

  @Post()
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'Takes a parcel in that nobody announced',
    description:
      'The parcel waits in quarantine until it is matched to a return or sent back. A warehouse that does not exist is refused (`warehouse-unknown`, 404), and so is an order of which no parcel was planned (`order-unknown`, 404).',
  })
  @Answers(Written)
  async takeIn(@Body() body: UnannouncedParcelRequest, @Incoming() incoming: IncomingRequest) {
    const { warehouse, ...facts } = body;
    demandWarehouse(incoming.caller, warehouse);
    if (facts.orderId !== undefined) await this.demandOrder(facts.orderId);
    const data = { returnId: incoming.commandId, place: await this.place(warehouse), ...facts };
    return this.commands.run(incoming, returnShipment, { type: 'TakeParcelIn', data });
  }

  @Post(':returnId/arrive')
  @HttpCode(200)
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'Takes a return parcel in, at a warehouse that takes returns',
    description:
      "The return must be expected (`illegal-transition`, 409; `return-unknown`, 404). A warehouse that takes no returns is refused (`returns-not-accepted`, 422), and so is a return of the caller's own (`second-person-needed`, 422).",
  })
  @Answers(Written)
  async arrive(
    @Param('returnId') returnId: string,
    @Body() { warehouse }: ArrivalRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandWarehouse(incoming.caller, warehouse);
    const data = { returnId, place: await this.place(warehouse), callers: customersOf(incoming.caller) };
    return this.commands.run(incoming, returnShipment, { type: 'RecordReturnArrival', data });
  }

  @Post(':returnId/correct-arrival')
  @HttpCode(200)
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'Corrects the warehouse at which a parcel arrived',
    description:
      "Possible until the first unit is graded (`return-graded`, 409), and not for a return of the caller's own (`second-person-needed`, 422).",
  })
  @Answers(Written)
  async correctArrival(
    @Param('returnId') returnId: string,
    @Body() { warehouse }: ArrivalRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandWarehouse(incoming.caller, warehouse);
    await this.demandPlace(incoming, returnId);
    const data = { returnId, place: await this.place(warehouse), callers: customersOf(incoming.caller) };
    return this.commands.run(incoming, returnShipment, { type: 'CorrectReturnArrival', data });
  }

  @Post(':returnId/match')
  @HttpCode(200)
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'Matches an unannounced parcel to a return, which has thereby arrived',
    description:
      "The parcel must lie in quarantine and the return must be expected (`illegal-transition`, 409; `parcel-unknown`, `return-unknown`, 404), and of the order for which the parcel was taken in (`parcel-of-another-order`, 409). The parcel is graded as that return then. A return of the caller's own is matched by somebody else (`second-person-needed`, 422).",
  })
  @Answers(Written)
  async match(
    @Param('returnId') parcelId: string,
    @Body() { returnId, orderWrong }: MatchRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const warehouse = await this.demandPlace(incoming, parcelId);
    const place = await this.place(warehouse);
    const callers = customersOf(incoming.caller);
    const data = { parcelId, returnId, place, isOrderWrong: orderWrong ?? false, callers };
    return this.commands.run(incoming, matchParcel, { type: 'MatchParcel', data });
  }

  @Post(':returnId/send-back')
  @HttpCode(200)
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'Sends an unannounced parcel back to its sender',
    description: 'The parcel must lie in quarantine (`illegal-transition`, 409).',
  })
  @Answers(Written)
  async sendBack(
    @Param('returnId') returnId: string,
    @Body() { reason }: SendBackRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandPlace(incoming, returnId);
    return this.commands.run(incoming, returnShipment, { type: 'SendParcelBack', data: { returnId, reason } });
  }

  /** Throws `Problem` 404 where no parcel of the order was ever planned. */
  private async demandOrder(orderId: string) {
    const [known] = await this.views.all(FulfilmentRow, { orderId });
    if (known) return;
    const detail = `No parcel of an order ${orderId} was planned. Leave orderId out, and say in reference what is written on the parcel.`;
    throw new Problem(404, 'order-unknown', detail);
  }

  private async place(warehouse: string): Promise<Place> {
    const known = await this.views.find(WarehouseRow, { warehouse });
    return { warehouse, acceptsReturns: known?.acceptsReturns ?? null };
  }

  /** The warehouse of the parcel. Throws `Problem` 403 where it is not the caller's. */
  private async demandPlace({ caller }: IncomingRequest, returnId: string): Promise<string> {
    const row = await this.views.find(ReturnShipmentRow, { returnId });
    const warehouse = row?.warehouse ?? row?.toWarehouse ?? '';
    // That a parcel does not exist, the command says.
    if (row) demandWarehouse(caller, warehouse);
    return warehouse;
  }
}
