import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  Commands,
  Incoming,
  IncomingRequest,
  Permit,
  Text,
  Views,
  VoucherSearch,
  Whole,
} from '@concord/service';
import { VoucherRow } from '../payment/vouchers.projection';
import { cart, type CartCommand } from './cart.decider';
import { CHANGES_SAY, SeenCart, SeenCarts } from './seen-cart.reader';

class VoucherRequest {
  @Text({ maxLength: 40, description: 'As it is printed on the voucher; case, signs and blanks do not matter.' })
  code!: string;
}

class PointsRequest {
  @Whole({ minimum: 0, maximum: 1_000_000_000, description: '0 for none.' })
  points!: number;
}

/** The vouchers and points that are to pay a part of a basket. */
@Controller('v1/carts')
@ApiTags('carts')
export class CartCreditController {
  private readonly search = new VoucherSearch();

  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly carts: SeenCarts,
  ) {}

  @Post(':cartId/vouchers')
  @HttpCode(200)
  @Permit('order.place')
  @ApiOperation({
    summary: 'Pays with a gift voucher',
    description: `Vouchers pay in the order in which they were applied. A typing mistake is told (\`voucher-code-mistyped\`, 422), and a code that no voucher has (\`voucher-unknown\`, 404). Who sends too many unknown codes is refused for a quarter of an hour (\`voucher-codes-guessed\`, 429). ${CHANGES_SAY}`,
  })
  @Answers(SeenCart)
  async voucher(
    @Param('cartId') cartId: string,
    @Body() { code }: VoucherRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.carts.reached(cartId, incoming.caller);
    const { voucherId } = await this.search.byCode(code, 'code', incoming.caller, async (codeHash) => {
      const [row] = await this.views.all(VoucherRow, { codeHash });
      return row;
    });
    return this.change(cartId, incoming, { type: 'ApplyVoucher', data: { cartId, voucherId } });
  }

  @Delete(':cartId/vouchers/:voucherId')
  @Permit('order.place')
  @ApiOperation({ summary: 'No longer pays with a voucher', description: CHANGES_SAY })
  @Answers(SeenCart)
  removeVoucher(
    @Param('cartId') cartId: string,
    @Param('voucherId') voucherId: string,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.change(cartId, incoming, { type: 'RemoveVoucher', data: { cartId, voucherId } });
  }

  @Post(':cartId/points')
  @HttpCode(200)
  @Permit('order.place')
  @ApiOperation({
    summary: 'Pays with points',
    description: `At most so many as the customer has: the quote refuses more. ${CHANGES_SAY}`,
  })
  @Answers(SeenCart)
  points(@Param('cartId') cartId: string, @Body() { points }: PointsRequest, @Incoming() incoming: IncomingRequest) {
    return this.change(cartId, incoming, { type: 'ApplyPoints', data: { cartId, points } });
  }

  private async change(cartId: string, incoming: IncomingRequest, command: CartCommand) {
    await this.carts.reached(cartId, incoming.caller);
    await this.commands.run(incoming, cart, command);
    return this.carts.seen(incoming.caller, await this.carts.reached(cartId, incoming.caller));
  }
}
