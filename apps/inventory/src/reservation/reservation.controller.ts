import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, type Caller, OrderChannels, Permit, Problem, TheCaller, Views, worksIn } from '@concord/service';
import { ReservationRow } from './reservations.projection';

@Controller('v1/reservations')
@ApiTags('reservations')
export class ReservationController {
  constructor(
    private readonly views: Views,
    private readonly channels: OrderChannels,
  ) {}

  @Get(':orderId')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'The units reserved for an order',
    description:
      'Rejected: nothing is reserved, and short names the missing units. Callers who are limited to warehouses see what is reserved there (`warehouse-out-of-scope`, 403), and callers who are limited to sales channels the orders of those (`channel-out-of-scope`, 403).',
  })
  @Answers(ReservationRow)
  async one(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(ReservationRow, { orderId }, 'reservation');
    await this.channels.demandChannel(caller, orderId);
    if (!caller.scopes.warehouseIds) return row;
    const allocations = row.allocations.filter(({ warehouse }) => worksIn(caller, warehouse));
    if (allocations.length > 0) return { ...row, allocations };
    throw new Problem(
      403,
      'warehouse-out-of-scope',
      `Nothing is reserved for the order ${orderId} at your warehouses.`,
    );
  }
}
