import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Incoming,
  IncomingRequest,
  listOf,
  mapOf,
  onlyOwn,
  PageQuery,
  Permit,
  Problem,
  reaches,
  Text,
  TheCaller,
  ValueProperty,
  Views,
} from '@concord/service';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { customer360 } from './customer-360.reader';
import { customer } from './customer.decider';
import { OrderSummary } from '../order-page/order-page-summary.reader';
import { CaseRow } from '../case/cases.projection';
import { ReturnDeskRow } from '../return-desk/return-desk.projection';
import { CustomerRow } from './customers.projection';

class RegisterCustomerRequest {
  @Text({
    maxLength: 100,
    pattern: /^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
    optional: true,
    description: 'An id of your choice.',
  })
  customerId?: string;

  // No blanks and no @: so a name or a mail address cannot get into an event by accident.
  @Text({ maxLength: 100, pattern: /^[^\s@]+$/, optional: true, description: "The shop's own number; never a name." })
  reference?: string;

  @Text({ maxLength: 60, optional: true, example: 'United Kingdom' })
  country?: string;
}

class RegisteredCustomer {
  @ApiProperty({ type: 'string' })
  id!: string;

  @ApiProperty({ type: 'string', description: 'The same as `id`.' })
  customerId!: string;

  @ApiProperty({ type: 'string', nullable: true })
  reference!: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  country!: string | null;
}

/** All that the shop knows of a customer. */
class Customer360 extends CustomerRow {
  @ValueProperty(mapOf('whole'), {
    description: 'The number of orders, by status and in `total`.',
    example: { total: 2 },
  })
  orders!: Record<string, number>;

  @ValueProperty(listOf({ currency: 'text', orderedMinor: 'whole', capturedMinor: 'whole', refundedMinor: 'whole' }), {
    description: 'Amounts by currency; ordered leaves out rejected and cancelled orders.',
  })
  totals!: object[];

  @ApiProperty({ type: () => [OrderSummary] })
  latestOrders!: OrderSummary[];

  @ApiProperty({ type: () => [ReturnDeskRow] })
  returns!: ReturnDeskRow[];

  @ApiProperty({ type: () => [CaseRow] })
  cases!: CaseRow[];
}

@Controller('v1/customers')
@ApiTags('customers')
export class CustomerController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly dataSource: DataSource,
  ) {}

  @Post()
  @Permit('customer.write')
  @ApiOperation({
    summary: 'Registers a customer; a repeated request with the same data changes nothing',
    description:
      'Without a customerId one is generated. No names and no addresses: a reference is the number of the shop. Other data under the same id are refused (`customer-exists`, 409).',
  })
  @Answers(RegisteredCustomer)
  register(@Body() body: RegisterCustomerRequest, @Incoming() incoming: IncomingRequest, @TheCaller() caller: Caller) {
    const own = onlyOwn(caller, 'customer.write') ? caller.customerId : undefined;
    const customerId = body.customerId ?? own ?? newId();
    if (!reaches(caller, 'customer.write', customerId)) throw unknown(customerId);
    const data = { ...body, customerId };
    const { reference = null, country = null } = body;
    const answer = { id: customerId, customerId, reference, country };
    return this.commands.run(incoming, customer, { type: 'RegisterCustomer', data }, () => answer);
  }

  @Get()
  @Permit('customer.read')
  @ApiOperation({
    summary: 'Customers, registered or known by their orders',
    description: 'Customers see only themselves.',
  })
  @AnswersPage(CustomerRow)
  list(@Query() query: PageQuery, @TheCaller() caller: Caller) {
    return this.views.page(CustomerRow, query, { by: 'customerId' }, (select) => {
      if (onlyOwn(caller, 'customer.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
  }

  @Get(':customerId/360')
  @Permit('customer.read')
  @ApiOperation({
    summary: 'A customer with orders, returns and cases',
    description:
      'The latest 20 of each, from the sales channels of the caller. Amounts are minor units. An unknown customer is `customer-unknown` (404).',
  })
  @Answers(Customer360)
  async page(@Param('customerId') customerId: string, @TheCaller() caller: Caller) {
    if (!reaches(caller, 'customer.read', customerId)) throw unknown(customerId);
    const found = await customer360(customerId, this.views, this.dataSource, caller.scopes.channels);
    if (!found) throw unknown(customerId);
    return found;
  }
}

const unknown = (customerId: string) => new Problem(404, 'customer-unknown', `There is no customer ${customerId}.`);
