import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { numberOf, shortId } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  customersOf,
  demandChannel,
  demandWarehouse,
  Flag,
  Incoming,
  IncomingRequest,
  narrowToOwn,
  narrowToOwnChannels,
  OneOf,
  OrderChannelRow,
  OrderChannels,
  PageQuery,
  Permit,
  Problem,
  sellsOn,
  Text,
  TheCaller,
  Views,
  Written,
} from '@concord/service';
import { Any } from 'typeorm';
import { FulfilmentRow } from '../fulfilment/fulfilments.projection';
import { OrderNumberRow } from '../fulfilment/order-numbers.projection';
import { WarehouseRow } from '../warehouse/warehouses.projection';
import { matchParcel } from './match-parcel.decider';
import type { Place } from './return-place';
import { RETURN_SHIPMENT_STATUSES } from './return-shipment.aggregate';
import { returnShipment } from './return-shipment.decider';
import { ReturnShipmentRow } from './return-shipments.projection';

class ArrivalRequest {
  @Text({ maxLength: 40, example: 'MAIN', description: 'The warehouse at which the parcel arrived.' })
  warehouse!: string;
}

class UnannouncedParcelRequest {
  @Text({ maxLength: 40, example: 'MAIN', description: 'The warehouse of the parcel.' })
  warehouse!: string;

  @Text({
    maxLength: 100,
    optional: true,
    example: '7da419ac6d1b',
    description: "The order of the parcel, where it is legible: the shop's own number, the end of its id, or its id.",
  })
  orderId?: string;

  @Text({
    maxLength: 100,
    optional: true,
    description: 'What is written on the parcel, such as a tracking number; no names.',
  })
  reference?: string;
}

class MatchRequest {
  @Text({ maxLength: 100, description: 'The authorised return to which the parcel belongs.' })
  returnId!: string;

  @Flag({ optional: true, description: 'true where the recorded order of the parcel was wrong.' })
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
    private readonly channels: OrderChannels,
  ) {}

  @Get()
  @Permit('fulfilment.read')
  @ApiOperation({
    summary: 'Return parcels, on their way or arrived',
    description:
      'Of the warehouses of the caller. Expected: it may come until the deadline. Arrived: it will be graded. Quarantine: an unannounced parcel, which is then matched or sent back.',
  })
  @AnswersPage(ReturnShipmentRow)
  list(@Query() query: ReturnShipmentQuery, @TheCaller() caller: Caller) {
    return this.views.page(ReturnShipmentRow, query, { by: 'returnId', descending: true }, (select) => {
      narrowToOwn(caller, select, 'coalesce(row.warehouse, row.toWarehouse)');
      narrowToOwnChannels(caller, select);
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Get(':returnId')
  @Permit('fulfilment.read')
  @ApiOperation({
    summary: 'One return parcel',
    description:
      "Its destination and deadline, or the warehouse at which it arrived. Another warehouse than the caller's is refused (`warehouse-out-of-scope`, 403).",
  })
  @Answers(ReturnShipmentRow)
  async one(@Param('returnId') returnId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(ReturnShipmentRow, { returnId }, 'return');
    demandWarehouse(caller, row.warehouse ?? row.toWarehouse ?? '');
    await this.channels.demandChannel(caller, row.orderId);
    return row;
  }

  @Post()
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'Records the arrival of an unannounced parcel',
    description:
      'The parcel waits in quarantine until it is matched to a return or sent back. Refused with 404 for an unknown warehouse (`warehouse-unknown`) and for an order without a planned parcel (`order-unknown`), and with 409 where several orders have the number (`order-not-unique`).',
  })
  @Answers(Written)
  async takeIn(@Body() body: UnannouncedParcelRequest, @Incoming() incoming: IncomingRequest) {
    const { warehouse, orderId: written, reference } = body;
    demandWarehouse(incoming.caller, warehouse);
    const orderId = written === undefined ? undefined : await this.orderOf(written, incoming.caller);
    const data = {
      returnId: incoming.commandId,
      place: await this.place(warehouse),
      ...(orderId !== undefined && { orderId }),
      ...(reference !== undefined && { reference }),
    };
    return this.commands.run(incoming, returnShipment, { type: 'TakeParcelIn', data });
  }

  @Post(':returnId/arrive')
  @HttpCode(200)
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'Records the arrival of a return parcel, at a warehouse that accepts returns',
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
    await this.demandOrderOf(incoming.caller, returnId);
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
    summary: 'Matches an unannounced parcel to a return, which has then arrived',
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
    await this.demandOrderOf(incoming.caller, returnId);
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
    description: 'The parcel must be in quarantine (`illegal-transition`, 409).',
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

  /**
   * The order of what is written on a parcel: its id, its number, or the shop's own number, which several customers may
   * have. Throws `Problem` 404 where no parcel of it was ever planned, 409 where several orders are called so.
   */
  private async orderOf(written: string, caller: Caller): Promise<string> {
    const text = written.trim();
    const named = await Promise.all(
      [{ reference: text }, { number: numberOf(text) }].map((name) => this.views.all(OrderNumberRow, name)),
    );
    const orders = await this.views.all(OrderChannelRow, {
      orderId: Any([text, ...named.flat().map((row) => row.orderId)]),
    });
    const own = orders.filter(({ channel }) => sellsOn(caller, channel)).map(({ orderId }) => orderId);
    if (own.length === 0) demandChannel(caller, '');
    const planned = await this.views.all(FulfilmentRow, { orderId: Any(own) });
    const [orderId, ...others] = new Set(planned.map((row) => row.orderId));
    if (orderId !== undefined && others.length === 0) return orderId;
    if (orderId !== undefined) {
      const numbers = [orderId, ...others].map(shortId);
      const detail = `Several orders are called ${text}: ${numbers.join(', ')}. Look which of them has the goods, and send its number.`;
      throw new Problem(409, 'order-not-unique', detail, { numbers });
    }
    const detail = `No parcel of the order ${text} was planned. Leave orderId out, and put the text on the parcel into reference.`;
    throw new Problem(404, 'order-unknown', detail);
  }

  private async place(warehouse: string): Promise<Place> {
    const known = await this.views.find(WarehouseRow, { warehouse });
    return { warehouse, acceptsReturns: known?.acceptsReturns ?? null };
  }

  /** The warehouse of the parcel. Throws `Problem` 403 where it, or the channel of the order, is not the caller's. */
  private async demandPlace({ caller }: IncomingRequest, returnId: string): Promise<string> {
    const row = await this.views.find(ReturnShipmentRow, { returnId });
    const warehouse = row?.warehouse ?? row?.toWarehouse ?? '';
    // A parcel that does not exist passes: the command answers 404.
    if (!row) return warehouse;
    demandWarehouse(caller, warehouse);
    await this.channels.demandChannel(caller, row.orderId);
    return warehouse;
  }

  /** Throws `Problem` 403 where the return is of an order in a channel that is not the caller's. */
  private async demandOrderOf(caller: Caller, returnId: string): Promise<void> {
    if (!caller.scopes.channels) return;
    const row = await this.views.find(ReturnShipmentRow, { returnId });
    if (row) await this.channels.demandChannel(caller, row.orderId);
  }
}
