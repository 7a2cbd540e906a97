import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  HOLD_EXTENSION_MINUTES,
  HOLD_EXTENSIONS_MAX,
  HOLD_MINUTES,
  isGuestId,
  LINE_UNITS_MAX,
  subjectOf,
} from '@concord/contracts';
import {
  AddressRequest,
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  ContactRequest,
  Currency,
  CurrentSettings,
  demandChannel,
  Incoming,
  IncomingRequest,
  One,
  OneOf,
  onlyOwn,
  PageQuery,
  Permit,
  Problem,
  reaches,
  sealAddress,
  SkuText,
  Text,
  TheCaller,
  Vault,
  Views,
  Whole,
} from '@concord/service';
import { Rejection } from '@concord/event-sourcing';
import { v7 as newId } from 'uuid';
import { SaleFactsReader } from '../order/sale-facts.reader';
import { mayOrderFor, mayUseChannel } from '../order/standing.reader';
import { sumsOf } from '../order/sums';
import { cart, type CartCommand } from './cart.decider';
import { CartPricing } from './cart-pricing.reader';
import { CartRow } from './carts.projection';
import { CartHoldRow } from './cart-holds.projection';
import { mergeCarts } from './merge-carts.decider';
import { sealedFor } from './sealed-address.reader';
import { CHANGES_SAY, SeenCart, SeenCarts, SeenQuote } from './seen-cart.reader';

/** A basket that somebody changes while it is priced is priced again. */
const QUOTE_TRIES = 3;

class CreateCartRequest {
  @OneOf(['b2c', 'b2b', 'd2c'], { optional: true, default: 'b2c' })
  channel: 'b2c' | 'b2b' | 'd2c' = 'b2c';

  @Currency()
  currency!: string;

  @Text({
    maxLength: 100,
    optional: true,
    description: 'For staff and systems; a customer gets a basket of their own.',
  })
  customerId?: string;
}

class CartQuery extends PageQuery {
  @OneOf(['open', 'abandoned', 'ordered', 'ended'], {
    optional: true,
    description: 'abandoned: open, and nobody changed it for a while.',
  })
  status?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only baskets of this customer.' })
  customer?: string;
}

class CartLineRequest {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX, optional: true, default: 1 })
  quantity: number = 1;

  @Text({ maxLength: 100, optional: true, description: 'The campaign that brought the customer.' })
  source?: string;
}

class LineQuantityRequest {
  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;
}

class CartAddressRequest {
  @One(AddressRequest)
  shipTo!: AddressRequest;

  @One(AddressRequest, { optional: true, description: 'Where the invoice goes, where that is another address.' })
  billTo?: AddressRequest;

  @One(ContactRequest, { optional: true, description: 'How the customer is reached about the order.' })
  contact?: ContactRequest;
}

class CouponRequest {
  @Text({ maxLength: 40, description: 'Case and outer blanks are ignored.' })
  code!: string;
}

class ShippingRequest {
  @Text({ maxLength: 40, description: 'One of `shipOptions` of a quote.' })
  option!: string;
}

class MergeRequest {
  @Text({ maxLength: 100, description: 'The basket of a guest, or another one of the same customer.' })
  fromCartId!: string;
}

@Controller('v1/carts')
@ApiTags('carts')
export class CartController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly settings: CurrentSettings,
    private readonly pricing: CartPricing,
    private readonly carts: SeenCarts,
    private readonly facts: SaleFactsReader,
  ) {}

  @Post()
  @Permit('order.place')
  @ApiOperation({
    summary: 'Begins a basket',
    description:
      'Of a customer, or of nobody where staff or a system begins one without a customerId. A guest is a customer whose id begins with `guest-`. The channel b2b is for business customers (`channel-not-allowed`, 403).',
  })
  @Answers(SeenCart, { status: 201 })
  async create(@Body() body: CreateCartRequest, @Incoming() incoming: IncomingRequest) {
    const { caller } = incoming;
    const { channel, currency } = body;
    mayOrderFor(caller, body.customerId);
    mayUseChannel(caller, channel, body.customerId, await this.facts.standingIn(caller, { channel }));
    demandChannel(caller, channel);
    const customerId = onlyOwn(caller, 'order.place') ? caller.customerId : body.customerId;
    const data = { cartId: newId(), channel, currency, ...(customerId !== undefined && { customerId }) };
    const { id } = await this.commands.run(incoming, cart, { type: 'CreateCart', data }, ([created]) => {
      return { id: (created!.data as { cartId: string }).cartId };
    });
    return this.seen(caller, await this.reached(id, caller));
  }

  @Get()
  @Permit('order.place')
  @ApiOperation({
    summary: 'Baskets, the last changed first',
    description:
      'A customer sees the own ones: with the status open it is the basket to go on with on another device. Staff see those of their sales channels.',
  })
  @AnswersPage(SeenCart)
  async list(@Query() query: CartQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(CartRow, query, { by: 'changedAt', descending: true }, (select) => {
      if (query.status === 'abandoned') select.andWhere(`row.status = 'open' and row.abandonedAt is not null`);
      else if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.customer) select.andWhere('row.customerId = :customer', { customer: query.customer });
      const { channels } = caller.scopes;
      if (channels) select.andWhere('row.channel = any(:channels)', { channels });
      if (onlyOwn(caller, 'order.place')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => this.seen(caller, row))) };
  }

  @Get(':cartId')
  @Permit('order.place')
  @ApiOperation({ summary: 'A basket, with its hold and its last quote' })
  @Answers(SeenCart)
  async one(@Param('cartId') cartId: string, @TheCaller() caller: Caller) {
    return this.seen(caller, await this.reached(cartId, caller));
  }

  @Post(':cartId/lines')
  @HttpCode(200)
  @Permit('order.place')
  @ApiOperation({
    summary: 'Adds units of a SKU to a basket',
    description: `A SKU has one line: its units are added up. Inventory is asked to hold all units of the basket; the answer shows in \`hold\` a moment later. ${CHANGES_SAY}`,
  })
  @Answers(SeenCart)
  async add(@Param('cartId') cartId: string, @Body() body: CartLineRequest, @Incoming() incoming: IncomingRequest) {
    const data = { cartId, ...body, ...this.holdTime(incoming) };
    return this.change(cartId, incoming, { type: 'AddCartLine', data });
  }

  @Patch(':cartId/lines/:lineId')
  @Permit('order.place')
  @ApiOperation({ summary: 'Changes the units of a line', description: CHANGES_SAY })
  @Answers(SeenCart)
  async line(
    @Param('cartId') cartId: string,
    @Param('lineId') lineId: string,
    @Body() { quantity }: LineQuantityRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const data = { cartId, lineId, quantity, ...this.holdTime(incoming) };
    return this.change(cartId, incoming, { type: 'ChangeCartLine', data });
  }

  @Delete(':cartId/lines/:lineId')
  @Permit('order.place')
  @ApiOperation({ summary: 'Takes a line out', description: CHANGES_SAY })
  @Answers(SeenCart)
  async removeLine(
    @Param('cartId') cartId: string,
    @Param('lineId') lineId: string,
    @Incoming() incoming: IncomingRequest,
  ) {
    const data = { cartId, lineId, ...this.holdTime(incoming) };
    return this.change(cartId, incoming, { type: 'RemoveCartLine', data });
  }

  @Put(':cartId/address')
  @Permit('order.place')
  @ApiOperation({ summary: 'Says where a basket is to be sent', description: CHANGES_SAY })
  @Answers(SeenCart)
  async address(
    @Param('cartId') cartId: string,
    @Body() { shipTo, billTo, contact }: CartAddressRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { customerId } = await this.reached(cartId, incoming.caller);
    const subject = subjectOf({ customerId, cartId });
    const data = {
      cartId,
      shipTo: await sealAddress(this.vault, subject, shipTo),
      ...(billTo && { billTo: await sealAddress(this.vault, subject, billTo) }),
      ...(contact && { contact: await this.vault.sealObject(subject, 'contact', contact) }),
    };
    return this.change(cartId, incoming, { type: 'SetCartAddress', data });
  }

  @Post(':cartId/coupons')
  @HttpCode(200)
  @Permit('order.place')
  @ApiOperation({
    summary: 'Applies the code of a promotion',
    description: `The quote says what it is worth, or why it does not count. ${CHANGES_SAY}`,
  })
  @Answers(SeenCart)
  coupon(@Param('cartId') cartId: string, @Body() { code }: CouponRequest, @Incoming() incoming: IncomingRequest) {
    return this.change(cartId, incoming, { type: 'ApplyCoupon', data: { cartId, code: code.trim() } });
  }

  @Delete(':cartId/coupons/:code')
  @Permit('order.place')
  @ApiOperation({ summary: 'Takes the code of a promotion out', description: CHANGES_SAY })
  @Answers(SeenCart)
  removeCoupon(@Param('cartId') cartId: string, @Param('code') code: string, @Incoming() incoming: IncomingRequest) {
    return this.change(cartId, incoming, { type: 'RemoveCoupon', data: { cartId, code } });
  }

  @Put(':cartId/shipping')
  @Permit('order.place')
  @ApiOperation({
    summary: 'Chooses how a basket is sent',
    description: `Without a choice the cheapest way is taken. ${CHANGES_SAY}`,
  })
  @Answers(SeenCart)
  shipping(
    @Param('cartId') cartId: string,
    @Body() { option }: ShippingRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.change(cartId, incoming, { type: 'ChooseShipping', data: { cartId, option } });
  }

  @Post(':cartId/extend')
  @HttpCode(200)
  @Permit('order.place')
  @ApiOperation({
    summary: 'Holds the units of a basket for longer',
    description: `A setting says how often (\`hold-extended-often\`, 422); a change of a line begins anew. Units that are no longer held are asked for once more. ${CHANGES_SAY}`,
  })
  @Answers(SeenCart)
  async extend(@Param('cartId') cartId: string, @Incoming() incoming: IncomingRequest) {
    const settings = this.settings.for(incoming);
    const hold = await this.views.find(CartHoldRow, { holdId: cartId });
    const data = {
      cartId,
      isHeld: hold?.status === 'held',
      ...this.holdTime(incoming),
      extensionMinutes: settings.of(HOLD_EXTENSION_MINUTES),
      extensionsMax: settings.of(HOLD_EXTENSIONS_MAX),
    };
    return this.change(cartId, incoming, { type: 'ExtendCartHold', data });
  }

  @Post(':cartId/merge')
  @HttpCode(200)
  @Permit('order.place')
  @ApiOperation({
    summary: 'Takes the basket of a guest in, when its customer signs in',
    description: `Units of a SKU are added up; codes, vouchers and held units come along. The other basket is over then. Only a guest's basket into that of a customer, or another one of the same customer: any other is \`cart-unknown\`, 404. ${CHANGES_SAY}`,
  })
  @Answers(SeenCart)
  async merge(
    @Param('cartId') cartId: string,
    @Body() { fromCartId }: MergeRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { caller } = incoming;
    const into = await this.reached(cartId, caller);
    const from = await this.views.one(CartRow, { cartId: fromCartId }, 'cart');
    const isOwn = from.customerId === into.customerId && reaches(caller, 'order.place', from.customerId ?? undefined);
    // A guest does not sign in to become another guest.
    const signedIn = isGuestId(from.customerId) && !isGuestId(into.customerId);
    if (!isOwn && !signedIn) throw new Problem(404, 'cart-unknown', `There is no cart ${fromCartId}.`);
    const address =
      from.address && (await sealedFor(subjectOf({ customerId: into.customerId, cartId }), from.address, this.vault));
    const data = { cartId, fromCartId, ...(address && { address }), ...this.holdTime(incoming) };
    await this.commands.run(incoming, mergeCarts, { type: 'MergeCarts', data });
    return this.seen(caller, await this.reached(cartId, caller));
  }

  @Post(':cartId/quote')
  @HttpCode(200)
  @Permit('order.place')
  @ApiOperation({
    summary: 'Says what an order of the basket costs',
    description:
      'With every discount and its promotion, the tax, the ways to ship with the promised days, and what vouchers and points pay. The prices hold for some minutes, as long as nothing in the basket changes: order it with `POST /v1/orders`. Refused for an empty basket (`cart-empty`, 422), one without an address (`cart-without-address`, 422), lines that cannot be sold (`lines-not-orderable`, 422), a code, a voucher (`voucher-not-usable`, 422) or points (`points-not-available`, 422; `points-too-few`, 422, also where vouchers leave less to pay) that do not count, and a way to ship that is not possible (`ship-option-not-possible`, 422) or without a rate of its tax class there (`tax-rate-missing`, 422). A basket that changes all the while is `cart-changed` (409): ask again.',
  })
  @Answers(SeenQuote)
  async quote(@Param('cartId') cartId: string, @Incoming() incoming: IncomingRequest) {
    const { caller } = incoming;
    const { row, quote, offers } = await this.quoted(cartId, incoming);
    const seen = await this.seen(caller, await this.reached(cartId, caller));
    const shipOptions = offers.map(({ option, name, priceMinor, promisedFrom, promisedTo }) => {
      return { option, name, priceMinor, promisedFrom, promisedTo };
    });
    return { ...seen, shipOptions, sums: sumsOf(quote), promotions: await this.carts.promotionsOf(row) };
  }

  /** Prices the basket, and once more where it changed meanwhile. */
  private async quoted(cartId: string, incoming: IncomingRequest) {
    for (let tries = 1; ; tries++) {
      const row = await this.reached(cartId, incoming.caller);
      if (row.lines.length === 0) throw new Problem(422, 'cart-empty', 'The basket is empty: add something first.');
      if (!row.address) throw new Problem(422, 'cart-without-address', 'Say where the basket is to be sent first.');
      const { quote, offers } = await this.pricing.quote(row, this.settings.for(incoming), new Date().toISOString());
      try {
        await this.commands.run(incoming, cart, { type: 'IssueQuote', data: { cartId, quote, changes: row.changes } });
        return { row, quote, offers };
      } catch (error) {
        const hasChanged = error instanceof Rejection && error.code === 'cart-changed';
        if (!hasChanged || tries === QUOTE_TRIES) throw error;
      }
    }
  }

  private holdTime(incoming: IncomingRequest) {
    return { holdMinutes: this.settings.for(incoming).of(HOLD_MINUTES) };
  }

  private async change(cartId: string, incoming: IncomingRequest, command: CartCommand) {
    await this.reached(cartId, incoming.caller);
    await this.commands.run(incoming, cart, command);
    return this.seen(incoming.caller, await this.reached(cartId, incoming.caller));
  }

  private reached(cartId: string, caller: Caller): Promise<CartRow> {
    return this.carts.reached(cartId, caller);
  }

  private seen(caller: Caller, row: CartRow) {
    return this.carts.seen(caller, row);
  }
}
