import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  customersOf,
  demandChannel,
  Incoming,
  IncomingRequest,
  Minor,
  PageQuery,
  Permit,
  Problem,
  TheCaller,
  Views,
  Written,
} from '@concord/service';
import { DataSource } from 'typeorm';
import { narrowToOwnCustomers } from '../order-page/own-orders.reader';
import { CustomerRow } from '../customer/customers.projection';
import { addBuyer } from './add-buyer.decider';
import { COMPANIES_BUY_IN } from './channel';
import { BuyerRow } from './buyers.projection';
import { CompanyRow } from './companies.projection';

class BuyerRequest {
  @Minor({
    optional: true,
    description: 'The largest total of one order, in the currency of the company. Without it the credit alone limits.',
  })
  orderLimitMinor?: number;
}

@Controller('v1/companies/:companyId/buyers')
@ApiTags('companies')
export class BuyerController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Permit('company.read')
  @ApiOperation({
    summary: 'The buyers of a company',
    description: 'By the id of the customer; names stand at the customer. `company-unknown` (404).',
  })
  @AnswersPage(BuyerRow)
  async list(@Param('companyId') companyId: string, @Query() query: PageQuery, @TheCaller() caller: Caller) {
    demandChannel(caller, COMPANIES_BUY_IN);
    await this.views.one(CompanyRow, { companyId }, 'company');
    return this.views.page(BuyerRow, query, { by: 'customerId' }, (select) =>
      select.andWhere('row.companyId = :companyId', { companyId }),
    );
  }

  @Put(':customerId')
  @Permit('company.manage')
  @ApiOperation({
    summary: 'Lets a customer order for a company, or changes the limit of a buyer',
    description:
      'A customer orders for one company at a time (`buyer-of-another-company`, 409). `company-unknown`, `customer-unknown` (404), `customer-erased` (409). Nobody makes themselves a buyer (`second-person-needed`, 422).',
  })
  @Answers(Written)
  async add(
    @Param('companyId') companyId: string,
    @Param('customerId') customerId: string,
    @Body() body: BuyerRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    demandChannel(caller, COMPANIES_BUY_IN);
    if (customersOf(caller).includes(customerId))
      throw new Problem(422, 'second-person-needed', 'You are this customer: ask another person to make you a buyer.');
    await this.demandCustomer(caller, customerId);
    return this.commands.run(incoming, addBuyer, { type: 'AddBuyer', data: { ...body, companyId, customerId } });
  }

  @Post(':customerId/remove')
  @HttpCode(200)
  @Permit('company.manage')
  @ApiOperation({
    summary: 'Ends that a customer orders for a company',
    description: 'Placed orders stay on its account. Nothing happens where the customer is no buyer of this company.',
  })
  @Answers(Written)
  async remove(
    @Param('companyId') companyId: string,
    @Param('customerId') customerId: string,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    demandChannel(caller, COMPANIES_BUY_IN);
    await this.views.one(CompanyRow, { companyId }, 'company');
    await this.demandCustomer(caller, customerId);
    return this.commands.run(incoming, addBuyer, { type: 'RemoveBuyer', data: { companyId, customerId } });
  }

  /** Throws `Problem` 404 for a customer who is not known, or only in sales channels of others. */
  private async demandCustomer(caller: Caller, customerId: string): Promise<void> {
    const select = this.dataSource.getRepository(CustomerRow).createQueryBuilder('row').where({ customerId });
    narrowToOwnCustomers(caller, select);
    if (!(await select.getOne())) throw new Problem(404, 'customer-unknown', `There is no customer ${customerId}.`);
  }
}
