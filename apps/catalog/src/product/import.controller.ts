import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  fields,
  IMPORT_ROWS_MAX,
  PRICE_APPROVAL_PERCENT,
  PRICE_MARGIN_FLOOR_PERCENT,
  PRODUCT_CATEGORIES_MAX,
  UNIT_WEIGHT_G_MAX,
} from '@concord/contracts';
import { derivedId, Engine } from '@concord/event-sourcing';
import {
  Commands,
  CurrentSettings,
  Currency,
  Flag,
  Incoming,
  IncomingRequest,
  mayDo,
  Minor,
  OneOf,
  Permit,
  RowsOf,
  SkuText,
  Text,
  TextList,
  Views,
  Whole,
  type Caller,
  type FieldProblem,
  type Row,
  Answers,
} from '@concord/service';
import { Any } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { ImportProduct } from './import-product.decider';
import { SkuCostRow } from '../price/sku-costs.projection';
import { VariantRow } from './variants.projection';

class ImportRow {
  @SkuText()
  sku!: string;

  @Text({ maxLength: 500 })
  title!: string;

  @OneOf(['shippable', 'service'])
  kind!: 'shippable' | 'service';

  @Minor({
    description: 'Price in the standard list. With 0 there is no list price: the product is sold at agreed prices.',
  })
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
    description: 'Slugs of all categories of the product.',
  })
  categories?: string[];

  @Text({
    maxLength: 40,
    pattern: fields.CODE,
    says: 'small letters, digits and dashes',
    optional: true,
    description: 'The tax class of the product. Where it is left out, the product keeps its class.',
  })
  taxClass?: string;
}

class ImportRequest {
  @RowsOf(ImportRow, { minItems: 1, maxItems: IMPORT_ROWS_MAX, description: 'The rows; each succeeds or fails alone.' })
  rows!: Row<ImportRow>[];

  @Flag({ optional: true, default: true, description: 'Whether complete products are published.' })
  publish: boolean = true;
}

/** A row that sets a price needs the same right as the routes for prices. */
function pricingOf({ roles }: Caller): ImportProduct['data']['pricing'] {
  if (mayDo(roles, 'catalog.price.import')) return 'masters';
  return mayDo(roles, 'catalog.price.propose') ? 'proposes' : 'none';
}

const UNPRICED =
  'Not published: the product has no price, and you may not sell it without one. Let somebody propose a price.';
const OTHER_CHANNELS = 'Not published: your roles hold in none of its sales channels.';

/** The result of a row. */
class RowOutcome {
  @ApiProperty({ type: 'integer', description: 'Counted from 0.' })
  row!: number;

  @ApiProperty({ type: 'string', required: false, description: 'Absent where the row could not be read.' })
  sku?: string;

  @ApiProperty({ type: 'string', enum: ['imported', 'unchanged', 'failed'] })
  status!: 'imported' | 'unchanged' | 'failed';

  @ApiProperty({ type: 'string', required: false })
  code?: string;

  @ApiProperty({ type: 'string', required: false, description: 'The field that failed first.' })
  path?: string;

  @ApiProperty({ type: 'string', required: false, description: 'What is wrong, or why the product is not published.' })
  detail?: string;

  @ApiProperty({
    type: 'boolean',
    required: false,
    description: 'Whether the product is published now; absent where publish is false, and where the row failed.',
  })
  published?: boolean;

  @ApiProperty({
    type: 'array',
    required: false,
    description: 'All problems of a row that could not be read.',
    items: {
      type: 'object',
      required: ['path', 'rule', 'message'],
      properties: { path: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
    },
  })
  errors?: readonly FieldProblem[];
}

class ImportOutcome {
  @ApiProperty({ type: 'integer' })
  imported!: number;

  @ApiProperty({ type: 'integer' })
  unchanged!: number;

  @ApiProperty({ type: 'integer' })
  failed!: number;

  @ApiProperty({ type: () => [RowOutcome] })
  rows!: RowOutcome[];
}

@Controller('v1/imports')
@ApiTags('imports')
export class ImportController {
  constructor(
    private readonly engine: Engine,
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
  ) {}

  @Post()
  @HttpCode(200)
  @Permit('catalog.product.write')
  @ApiOperation({
    summary: 'Imports products: each row succeeds or fails alone',
    description:
      'A row is idempotent by value: a row that changes nothing is `unchanged`. A row that fails names its ' +
      'field in `path` and the reason. Prices are set only for callers who may propose or import prices. A row without a price is imported and stays unpublished: `published` and `detail` say so.',
  })
  @Answers(ImportOutcome)
  import(@Body() { rows, publish }: ImportRequest, @Incoming() incoming: IncomingRequest) {
    const { caller } = incoming;
    const settings = this.settings.for(incoming);
    const given = {
      publish,
      pricing: pricingOf(caller),
      mayTax: mayDo(caller.roles, 'catalog.tax.write'),
      within: caller.scopes.channels,
      approvalPercent: settings.of(PRICE_APPROVAL_PERCENT),
      floorPercent: settings.of(PRICE_MARGIN_FLOOR_PERCENT),
    };
    return this.commands.once(incoming, async (did) => {
      const costs = await this.costsOf(given.pricing, rows);
      // Rows are committed together, each as its own unit of work.
      const outcomes = await Promise.all(
        rows.map(async ({ row, value, problems }) =>
          problems
            ? unreadable(row, problems)
            : this.importRow(row, { ...value, ...given, ...costs(value.sku), newProductId: newId() }, incoming, did),
        ),
      );
      if (publish) await this.sayWhetherForSale(outcomes);
      const count = (status: RowOutcome['status']) => outcomes.filter((outcome) => outcome.status === status).length;
      return { imported: count('imported'), unchanged: count('unchanged'), failed: count('failed'), rows: outcomes };
    });
  }

  /** The last known costs. The system that masters prices needs none, because its prices have no floor. */
  private async costsOf(pricing: ImportProduct['data']['pricing'], rows: readonly Row<ImportRow>[]) {
    const skus = rows.flatMap(({ value }) => (value ? [value.sku] : []));
    const known = pricing === 'proposes' ? await this.views.all(SkuCostRow, { sku: Any(skus) }) : [];
    const bySku = new Map(known.map(({ sku, costMinor }) => [sku, { costMinor }]));
    return (sku: string) => bySku.get(sku);
  }

  /** A row may be imported and stay unpublished: the caller who asked for both is told. */
  private async sayWhetherForSale(outcomes: readonly RowOutcome[]): Promise<void> {
    const skus = outcomes.flatMap(({ sku, status }) => (sku === undefined || status === 'failed' ? [] : [sku]));
    const rows = new Map((await this.views.all(VariantRow, { sku: Any(skus) })).map((row) => [row.sku, row]));
    for (const outcome of outcomes) {
      const row = outcome.status === 'failed' ? undefined : rows.get(outcome.sku ?? '');
      if (!row) continue;
      outcome.published = row.published;
      if (!row.published) outcome.detail = row.currency === null ? UNPRICED : OTHER_CHANNELS;
    }
  }

  private async importRow(
    row: number,
    data: ImportProduct['data'],
    { commandId, meta }: IncomingRequest,
    did: (token: string | undefined) => void,
  ): Promise<RowOutcome> {
    const { sku } = data;
    const command: ImportProduct = { type: 'ImportProduct', data };
    // An id for each row: after a crash the repeated request finds what this row did.
    const rowId = derivedId(commandId, `row-${row}`);
    const outcome = await this.engine.execute({ commands: [{ command }], commandId: rowId, meta });
    if (outcome.kind === 'rejected') {
      const { code, detail, facts } = outcome.rejection;
      const path = `rows.${row}.${(facts['path'] as string | undefined) ?? 'sku'}`;
      return { row, sku, status: 'failed', code, path, detail };
    }
    if (outcome.kind !== 'done' || outcome.events.length === 0) return { row, sku, status: 'unchanged' };
    did(outcome.token);
    return { row, sku, status: 'imported' };
  }
}

function unreadable(row: number, errors: readonly FieldProblem[]): RowOutcome {
  const detail = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  return { row, status: 'failed', code: 'row-invalid', path: errors[0]!.path, detail, errors };
}
