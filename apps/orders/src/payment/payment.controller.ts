import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { REFUND_DAY_FACTOR, subjectOf } from '@concord/contracts';
import { amountText, Rejection, type Settings } from '@concord/event-sourcing';
import {
  Answers,
  type Caller,
  Commands,
  CurrentSettings,
  demandSecondPerson,
  Flag,
  Incoming,
  IncomingRequest,
  MaskedType,
  Minor,
  Permit,
  Problem,
  shown,
  Text,
  TheCaller,
  Vault,
  Views,
  Written,
} from '@concord/service';
import { demandOrder } from '../order/own-orders.reader';
import { demandReach } from '../order/seen-order.reader';
import { OrderRow } from '../order/order-history.projection';
import { grantRefund } from './grant-refund.decider';
import { demandOrderOfOthers } from './order-of-others.reader';
import { payment } from './payment.decider';
import { PaymentRow } from './payments.projection';
import { refundLimitOf } from './refund-limit';

class RefundRequest {
  @Minor({ minimum: 1 })
  amountMinor!: number;

  @Text({ maxLength: 400, personal: true, description: 'The customer can read it: write no internal notes here.' })
  reason!: string;
}

class InvoicePaymentRequest {
  @Minor({ minimum: 1, description: 'The amount that was paid; at most what is owed.' })
  amountMinor!: number;

  @Text({
    maxLength: 200,
    description: "The payer's reference at the bank or the till.",
    example: 'bank 2026-01-05/17',
  })
  reference!: string;

  @Flag({ optional: true, description: 'true for a further payment that bears an already recorded reference.' })
  further?: boolean;
}

/** The personal data of a payment: people write anything into the reason of a refund. */
const PERSONAL = { 'refunds.reason': 'note' } as const;

/** A payment as the caller sees it: without reasons of refunds where the caller may not read personal data. */
class SeenPayment extends MaskedType(PaymentRow, []) {}

class Payments {
  @ApiProperty({ type: () => [SeenPayment] })
  items!: SeenPayment[];
}

class GrantedRefund {
  @ApiProperty({ type: 'string', description: 'The refund.' })
  id!: string;

  @ApiProperty({ type: 'string' })
  orderId!: string;
}

class RecordedPayment {
  @ApiProperty({ type: 'string', description: 'The receipt.' })
  id!: string;

  @ApiProperty({ type: 'string' })
  orderId!: string;

  @ApiProperty({ type: 'integer' })
  amountMinor!: number;
}

@Controller('v1/orders/:orderId')
@ApiTags('payments')
export class PaymentController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
    private readonly vault: Vault,
  ) {}

  @Get('payments')
  @Permit('order.read')
  @ApiOperation({
    summary: 'The money of an order: authorised, captured and refunded',
    description:
      'Amounts are minor units of the currency of the order. An order without a requested payment has no items.',
  })
  @Answers(Payments)
  async payments(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    const order = await this.views.one(OrderRow, { orderId }, 'order');
    demandReach(order, caller, 'order.read');
    demandOrder(caller, order);
    const rows = await this.views.all(PaymentRow, { orderId });
    return { items: await Promise.all(rows.map((row) => shown(this.vault, caller, row, PERSONAL))) };
  }

  @Post('refunds')
  @Permit('payment.refund')
  @ApiOperation({
    summary: 'Refunds by hand, up to what was captured and up to the limit of the caller',
    description:
      "The refund is paid later: GET …/payments shows its status. What was paid for an invoice waits until a person pays it out (POST …/record-payout). Refused above the limit of the caller (`refund-above-limit`, 403; `refund-limit-used-up`, `refund-day-limit-used-up`, `refund-limit-in-other-currency`, 422), beyond what was captured (`refund-beyond-captured`, 422), for money that vouchers bought by the order still hold or have spent (`refund-beyond-vouchers`, 422: void them first), and for an order of the caller's own (`second-person-needed`, 422). Amounts are minor units.",
  })
  @Answers(GrantedRefund)
  async refund(
    @Param('orderId') orderId: string,
    @Body() { amountMinor, reason }: RefundRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    const order = await this.views.one(OrderRow, { orderId }, 'order');
    const { customerId, currency } = order;
    demandOrder(caller, order);
    const settings = this.settings.for(incoming);
    const limitMinor = demandLimit(amountMinor, currency, caller, settings);
    demandSecondPerson(caller, customerId);
    const refundId = incoming.commandId;
    const customer = customerId === null ? {} : { customerId };
    const data = {
      orderId,
      ...customer,
      refundId,
      amountMinor,
      reason: await this.vault.note(subjectOf({ customerId, orderId }), reason),
      limitMinor,
      dayFactor: settings.of(REFUND_DAY_FACTOR),
    };
    return this.commands.run(incoming, grantRefund, { type: 'GrantRefund', data }, () => ({ id: refundId, orderId }));
  }

  @Post('refunds/:refundId/retry')
  @HttpCode(200)
  @Permit('payment.refund')
  @ApiOperation({
    summary: 'Retries a refund that the provider refused, under the same key',
    description:
      "Up to the limit of the caller, and not for an order of the caller's own (`second-person-needed`, 422), as for a refund by hand. A refund that is under way or that the card got is left as it is. One that is for people to pay out, was paid out or written off is `refund-not-by-card` (409). A refund of another order is `refund-unknown` (404).",
  })
  @Answers(Written)
  async retry(
    @Param('orderId') orderId: string,
    @Param('refundId') refundId: string,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { currency } = await demandOrderOfOthers(this.views, orderId, incoming.caller);
    const rows = await this.views.all(PaymentRow, { orderId });
    const known = rows.flatMap(({ refunds }) => refunds).find((entry) => entry.refundId === refundId);
    if (known) demandLimit(known.amountMinor, currency, incoming.caller, this.settings.for(incoming));
    return this.commands.run(incoming, payment, { type: 'RetryRefund', data: { orderId, refundId } });
  }

  @Post('captures/:fulfilmentId/retry')
  @HttpCode(200)
  @Permit('payment.capture')
  @ApiOperation({
    summary: 'Retries the capture of the money of a parcel that has left',
    description:
      'For a capture that the provider refused, also after the last automatic try. A capture that is under way or has succeeded is left as it is. Where no capture was requested for the parcel the answer is `capture-unknown` (404).',
  })
  @Answers(Written)
  async retryCapture(
    @Param('orderId') orderId: string,
    @Param('fulfilmentId') fulfilmentId: string,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandOrder(incoming.caller, await this.views.one(OrderRow, { orderId }, 'order'));
    return this.commands.run(incoming, payment, { type: 'RetryCapture', data: { orderId, fulfilmentId } });
  }

  @Post('invoice-payments')
  @Permit('payment.record')
  @ApiOperation({
    summary: 'Records a payment of an invoice',
    description:
      "An order by invoice is owed from the moment at which its parcel leaves until its payment is recorded. Amounts are minor units. Refused where nothing is owed (`invoice-not-open`, 422), where the payment is more than is owed (`payment-beyond-invoice`, 422), where the reference was recorded already (`invoice-payment-recorded`, 409), and for an order of the caller's own (`second-person-needed`, 422).",
  })
  @Answers(RecordedPayment)
  async recordInvoicePayment(
    @Param('orderId') orderId: string,
    @Body() { amountMinor, reference, further }: InvoicePaymentRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await demandOrderOfOthers(this.views, orderId, incoming.caller);
    const receiptId = incoming.commandId;
    const data = { orderId, receiptId, amountMinor, reference, isFurther: further ?? false };
    return this.commands.run(incoming, payment, { type: 'RecordInvoicePayment', data }, () => ({
      id: receiptId,
      orderId,
      amountMinor,
    }));
  }
}

/** The limit of the caller, after a check that the amount is within it. */
function demandLimit(amountMinor: number, currency: string, caller: Caller, settings: Settings): number {
  const limitMinor = refundLimitOf(caller, currency, settings);
  if (limitMinor instanceof Rejection) throw limitMinor;
  if (amountMinor <= limitMinor) return limitMinor;
  const detail = `Your limit is ${amountText(limitMinor, currency)} for an order. Ask a person with a higher limit.`;
  throw new Problem(403, 'refund-above-limit', detail, { limitMinor, currency });
}
