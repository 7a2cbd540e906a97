import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags, PickType } from '@nestjs/swagger';
import { AnswersPage, type Caller, OneOf, PageQuery, Permit, TheCaller, Views } from '@concord/service';
import { OrderRow } from '../order/order-history.projection';

class CheckoutQuery extends PageQuery {
  @OneOf(['stuck', 'open'], { optional: true, default: 'stuck' })
  state: string = 'stuck';
}

/** A checkout that is not decided yet. */
class OpenCheckout extends PickType(OrderRow, ['orderId', 'receivedAt', 'stuck']) {}

@Controller('v1/checkouts')
@ApiTags('operations')
export class CheckoutController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('ops.checkout.read')
  @ApiOperation({
    summary: 'Checkouts that stand still, or all that are under way',
    description:
      "Checkouts of the caller's sales channels, the oldest first. A checkout that stands still names the step that it waits for, and since when.",
  })
  @AnswersPage(OpenCheckout)
  async list(@Query() query: CheckoutQuery, @TheCaller() { scopes: { channels } }: Caller) {
    const { items, next } = await this.views.page(OrderRow, query, { by: 'receivedAt' }, (select) => {
      select.andWhere(`row.status = 'pending'`);
      if (channels) select.andWhere('row.channel = any(:channels)', { channels });
      if (query.state === 'stuck') select.andWhere('row.stuck is not null');
    });
    return { items: items.map(({ orderId, receivedAt, stuck }) => ({ orderId, receivedAt, stuck })), next };
  }
}
