import { EventStore } from '@concord/event-store';
import { Body, Controller, Headers, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { LINE_UNITS_MAX, ORDER_LINES_MAX, PROMOTION_CODES_MAX, subjectOf } from '@concord/contracts';
import {
  AddressRequest,
  type Caller,
  Commands,
  ContactRequest,
  Currency,
  CurrentSettings,
  demandChannel,
  findableBy,
  Flag,
  Incoming,
  IncomingRequest,
  ListOf,
  Minor,
  Moment,
  One,
  OneOf,
  isForOneself,
  onlyOwn,
  Permit,
  Problem,
  reaches,
  sealAddress,
  SkuText,
  Text,
  TextList,
  TheCaller,
  Vault,
  Views,
  Whole,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { holds, orderCart, quoteStale } from '../cart/order-cart.decider';
import { CartPricing } from '../cart/cart-pricing.reader';
import { CartRow } from '../cart/carts.projection';
import { issuedQuote } from '../cart/issued-quote.reader';
import { differences } from '../cart/quote';
import { sealedFor } from '../cart/sealed-address.reader';
import { placeOrder } from './place-order.decider';
import { ShipOptionRow } from '../shipping/ship-options.projection';
import { returnTerms } from './return-terms';
import { SaleFactsReader } from './sale-facts.reader';
import { mayPayBy, mayPlace, mayUseChannel } from './standing.reader';
import { AnswersVerdict, Verdicts } from './verdict.reader';

const NEEDED = 'Needed unless a basket is ordered.';
/** What an order without a basket must say. */
const OF_ITS_OWN = ['channel', 'currency', 'lines', 'shipTo'] as const;
/** What a basket says itself. */
const SAID_BY_BASKETS = [...OF_ITS_OWN, 'billTo', 'contact', 'customerId', 'orderedAt', 'promotionCodes'] as const;

class OrderLineRequest {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;

  @Minor({ optional: true, description: 'Agreed price of one unit, in the channel b2b; 0 makes it free.' })
  agreedUnitMinor?: number;
}

class PaymentRequest {
  @OneOf(['card', 'invoice'])
  method!: 'card' | 'invoice';

  @Text({
    maxLength: 200,
    optional: true,
    personal: true,
    description: 'The token of the card at the payment provider.',
  })
  token?: string;
}

class PlaceOrderRequest {
  @Text({ maxLength: 100, optional: true, description: "The shop's own number of the order." })
  reference?: string;

  @Text({
    maxLength: 100,
    optional: true,
    description: 'The basket to order, with the quoteId. The basket says channel, currency, lines, codes and address.',
  })
  cartId?: string;

  @Text({ maxLength: 100, optional: true, description: 'The quote that the customer agreed to.' })
  quoteId?: string;

  @Text({ maxLength: 100, optional: true })
  customerId?: string;

  @OneOf(['b2c', 'b2b', 'd2c'], { optional: true, description: NEEDED })
  channel?: 'b2c' | 'b2b' | 'd2c';

  @Currency({ optional: true, description: NEEDED })
  currency?: string;

  @ListOf(OrderLineRequest, { minItems: 1, maxItems: ORDER_LINES_MAX, optional: true, description: NEEDED })
  lines?: OrderLineRequest[];

  @TextList({ optional: true, maxItems: PROMOTION_CODES_MAX, maxLength: 40 })
  promotionCodes?: string[];

  @One(AddressRequest, { optional: true, description: NEEDED })
  shipTo?: AddressRequest;

  @One(AddressRequest, { optional: true, description: 'Where the invoice goes, where that is another address.' })
  billTo?: AddressRequest;

  @One(ContactRequest, { optional: true, description: 'How the customer is reached about this order.' })
  contact?: ContactRequest;

  @Moment({ optional: true, description: 'When the customer ordered, where that was not just now.' })
  orderedAt?: string;

  @Minor({
    optional: true,
    description: 'What the caller expects to pay: the order is refused where it costs something else.',
  })
  expectedTotalMinor?: number;

  @Flag({
    optional: true,
    default: false,
    description: 'Units beyond the stock may wait for goods, where the shop promises a date for their SKU.',
  })
  mayWait: boolean = false;

  @Text({ maxLength: 100, optional: true, description: "The buyer's own number of the purchase." })
  purchaseOrderNumber?: string;

  @One(PaymentRequest)
  payment!: PaymentRequest;
}

/** An order without a basket, complete. */
type OwnOrder = PlaceOrderRequest & Required<Pick<PlaceOrderRequest, (typeof OF_ITS_OWN)[number]>>;

@Controller('v1/orders')
@ApiTags('orders')
export class PlaceOrderController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly settings: CurrentSettings,
    private readonly facts: SaleFactsReader,
    private readonly pricing: CartPricing,
    private readonly verdicts: Verdicts,
    private readonly store: EventStore,
  ) {}

  @Post()
  @Permit('order.place')
  @ApiOperation({
    operationId: 'ordersOrderPlace',
    summary: 'Places an order: 201 once it is decided, 202 while checkout goes on',
    description:
      'Of a basket, as it was quoted, or of lines of its own. Amounts are minor units of the currency of the order. Checkout reserves stock, claims promotions, vouchers and points, and authorises the payment. Without stock or money the answer is 201 with the status rejected and the reason in rejection; a basket is open again then. Refused at once: `lines-not-orderable`, `currency-mismatch`, `promotion-unknown`, `promotion-not-active`, `promotion-used-up`, `promotion-without-effect` (422, 404, 409), `order-reference-taken` (409), goods that a customer orders without a basket where the shop charges for sending (`basket-needed`, 422), a total that is not the expected one (`total-differs`, 409), and a quote that expired or whose basket changed (`quote-stale`, 409, with the differences). An order without a basket names channel, currency, lines and shipTo (`order-incomplete`, 422). A buyer of a company orders within the own limit (`order-above-buyer-limit`, 422), and on account within the credit of the company (`credit-exceeded`, 422; `credit-in-other-currency`, 422), from a basket only in the channel b2b (`basket-not-of-company`, 422). In the channel b2b prices may be agreed, though not by staff for themselves (`second-person-needed`, 422), and payment may be by invoice (403 for others).',
  })
  @AnswersVerdict()
  async place(
    @Body() body: PlaceOrderRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
    @Headers('Prefer') prefer?: string,
  ) {
    const placed = await (body.cartId === undefined
      ? this.placeOwn(demandWhole(body), incoming)
      : this.placeCart(body.cartId, body, incoming));
    // Only an order that exists is found by its contact. A repeated request makes up for one that was cut off here.
    const contact = body.cartId === undefined ? body.contact : await this.contactOf(body.cartId);
    if (contact) await this.vault.index(subjectOf(placed), findableBy(contact));
    return this.verdicts.answer(placed.orderId, prefer, incoming, caller);
  }

  private async placeOwn(body: OwnOrder, incoming: IncomingRequest) {
    const { caller } = incoming;
    demandChannel(caller, body.channel);
    mayPlace(caller, body, await this.facts.standingIn(caller, { channel: body.channel, method: body.payment.method }));
    const { reference, channel, currency, lines, promotionCodes = [], expectedTotalMinor } = body;
    const at = new Date().toISOString();
    const { orderedAt = at } = body;
    const customerId = onlyOwn(caller, 'order.place') ? caller.customerId : body.customerId;
    const { facts, buyer, billed, company } = await this.facts.of({
      channel,
      currency,
      customerId,
      country: body.shipTo.country,
      skus: lines.map(({ sku }) => sku),
      codes: promotionCodes,
      at,
      method: body.payment.method,
    });
    const isForSelf = onlyOwn(caller, 'order.place') || (customerId !== undefined && isForOneself(caller, customerId));
    if (isForSelf && facts.products.some(({ kind }) => kind === 'shippable')) await this.demandNoWays();
    const orderId = newId();
    const data = {
      orderId,
      customerId,
      ...(company && { company }),
      ...(billed && { billedCompany: billed }),
      ...(reference !== undefined && { reference }),
      channel,
      currency,
      orderedAt,
      ...this.promises(body, incoming, orderedAt),
      ...(await this.sealed(orderId, customerId, body)),
      lines,
      promotionCodes,
      facts,
      buyer,
      ...(expectedTotalMinor !== undefined && { expectedTotalMinor }),
    };
    const command = { type: 'PlaceOrder' as const, data };
    return this.commands.run(incoming, placeOrder, command, orderOf);
  }

  /** An order without a basket chooses no way to ship, so customers place none where the shop charges for it. */
  private async demandNoWays(): Promise<void> {
    if ((await this.views.all(ShipOptionRow, {})).length > 0)
      throw new Problem(
        422,
        'basket-needed',
        'Fill a basket and order that: it knows what it costs to send the goods.',
      );
  }

  /** Orders a basket as it was quoted. Where the quote no longer holds, the refusal says what is different. */
  private async placeCart(cartId: string, body: PlaceOrderRequest, incoming: IncomingRequest) {
    const { caller } = incoming;
    const needless = SAID_BY_BASKETS.filter((member) => body[member] !== undefined);
    if (needless.length > 0 || body.quoteId === undefined)
      throw new Problem(422, 'order-ambiguous', 'A basket is ordered by cartId and quoteId: it says all the rest.', {
        errors: [...needless, ...(body.quoteId === undefined ? ['quoteId'] : [])].map((path) => {
          return path === 'quoteId'
            ? { path, rule: 'required', message: 'is missing' }
            : { path, rule: 'unknown', message: 'is said by the basket: leave it out' };
        }),
      });
    const { quoteId, reference, payment, purchaseOrderNumber, expectedTotalMinor } = body;
    const row = await this.views.one(CartRow, { cartId }, 'cart');
    if (!reaches(caller, 'order.place', row.customerId ?? undefined))
      throw new Problem(404, 'cart-unknown', `There is no cart ${cartId}.`);
    demandChannel(caller, row.channel);
    const standing = await this.facts.standingIn(caller, { channel: row.channel, method: payment.method });
    mayUseChannel(caller, row.channel, row.customerId, standing);
    mayPayBy(caller, payment.method, row.customerId, standing);
    const at = new Date().toISOString();
    if (row.status === 'open' && (row.quote?.quoteId !== quoteId || !holds(row, at)))
      throw await this.stale(row, quoteId, at);
    const orderId = newId();
    const customerId = row.customerId ?? undefined;
    const { company, billed } = await this.facts.buyingFor(customerId, row.channel, payment.method);
    if (company && row.channel !== 'b2b')
      throw new Problem(
        422,
        'basket-not-of-company',
        'This basket was quoted for the customer alone: what a company pays on account, order in a basket of the channel b2b.',
      );
    const subject = subjectOf({ customerId, orderId });
    const address =
      row.customerId === null && row.address ? await sealedFor(subject, row.address, this.vault) : undefined;
    const data = {
      orderId,
      cartId,
      quoteId,
      ...(reference !== undefined && { reference }),
      ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber }),
      orderedAt: at,
      ...this.promises(body, incoming, at),
      ...(address && { address }),
      ...(company && { company }),
      ...(billed && { billedCompany: billed }),
      ...(expectedTotalMinor !== undefined && { expectedTotalMinor }),
      payment: await this.sealedPayment(subject, payment),
    };
    return this.commands.run(incoming, orderCart, { type: 'OrderCart', data }, orderOf);
  }

  /** How the customer of a basket is reached, opened. */
  private async contactOf(cartId: string): Promise<ContactRequest | undefined> {
    const row = await this.views.find(CartRow, { cartId });
    if (!row?.address?.contact) return undefined;
    const { contact } = await this.vault.openIn({ contact: row.address.contact }, { contact: 'contact' });
    return contact as ContactRequest;
  }

  private promises({ mayWait }: PlaceOrderRequest, incoming: IncomingRequest, orderedAt: string) {
    return { ...returnTerms(this.settings.for(incoming), orderedAt), ...(mayWait && { mayWait: true as const }) };
  }

  /** The refusal of a quote that expired, or whose basket was changed, also where that was quoted anew. */
  private async stale(row: CartRow, quoteId: string, at: string) {
    const refusal = quoteStale(quoteId);
    const quote = await issuedQuote(this.store, row.cartId, quoteId);
    if (!quote || row.lines.length === 0 || !row.address) return refusal;
    const { sale } = await this.pricing.priced(row, at);
    return new Problem(409, refusal.code, refusal.detail, { differences: differences(quote, sale) });
  }

  /** What of an order is personal, sealed under the key of its customer, or its own where a guest bought. */
  private async sealed(orderId: string, customerId: string | undefined, body: OwnOrder) {
    const { shipTo, billTo, contact, payment, purchaseOrderNumber } = body;
    const subject = subjectOf({ customerId, orderId });
    return {
      shipTo: await sealAddress(this.vault, subject, shipTo),
      ...(billTo && { billTo: await sealAddress(this.vault, subject, billTo) }),
      ...(contact && { contact: await this.vault.sealObject(subject, 'contact', contact) }),
      ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber }),
      payment: await this.sealedPayment(subject, payment),
    };
  }

  private async sealedPayment(subject: string, { method, token }: PaymentRequest) {
    return { method, ...(token !== undefined && { token: await this.vault.seal(subject, 'card-token', token) }) };
  }
}

const orderOf = (events: readonly { readonly data: unknown }[]) => {
  return { orderId: (events[0]!.data as { orderId: string }).orderId };
};

function demandWhole(body: PlaceOrderRequest): OwnOrder {
  const missing = OF_ITS_OWN.filter((member) => body[member] === undefined);
  if (missing.length > 0)
    throw new Problem(422, 'order-incomplete', `An order without a basket needs ${missing.join(', ')}.`, {
      errors: missing.map((path) => ({ path, rule: 'required', message: 'is missing' })),
    });
  return body as OwnOrder;
}
