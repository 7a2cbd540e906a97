import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Commands, Flag, Incoming, IncomingRequest, PageQuery, Permit, Text, Views } from '@concord/service';
import { warehouse } from './warehouse.decider';
import { WarehouseRow } from './warehouses.projection';

class ConfigureWarehouseRequest {
  @Text({ maxLength: 200 })
  name!: string;

  @Flag({ optional: true, default: true })
  ships: boolean = true;

  @Flag({ optional: true, default: true })
  acceptsReturns: boolean = true;
}

class OpenWarehouseRequest extends ConfigureWarehouseRequest {
  @Text({ maxLength: 40, pattern: /^[A-Z0-9][A-Z0-9-]*$/, example: 'MAIN' })
  warehouse!: string;

  @Text({ maxLength: 60, optional: true })
  country?: string;

  @Flag({ optional: true, default: true, description: 'Whether what lies here can be ordered.' })
  sells: boolean = true;
}

@Controller('v1/warehouses')
@ApiTags('warehouses')
export class WarehouseController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('inventory.read')
  @ApiOperation({ summary: 'Warehouses' })
  list(@Query() query: PageQuery) {
    return this.views.page(WarehouseRow, query, { by: 'warehouse' });
  }

  @Get(':warehouse')
  @Permit('inventory.read')
  @ApiOperation({ summary: 'One warehouse' })
  one(@Param('warehouse') code: string) {
    return this.views.one(WarehouseRow, { warehouse: code }, 'warehouse');
  }

  @Post()
  @Permit('inventory.warehouse.write')
  @ApiOperation({ summary: 'Opens a warehouse' })
  open(@Body() data: OpenWarehouseRequest, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, warehouse, { type: 'OpenWarehouse', data });
  }

  @Put(':warehouse')
  @Permit('inventory.warehouse.write')
  @ApiOperation({ summary: 'Changes name and flags' })
  configure(
    @Param('warehouse') code: string,
    @Body() body: ConfigureWarehouseRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, warehouse, { type: 'ConfigureWarehouse', data: { ...body, warehouse: code } });
  }
}
