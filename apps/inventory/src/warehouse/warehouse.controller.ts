import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { STOCK_LOW_UNITS } from '@concord/contracts';
import { Engine } from '@concord/event-sourcing';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  CurrentSettings,
  demandWarehouse,
  Flag,
  Incoming,
  IncomingRequest,
  narrowToOwn,
  PageQuery,
  Permit,
  Text,
  TheCaller,
  Views,
  Written,
} from '@concord/service';
import { DataSource } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import type { ApplyWarehouse } from '../stock/book-stock.decider';
import { warehouse } from './warehouse.decider';
import { StockRow } from '../stock/stock.projection';
import { WarehouseRow } from './warehouses.projection';

const SELLS = 'Whether its stock can be ordered.';
const SHIPS = 'Whether parcels leave it: what it cannot ship is not for sale.';
const ACCEPTS_RETURNS = 'Whether returned units may be put on its shelves.';

class OpenWarehouseRequest {
  @Text({
    maxLength: 40,
    pattern: /^[A-Z0-9][A-Z0-9-]*$/,
    says: 'capital letters, digits and dashes, such as MAIN',
    example: 'MAIN',
  })
  warehouse!: string;

  @Text({ maxLength: 200 })
  name!: string;

  @Text({ maxLength: 60, optional: true })
  country?: string;

  @Flag({ optional: true, default: true, description: SELLS })
  sells: boolean = true;

  @Flag({ optional: true, default: true, description: SHIPS })
  ships: boolean = true;

  @Flag({ optional: true, default: true, description: ACCEPTS_RETURNS })
  acceptsReturns: boolean = true;
}

class ConfigureWarehouseRequest {
  @Text({ maxLength: 200, optional: true })
  name?: string;

  @Flag({ optional: true, description: SELLS })
  sells?: boolean;

  @Flag({ optional: true, description: SHIPS })
  ships?: boolean;

  @Flag({ optional: true, description: ACCEPTS_RETURNS })
  acceptsReturns?: boolean;
}

@Controller('v1/warehouses')
@ApiTags('warehouses')
export class WarehouseController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
    private readonly engine: Engine,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Permit('inventory.read')
  @ApiOperation({ summary: 'Warehouses', description: 'The warehouses of the caller, by code.' })
  @AnswersPage(WarehouseRow)
  list(@Query() query: PageQuery, @TheCaller() caller: Caller) {
    return this.views.page(WarehouseRow, query, { by: 'warehouse' }, (select) => narrowToOwn(caller, select));
  }

  @Get(':warehouse')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'One warehouse',
    description: 'A warehouse at which the caller has no role is refused (`warehouse-out-of-scope`, 403).',
  })
  @Answers(WarehouseRow)
  one(@Param('warehouse') code: string, @TheCaller() caller: Caller) {
    demandWarehouse(caller, code);
    return this.views.one(WarehouseRow, { warehouse: code }, 'warehouse');
  }

  @Post()
  @Permit('inventory.warehouse.write')
  @ApiOperation({
    summary: 'Opens a warehouse',
    description:
      'Its code is taken for ever. Goods can be received there at once. A code that is open already is refused (`warehouse-exists`, 409).',
  })
  @Answers(Written)
  open(@Body() data: OpenWarehouseRequest, @Incoming() incoming: IncomingRequest) {
    demandWarehouse(incoming.caller, data.warehouse);
    return this.commands.run(incoming, warehouse, { type: 'OpenWarehouse', data });
  }

  @Put(':warehouse')
  @Permit('inventory.warehouse.write')
  @ApiOperation({
    summary: 'Changes name and flags',
    description:
      'What the request leaves out stays as it is. Where the warehouse stops selling or shipping, its stock can no longer be ordered.',
  })
  @Answers(Written)
  async configure(
    @Param('warehouse') code: string,
    @Body() body: ConfigureWarehouseRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandWarehouse(incoming.caller, code);
    const data = { ...body, warehouse: code };
    const written = await this.commands.run(incoming, warehouse, { type: 'ConfigureWarehouse', data });
    await this.applyTo(await this.misplaced(code), code, incoming);
    return written;
  }

  /** The SKUs of a warehouse that are not updated yet after its flags changed. */
  private async misplaced(code: string): Promise<string[]> {
    const found = await this.dataSource
      .getRepository(StockRow)
      .createQueryBuilder('stock')
      .innerJoin(WarehouseRow, 'place', 'place.warehouse = :code', { code })
      .select('stock.sku', 'sku')
      .where(`(stock.warehouses -> :code ->> 'sells')::boolean <> (place.sells and place.ships)`)
      .getRawMany<{ sku: string }>();
    return found.map(({ sku }) => sku);
  }

  /** Each SKU by itself, idempotent by value: repeated after a crash, the request updates the remaining SKUs. */
  private async applyTo(skus: readonly string[], code: string, incoming: IncomingRequest) {
    const lowUnits = this.settings.for(incoming).of(STOCK_LOW_UNITS);
    const { meta } = incoming;
    await Promise.all(
      skus.map((sku) => {
        const command: ApplyWarehouse = { type: 'ApplyWarehouse', data: { sku, warehouse: code, lowUnits } };
        return this.engine.execute({ commands: [{ command }], commandId: uuid7(), meta });
      }),
    );
  }
}
