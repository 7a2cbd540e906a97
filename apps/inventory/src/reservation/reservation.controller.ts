import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit, Views } from '@concord/service';
import { ReservationRow } from './reservations.projection';

@Controller('v1/reservations')
@ApiTags('reservations')
export class ReservationController {
  constructor(private readonly views: Views) {}

  @Get(':orderId')
  @Permit('inventory.read')
  @ApiOperation({ summary: 'What is set aside for an order' })
  one(@Param('orderId') orderId: string) {
    return this.views.one(ReservationRow, { orderId }, 'reservation');
  }
}
