import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { HOLD_MINUTES, HOLD_REASONS, subjectOf } from '@concord/contracts';
import {
  AddressRequest,
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  CurrentSettings,
  Incoming,
  IncomingRequest,
  MaskedType,
  One,
  OneOf,
  onlyOwn,
  PageQuery,
  type Permission,
  Permit,
  sealAddress,
  shown,
  Text,
  TheCaller,
  Vault,
  Views,
  type Wish,
  Written,
  demandSecondPerson,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { OrderRow } from './order-history.projection';
import { OrderNoteRow } from './order-notes.projection';
import { order } from './order.decider';
import { SaleFactsReader } from './sale-facts.reader';
import { demandOrder } from './own-orders.reader';
import { demandReach } from './seen-order.reader';

class HoldOrderRequest {
  @OneOf(HOLD_REASONS)
  reason!: (typeof HOLD_REASONS)[number];

  @Text({
    maxLength: 400,
    optional: true,
    personal: true,
    description: 'The customer can read it: write no internal notes here.',
  })
  note?: string;
}

class ReleaseOrderRequest {
  @OneOf(HOLD_REASONS, { optional: true, description: 'The reason that is over, where the order waits for several.' })
  reason?: (typeof HOLD_REASONS)[number];

  @Text({ maxLength: 400, optional: true, personal: true, description: 'The customer can read it.' })
  note?: string;
}

class ChangeAddressRequest {
  @One(AddressRequest)
  shipTo!: AddressRequest;
}

class NoteRequest {
  @Text({ maxLength: 2_000, personal: true, description: 'For colleagues: the customer does not see it.' })
  text!: string;
}

/** A note as the caller sees it. */
class SeenNote extends MaskedType(OrderNoteRow, ['text']) {}

/** A basket with what was ordered before. */
class Reordered {
  @ApiProperty({ type: 'string', description: 'The new basket.' })
  cartId!: string;

  @ApiProperty({ type: [String], description: 'SKUs that are no longer for sale, and are not in the basket.' })
  gone!: string[];
}

/** What the desk does with an order besides cancelling it. */
@Controller('v1/orders/:orderId')
@ApiTags('orders')
export class OrderDeskController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly settings: CurrentSettings,
    private readonly facts: SaleFactsReader,
  ) {}

  @Post('hold')
  @HttpCode(200)
  @Permit('order.hold')
  @ApiOperation({
    summary: 'Puts an order on hold',
    description:
      'What has not left is neither picked, packed nor handed over until the order is released. Refused for an order of which nothing can wait (`order-not-holdable`, 409).',
  })
  @Answers(Written)
  async hold(
    @Param('orderId') orderId: string,
    @Body() { reason, note }: HoldOrderRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const noted = await this.noted(orderId, note, incoming.caller);
    return this.commands.run(incoming, order, { type: 'HoldOrder', data: { orderId, reason, ...noted } });
  }

  @Post('release')
  @HttpCode(200)
  @Permit('order.hold')
  @ApiOperation({
    summary: 'Ends a reason for which an order is on hold',
    description:
      'Without reasons left it goes on. Where it waits for several, name the one that is over (`hold-reason-needed`, 422). An order that is not on hold, or not for this reason, stays as it is. Nobody releases an order of their own (`second-person-needed`, 422).',
  })
  @Answers(Written)
  async release(
    @Param('orderId') orderId: string,
    @Body() { reason, note }: ReleaseOrderRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandSecondPerson(incoming.caller, (await this.reached(orderId, incoming.caller, 'order.hold')).customerId);
    const noted = await this.noted(orderId, note, incoming.caller);
    const data = { orderId, ...(reason !== undefined && { reason }), ...noted };
    return this.commands.run(incoming, order, { type: 'ReleaseOrder', data });
  }

  @Put('address')
  @Permit('order.place')
  @ApiOperation({
    summary: 'Sends an order to another address',
    description:
      'Possible until it is picked (`address-not-changeable`, 409), within its country (`address-in-other-country`, 422): prices, tax and shipping stay as they are. The address of the invoice stays.',
  })
  @Answers(Written)
  async changeAddress(
    @Param('orderId') orderId: string,
    @Body() { shipTo }: ChangeAddressRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { customerId } = await this.reached(orderId, incoming.caller, 'order.place');
    const sealed = await sealAddress(this.vault, subjectOf({ customerId, orderId }), shipTo);
    return this.commands.run(incoming, order, { type: 'ChangeOrderAddress', data: { orderId, shipTo: sealed } });
  }

  @Post('notes')
  @Permit('order.note')
  @ApiOperation({ summary: 'Writes a note about an order, for colleagues' })
  @Answers(Written)
  async note(@Param('orderId') orderId: string, @Body() { text }: NoteRequest, @Incoming() incoming: IncomingRequest) {
    const { customerId } = await this.reached(orderId, incoming.caller, 'order.note');
    const sealed = await this.vault.note(subjectOf({ customerId, orderId }), text);
    const data = { orderId, noteId: newId(), text: sealed };
    return this.commands.run(incoming, order, { type: 'NoteOrder', data });
  }

  @Get('notes')
  @Permit('order.note')
  @ApiOperation({ summary: 'The notes about an order, the latest first', description: 'Only for staff.' })
  @AnswersPage(SeenNote)
  async notes(@Param('orderId') orderId: string, @Query() query: PageQuery, @TheCaller() caller: Caller) {
    await this.reached(orderId, caller, 'order.note');
    const page = await this.views.page(OrderNoteRow, query, { by: 'at', descending: true }, (select) => {
      select.andWhere('row.orderId = :orderId', { orderId });
    });
    const seen = page.items.map((row) => shown(this.vault, caller, row, { text: 'note' }));
    return { ...page, items: await Promise.all(seen) };
  }

  @Post('reorder')
  @Permit('order.place')
  @ApiOperation({
    summary: 'Fills a new basket with what an order had',
    description:
      'At the prices of today. What is no longer for sale is left out, and named. Services such as postage are not taken over.',
  })
  @Answers(Reordered, { status: 201 })
  async reorder(@Param('orderId') orderId: string, @Incoming() incoming: IncomingRequest) {
    const row = await this.reached(orderId, incoming.caller, 'order.place');
    const { channel, currency, shipTo } = row;
    const customerId = onlyOwn(incoming.caller, 'order.place')
      ? incoming.caller.customerId
      : (row.customerId ?? undefined);
    const lines = row.lines.filter(({ stocked }) => stocked);
    const skus = lines.map(({ sku }) => sku);
    const wish = {
      channel,
      currency,
      customerId,
      country: shipTo.country,
      skus,
      codes: [],
      at: new Date().toISOString(),
    };
    const { products } = (await this.facts.of(wish)).facts;
    const isSold = (sku: string) =>
      products.some((one) => one.sku === sku && one.published && one.channels.includes(channel));
    const cartId = newId();
    const holdMinutes = this.settings.for(incoming).of(HOLD_MINUTES);
    const sold = lines.filter(({ sku }) => isSold(sku)).map(({ sku, quantity }) => ({ sku, quantity }));
    const created = { cartId, channel, currency, ...(customerId !== undefined && { customerId }) };
    const commands: Wish[] = [
      { command: { type: 'CreateCart', data: created } },
      { command: { type: 'AddCartLines', data: { cartId, lines: sold, holdMinutes } } },
    ];
    const gone = [...new Set(skus.filter((sku) => !isSold(sku)))];
    return this.commands.runAll(incoming, commands, () => ({ cartId, gone }));
  }

  private async noted(orderId: string, note: string | undefined, caller: Caller) {
    const { customerId } = await this.reached(orderId, caller, 'order.hold');
    return note === undefined ? {} : { note: await this.vault.note(subjectOf({ customerId, orderId }), note) };
  }

  /** The row of an order that the caller may reach. */
  private async reached(orderId: string, caller: Caller, permission: Permission): Promise<OrderRow> {
    const row = await this.views.one(OrderRow, { orderId }, 'order');
    demandReach(row, caller, permission);
    demandOrder(caller, row);
    return row;
  }
}
