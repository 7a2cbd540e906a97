import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  demandChannel,
  OneOf,
  onlyOwn,
  PageQuery,
  Permit,
  Problem,
  reaches,
  Text,
  TheCaller,
  Views,
  type Caller,
} from '@concord/service';
import { OrderRow } from '../order/order-history.projection';
import { ReturnRow } from './returns.projection';

class ReturnQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true, description: 'Only those of this order.' })
  order?: string;

  @OneOf(['authorised', 'rejected', 'settled', 'refunded'], { optional: true })
  status?: string;
}

const IN_CHANNELS = `exists (select from order_history_view o
  where o.order_id = row.order_id and o.channel = any(:channels))`;

@Controller('v1/returns')
@ApiTags('returns')
export class ReturnController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('return.read')
  @ApiOperation({ summary: 'Returns, the latest first' })
  list(@Query() query: ReturnQuery, @TheCaller() caller: Caller) {
    return this.views.page(ReturnRow, query, { by: 'decidedAt', descending: true }, (select) => {
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      const { channels } = caller.scopes;
      if (channels) select.andWhere(IN_CHANNELS, { channels });
      if (onlyOwn(caller, 'return.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
  }

  @Get(':returnId')
  @Permit('return.read')
  @ApiOperation({ summary: 'One return' })
  async one(@Param('returnId') returnId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(ReturnRow, { returnId }, 'return');
    if (!reaches(caller, 'return.read', row.customerId ?? undefined))
      throw new Problem(404, 'return-unknown', `There is no return ${returnId}.`);
    const { channel } = await this.views.one(OrderRow, { orderId: row.orderId }, 'order');
    demandChannel(caller, channel);
    return row;
  }
}
