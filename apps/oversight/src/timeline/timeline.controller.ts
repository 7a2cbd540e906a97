import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AnswersPage,
  type Caller,
  Moment,
  OrderChannels,
  PageQuery,
  Permit,
  shown,
  Text,
  TheCaller,
  Vault,
  Views,
} from '@concord/service';
import { MomentRow, orderSubject, skuSubject } from './moments.projection';
import { narrowToOwnMoments } from './own-moments.reader';
import { SERVICE_LIST } from './service-list';

class TimelineQuery extends PageQuery {
  @Moment({ optional: true, description: 'What had happened by then.' })
  asOf?: string;

  @Text({
    maxLength: 100,
    pattern: SERVICE_LIST,
    says: 'names of services, separated by commas',
    optional: true,
    description: 'Only what these say, such as `orders,logistics`.',
  })
  services?: string;
}

/** A sentence may repeat what a customer wrote. */
const WORDS = { words: 'sentence' } as const;

@Controller('v1/timelines')
@ApiTags('timelines')
export class TimelineController {
  constructor(
    private readonly views: Views,
    private readonly channels: OrderChannels,
    private readonly vault: Vault,
  ) {}

  @Get('skus/:sku')
  @Permit('alignment.read')
  @ApiOperation({
    summary: 'What happened to a SKU, in all departments, the latest first',
    description:
      'One sentence for each event. Callers who are limited to sales channels or warehouses see what concerns orders of theirs, and what concerns no order. Callers who are limited to some warehouses do not see what happened in another one, nor what counts units in all of them.',
  })
  @AnswersPage(MomentRow)
  sku(@Param('sku') sku: string, @Query() query: TimelineQuery, @TheCaller() caller: Caller) {
    return this.page(skuSubject(sku), query, caller);
  }

  @Get('orders/:orderId')
  @Permit('alignment.read')
  @ApiOperation({
    summary: 'What happened to an order, in all departments, the latest first',
    description:
      'One sentence for each event. Orders of other sales channels (`channel-out-of-scope`, 403) and orders that other warehouses send (`warehouse-out-of-scope`, 403) are refused.',
  })
  @AnswersPage(MomentRow)
  async order(@Param('orderId') orderId: string, @Query() query: TimelineQuery, @TheCaller() caller: Caller) {
    await this.channels.demand(caller, orderId);
    return this.page(orderSubject(orderId), query, caller);
  }

  private async page(subject: string, query: TimelineQuery, caller: Caller) {
    const page = await this.views.page(MomentRow, query, { by: 'place', descending: true }, (select) => {
      select.andWhere('row.subject = :subject', { subject });
      if (query.asOf) select.andWhere('row.at <= :asOf', { asOf: query.asOf });
      if (query.services) select.andWhere('row.service = any(:services)', { services: query.services.split(',') });
      narrowToOwnMoments(caller, select);
    });
    return { ...page, items: await Promise.all(page.items.map((row) => shown(this.vault, caller, row, WORDS))) };
  }
}
