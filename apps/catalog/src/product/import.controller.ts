import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IMPORT_ROWS_MAX, PRODUCT_CATEGORIES_MAX, UNIT_WEIGHT_G_MAX } from '@concord/contracts';
import { Engine } from '@concord/event-sourcing';
import {
  Currency,
  Flag,
  Incoming,
  IncomingRequest,
  ListOf,
  mayDo,
  Minor,
  OneOf,
  Permit,
  Text,
  TextList,
  Whole,
  type Caller,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import type { ImportProduct } from './import-product.decider';

class ImportRow {
  @Text({ minLength: 0, maxLength: 200, example: 'TEE-RED-M', description: 'A row with a bad SKU fails alone.' })
  sku!: string;

  @Text({ minLength: 0, maxLength: 500 })
  title!: string;

  @OneOf(['shippable', 'service'])
  kind!: 'shippable' | 'service';

  @Minor({ description: 'Price in the standard list; 0 leaves it unpriced: it is sold at agreed prices.' })
  priceMinor!: number;

  @Currency()
  currency!: string;

  @Text({ minLength: 0, maxLength: 10_000, optional: true })
  description?: string;

  @Whole({ minimum: 1, maximum: UNIT_WEIGHT_G_MAX, optional: true })
  weightG?: number;

  @TextList({
    maxItems: PRODUCT_CATEGORIES_MAX,
    maxLength: 100,
    optional: true,
    description: 'Slugs of categories, which then are all.',
  })
  categories?: string[];
}

class ImportRequest {
  @ListOf(ImportRow, { minItems: 1, maxItems: IMPORT_ROWS_MAX })
  rows!: ImportRow[];

  @Flag({ optional: true, default: true, description: 'Whether products that can be sold are put on sale.' })
  publish: boolean = true;
}

/** The members of a row that price need the same right as the routes for prices. */
function pricingOf({ roles }: Caller): ImportProduct['data']['pricing'] {
  if (mayDo(roles, 'catalog.price.import')) return 'masters';
  return mayDo(roles, 'catalog.price.propose') ? 'proposes' : 'none';
}

interface RowOutcome {
  row: number;
  sku: string;
  status: 'imported' | 'unchanged' | 'failed';
  code?: string;
  /** The member that failed. */
  path?: string;
  detail?: string;
}

@Controller('v1/imports')
@ApiTags('imports')
export class ImportController {
  constructor(private readonly engine: Engine) {}

  @Post()
  @HttpCode(200)
  @Permit('catalog.product.write')
  @ApiOperation({
    summary: 'Brings products in: each row succeeds or fails alone',
    description: 'A row is idempotent by value: what is there already, as it is there, is `unchanged`.',
  })
  async import(@Body() { rows, publish }: ImportRequest, @Incoming() incoming: IncomingRequest) {
    const { meta, caller } = incoming;
    const given = { publish, pricing: pricingOf(caller), within: caller.scopes.channels };
    // Rows that are asked for together are committed together, each its own unit of work.
    const outcomes = await Promise.all(
      rows.map((row, n) => this.importRow(n, { ...row, ...given, newProductId: newId() }, meta)),
    );
    const count = (status: RowOutcome['status']) => outcomes.filter((outcome) => outcome.status === status).length;
    return { imported: count('imported'), unchanged: count('unchanged'), failed: count('failed'), rows: outcomes };
  }

  private async importRow(
    row: number,
    data: ImportProduct['data'],
    meta: IncomingRequest['meta'],
  ): Promise<RowOutcome> {
    const { sku } = data;
    const command: ImportProduct = { type: 'ImportProduct', data };
    // A fresh id: a row is idempotent by its value, and a value that comes back later is another decision.
    const outcome = await this.engine.execute({ commands: [{ command }], commandId: newId(), meta });
    if (outcome.kind === 'rejected') {
      const { code, detail, facts } = outcome.rejection;
      const path = `rows.${row}.${(facts['path'] as string | undefined) ?? 'sku'}`;
      return { row, sku, status: 'failed', code, path, detail };
    }
    const changed = outcome.kind === 'done' && outcome.events.length > 0;
    return { row, sku, status: changed ? 'imported' : 'unchanged' };
  }
}
