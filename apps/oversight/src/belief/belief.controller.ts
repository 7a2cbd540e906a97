import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  ANY_VALUE_OR_NULL,
  type Believed,
  type Caller,
  demandAllWarehouses,
  hiddenFrom,
  listOf,
  mapOf,
  OrderChannels,
  Permit,
  TheCaller,
  ValueProperty,
  worksIn,
} from '@concord/service';
import { Beliefs } from './beliefs.gateway';

const ROW_OR_NULL = { anyOf: [mapOf(ANY_VALUE_OR_NULL), { type: 'null' }] };
const COLUMNS = listOf({ column: 'text', owner: ANY_VALUE_OR_NULL, believed: ANY_VALUE_OR_NULL, equal: 'flag' });
const BELIEFS = listOf({
  service: 'text',
  view: 'text',
  row: ROW_OR_NULL,
  columns: COLUMNS,
  equal: 'flag',
  moving: 'flag',
});

class SeenBeliefs {
  @ApiProperty({ type: 'string', format: 'date-time', description: 'When the services were asked.' })
  at!: string;

  @ValueProperty(listOf({ fact: 'text', owner: 'text', key: 'text', row: ROW_OR_NULL, beliefs: BELIEFS }), {
    description:
      'Each fact with what its owner says (row) and what every view says that repeats it. moving: it differs and is on its way.',
  })
  items!: readonly Believed[];

  @ValueProperty(listOf('text'), { description: 'Services that did not answer: what they believe is missing.' })
  unreachable!: readonly string[];
}

/** Who believes what: asked live of all services, within two seconds. */
@Controller('v1/beliefs')
@ApiTags('beliefs')
export class BeliefController {
  constructor(
    private readonly beliefs: Beliefs,
    private readonly channels: OrderChannels,
  ) {}

  @Get('skus/:sku')
  @Permit('audit.read')
  @ApiOperation({
    summary: 'What every service believes of a SKU, beside what the owner of the fact says',
    description:
      'Asks all services now, and answers within two seconds, also where some of them do not answer. Callers who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403).',
  })
  @Answers(SeenBeliefs)
  async sku(@Param('sku') sku: string, @TheCaller() caller: Caller) {
    demandAllWarehouses(caller);
    return { at: new Date().toISOString(), ...(await this.beliefs.about('sku', sku)) };
  }

  @Get('orders/:orderId')
  @Permit('audit.read')
  @ApiOperation({
    summary: 'What every service believes of an order, its parcels, returns and cases',
    description:
      'Asks all services now, and answers within two seconds, also where some of them do not answer. Orders of other sales channels (`channel-out-of-scope`, 403) and orders that other warehouses send (`warehouse-out-of-scope`, 403) are refused; parcels of other warehouses are left out.',
  })
  @Answers(SeenBeliefs)
  async order(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    await this.channels.demand(caller, orderId);
    const at = new Date().toISOString();
    const { items, unreachable } = await this.beliefs.about('order', orderId);
    return {
      at,
      unreachable,
      items: items.filter((fact) => isOfOwnWarehouse(fact, caller)).map((fact) => withoutPeople(fact, caller)),
    };
  }
}

/** Callers who see no personal data are not told whose the order is. */
function withoutPeople(fact: Believed, caller: Caller): Believed {
  const hidden = new Set(hiddenFrom(caller, ['customerId']));
  if (hidden.size === 0) return fact;
  const shownRow = (row: Believed['row']) =>
    row && Object.fromEntries(Object.entries(row).filter(([column]) => !hidden.has(column)));
  const beliefs = fact.beliefs.map((belief) => ({
    ...belief,
    row: shownRow(belief.row),
    columns: belief.columns.filter(({ column }) => !hidden.has(column)),
  }));
  return { ...fact, row: shownRow(fact.row), beliefs };
}

function isOfOwnWarehouse({ row, beliefs }: Believed, caller: Caller): boolean {
  const rows = [row, ...beliefs.map((belief) => belief.row)];
  return rows.every((each) => typeof each?.['warehouse'] !== 'string' || worksIn(caller, each['warehouse']));
}
