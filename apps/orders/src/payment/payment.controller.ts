import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Commands,
  demandChannel,
  Incoming,
  IncomingRequest,
  Minor,
  Permit,
  Problem,
  reaches,
  Text,
  TheCaller,
  Views,
  type Caller,
} from '@concord/service';
import { OrderRow } from '../order/order-history.projection';
import { grantRefund } from './grant-refund.decider';
import { payment } from './payment.decider';
import { PaymentRow } from './payments.projection';
import { refundLimitOf } from './refund-limit';

class RefundRequest {
  @Minor({ minimum: 1 })
  amountMinor!: number;

  @Text({ maxLength: 400 })
  reason!: string;
}

class InvoicePaymentRequest {
  @Minor({ minimum: 1, description: 'What came in; no more than is owed.' })
  amountMinor!: number;

  @Text({ maxLength: 200, description: 'What the bank or the till calls it.', example: 'bank 2026-01-05/17' })
  reference!: string;
}

@Controller('v1/orders/:orderId')
@ApiTags('payments')
export class PaymentController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get('payments')
  @Permit('order.read')
  @ApiOperation({ summary: 'The money of an order: what was set aside, taken and given back' })
  async payments(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    const { customerId, channel } = await this.views.one(OrderRow, { orderId }, 'order');
    if (!reaches(caller, 'order.read', customerId ?? undefined))
      throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
    demandChannel(caller, channel);
    return { items: await this.views.all(PaymentRow, { orderId }) };
  }

  @Post('refunds')
  @Permit('payment.refund')
  @ApiOperation({ summary: 'Gives money back by hand, up to what was taken and up to the limit of the caller' })
  async refund(
    @Param('orderId') orderId: string,
    @Body() { amountMinor, reason }: RefundRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    const limitMinor = demandLimit(amountMinor, caller);
    const { channel, customerId } = await this.views.one(OrderRow, { orderId }, 'order');
    demandChannel(caller, channel);
    const refundId = incoming.commandId;
    const customer = customerId === null ? {} : { customerId };
    const data = { orderId, ...customer, refundId, amountMinor, reason, limitMinor };
    return this.commands.run(incoming, grantRefund, { type: 'GrantRefund', data }, () => ({ id: refundId, orderId }));
  }

  @Post('refunds/:refundId/retry')
  @HttpCode(200)
  @Permit('payment.refund')
  @ApiOperation({
    summary: 'Tries a refund again that the provider refused, under the same key',
    description: 'Up to the limit of the caller, as for a refund by hand.',
  })
  async retry(
    @Param('orderId') orderId: string,
    @Param('refundId') refundId: string,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandChannel(incoming.caller, (await this.views.one(OrderRow, { orderId }, 'order')).channel);
    const rows = await this.views.all(PaymentRow, { orderId });
    const known = rows.flatMap(({ refunds }) => refunds).find((entry) => entry.refundId === refundId);
    if (known) demandLimit(known.amountMinor, incoming.caller);
    return this.commands.run(incoming, payment, { type: 'RetryRefund', data: { orderId, refundId } });
  }
  @Post('captures/:fulfilmentId/retry')
  @HttpCode(200)
  @Permit('payment.capture')
  @ApiOperation({
    summary: 'Asks once more for the money of a parcel that has left',
    description: 'For a capture that the provider refused, also after the last automatic try.',
  })
  async retryCapture(
    @Param('orderId') orderId: string,
    @Param('fulfilmentId') fulfilmentId: string,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandChannel(incoming.caller, (await this.views.one(OrderRow, { orderId }, 'order')).channel);
    return this.commands.run(incoming, payment, { type: 'RetryCapture', data: { orderId, fulfilmentId } });
  }

  @Post('invoice-payments')
  @Permit('payment.record')
  @ApiOperation({
    summary: 'Records that money came in for what is on account',
    description:
      'An order by invoice is owed from the moment at which its parcel leaves until its payment is recorded.',
  })
  async recordInvoicePayment(
    @Param('orderId') orderId: string,
    @Body() { amountMinor, reference }: InvoicePaymentRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandChannel(incoming.caller, (await this.views.one(OrderRow, { orderId }, 'order')).channel);
    const receiptId = incoming.commandId;
    const data = { orderId, receiptId, amountMinor, reference };
    return this.commands.run(incoming, payment, { type: 'RecordInvoicePayment', data }, () => ({
      id: receiptId,
      orderId,
      amountMinor,
    }));
  }
}

/** The limit of the caller, within which the amount is. */
function demandLimit(amountMinor: number, caller: Caller): number {
  const limitMinor = refundLimitOf(caller);
  if (amountMinor <= limitMinor) return limitMinor;
  const detail = `You may give back ${limitMinor} for an order. Ask somebody who may more.`;
  throw new Problem(403, 'refund-above-limit', detail, { limitMinor });
}
