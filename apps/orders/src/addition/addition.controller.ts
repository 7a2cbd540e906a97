import { Body, Controller, Headers, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { LINE_UNITS_MAX, ORDER_LINES_MAX, PROMOTION_CODES_MAX, subjectOf } from '@concord/contracts';
import {
  type Caller,
  Commands,
  Incoming,
  IncomingRequest,
  ListOf,
  Minor,
  Permit,
  SkuText,
  Text,
  TextList,
  TheCaller,
  Vault,
  Views,
  Whole,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { OrderRow } from '../order/order-history.projection';
import { SaleFactsReader } from '../order/sale-facts.reader';
import { demandReach } from '../order/seen-order.reader';
import { demandOrder } from '../order/own-orders.reader';
import { mayFollow } from '../order/standing.reader';
import { AnswersVerdict, Verdicts } from '../order/verdict.reader';
import { addGoods } from './add-goods.decider';

class AddedLineRequest {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;
}

class AddGoodsRequest {
  @ListOf(AddedLineRequest, { minItems: 1, maxItems: ORDER_LINES_MAX })
  lines!: AddedLineRequest[];

  @TextList({ optional: true, maxItems: PROMOTION_CODES_MAX, maxLength: 40 })
  promotionCodes?: string[];

  @Text({
    maxLength: 200,
    optional: true,
    personal: true,
    description: 'The token of another card for the added goods; otherwise the card of the order.',
  })
  token?: string;

  @Minor({
    optional: true,
    description: 'What the added goods are expected to cost: they are refused where they cost something else.',
  })
  expectedTotalMinor?: number;
}

@Controller('v1/orders/:orderId/additions')
@ApiTags('orders')
export class AdditionController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly facts: SaleFactsReader,
    private readonly verdicts: Verdicts,
  ) {}

  @Post()
  @Permit('order.place')
  @ApiOperation({
    summary: 'Adds goods to an order: 201 once they are decided, 202 while their checkout goes on',
    description:
      'The added goods are an order of their own, to the same address, at the prices of today, without another charge for shipping. Its member addsTo names the first order, which stays as it was agreed. Without stock or money the answer is 201 with the status rejected, and the first order goes on. Possible from the confirmation until the order is picked, as long as it is not on hold (`goods-not-addable`, 409). The channel b2b is for business customers (`channel-not-allowed`, 403). They are paid as the order was: by invoice only for business customers (`invoice-not-allowed`, 403), within the limit of the buyer and the credit of the company (`order-above-buyer-limit`, `credit-exceeded`, `credit-in-other-currency`, 422). Refused too: `lines-not-orderable`, `promotion-unknown`, `promotion-not-active`, `promotion-used-up` and `promotion-without-effect` (422), and another total than the expected one (`total-differs`, 409).',
  })
  @AnswersVerdict()
  async add(
    @Param('orderId') orderId: string,
    @Body() { lines, promotionCodes = [], token, expectedTotalMinor }: AddGoodsRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
    @Headers('Prefer') prefer?: string,
  ) {
    const row = await this.views.one(OrderRow, { orderId }, 'order');
    demandReach(row, caller, 'order.place');
    demandOrder(caller, row);
    mayFollow(caller, row, await this.facts.standingIn(caller, { channel: row.channel, method: row.paymentMethod }));
    const subject = subjectOf({ customerId: row.customerId, orderId });
    const skus = lines.map(({ sku }) => sku);
    const data = {
      orderId,
      additionId: newId(),
      lines,
      promotionCodes,
      ...(await this.facts.following(row, skus, promotionCodes)),
      ...(token !== undefined && { token: await this.vault.seal(subject, 'card-token', token) }),
      ...(expectedTotalMinor !== undefined && { expectedTotalMinor }),
    };
    const added = await this.commands.run(incoming, addGoods, { type: 'AddGoods', data }, additionOf);
    return this.verdicts.answer(added.additionId, prefer, incoming, caller);
  }
}

const additionOf = (events: readonly { readonly data: unknown }[]) => {
  return { additionId: (events[0]!.data as { additionId: string }).additionId };
};
