import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { subjectOf } from '@concord/contracts';
import {
  Answers,
  type Caller,
  Commands,
  Incoming,
  IncomingRequest,
  type Permission,
  Permit,
  Problem,
  reaches,
  TheCaller,
  Vault,
  Views,
  Written,
} from '@concord/service';
import { DataSource } from 'typeorm';
import { CaseRow } from '../case/cases.projection';
import { SeenCustomer } from '../customer/seen-customer.reader';
import { customer } from '../customer/customer.decider';
import { CustomerRow } from '../customer/customers.projection';
import { OrderPageRow } from '../order-page/order-pages.projection';
import { demandAllOrdersOf, demandOrder } from '../order-page/own-orders.reader';
import { ReturnDeskRow } from '../return-desk/return-desk.projection';
import { guest } from './guest.decider';
import { guestOrdersOf, openOrdersOf, orderIdsOf, personalDataOf, type Person } from './personal-data.reader';

/** Everything about one person. */
class PersonalData {
  @ApiProperty({ type: () => SeenCustomer, nullable: true, description: 'Contact and addresses; null for a guest.' })
  customer!: SeenCustomer | null;

  @ApiProperty({ type: () => [OrderPageRow], description: 'With shipTo, billTo and contact.' })
  orders!: OrderPageRow[];

  @ApiProperty({ type: () => [ReturnDeskRow] })
  returns!: ReturnDeskRow[];

  @ApiProperty({ type: () => [CaseRow] })
  cases!: CaseRow[];
}

const ERASES =
  'The key of the person is destroyed: name, addresses, e-mail, phone and card read as erased in every service, topic and backup within a minute. Orders and sums stay. Cannot be undone.';
const REFUSED =
  'Refused while an order or a return of this person is under way or money is owed (`erasure-too-early`, 409): the answer names the orders.';

@Controller('v1')
@ApiTags('personal data')
export class ErasureController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
  ) {}

  @Post('customers/:customerId/erase')
  @HttpCode(200)
  @Permit('customer.erase')
  @ApiOperation({ summary: 'Erases the personal data of a customer', description: `${ERASES} ${REFUSED}` })
  @Answers(Written)
  async eraseCustomer(
    @Param('customerId') customerId: string,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    await this.demandCustomer(caller, 'customer.erase', customerId);
    await this.demandOver({ customerId });
    const orderIds = await orderIdsOf(customerId, this.dataSource);
    const subjects = [subjectOf({ customerId }), ...orderIds.map((orderId) => subjectOf({ orderId }))];
    return this.commands.run(incoming, customer, { type: 'EraseCustomer', data: { customerId, subjects } });
  }

  @Post('customers/:customerId/export')
  @HttpCode(200)
  @Permit('customer.export')
  @ApiOperation({
    summary: 'Everything that the shop keeps about a customer',
    description: 'Contact, addresses, orders with their addresses, returns and cases, as one JSON document.',
  })
  @Answers(PersonalData)
  async exportCustomer(@Param('customerId') customerId: string, @TheCaller() caller: Caller) {
    await this.demandCustomer(caller, 'customer.export', customerId);
    return personalDataOf({ customerId }, this.dataSource, this.vault);
  }

  @Post('guests/:orderId/erase')
  @HttpCode(200)
  @Permit('customer.erase')
  @ApiOperation({
    summary: 'Erases the personal data of the guest who placed an order',
    description: `${ERASES} ${REFUSED} Orders that added goods to it, or replaced some, belong to it. An order of a customer is refused (\`order-not-of-guest\`, 409).`,
  })
  @Answers(Written)
  async eraseGuest(
    @Param('orderId') orderId: string,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    await this.demandGuest(caller, 'customer.erase', orderId);
    const { firstOrderId, orderIds } = await guestOrdersOf(orderId, this.dataSource);
    await this.demandOver({ orderIds });
    const subjects = orderIds.map((id) => subjectOf({ orderId: id }));
    return this.commands.run(incoming, guest, { type: 'EraseGuest', data: { orderId: firstOrderId, subjects } });
  }

  @Post('guests/:orderId/export')
  @HttpCode(200)
  @Permit('customer.export')
  @ApiOperation({
    summary: 'Everything that the shop keeps about the guest who placed an order',
    description:
      'The order and those that added goods to it or replaced some, with their addresses, returns and cases, as one JSON document. An order of a customer is refused (`order-not-of-guest`, 409).',
  })
  @Answers(PersonalData)
  async exportGuest(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    await this.demandGuest(caller, 'customer.export', orderId);
    const { orderIds } = await guestOrdersOf(orderId, this.dataSource);
    return personalDataOf({ orderIds }, this.dataSource, this.vault);
  }

  private async demandCustomer(caller: Caller, permission: Permission, customerId: string) {
    const known = reaches(caller, permission, customerId) && (await this.views.find(CustomerRow, { customerId }));
    if (!known) throw new Problem(404, 'customer-unknown', `There is no customer ${customerId}.`);
    // The answer, or what is erased, spans all orders.
    await demandAllOrdersOf(caller, customerId, this.dataSource);
  }

  private async demandGuest(caller: Caller, permission: Permission, orderId: string) {
    const page = await this.views.one(OrderPageRow, { orderId }, 'order');
    const { customerId } = page;
    if (!reaches(caller, permission, customerId ?? undefined))
      throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
    demandOrder(caller, page);
    if (customerId !== null)
      throw new Problem(
        409,
        'order-not-of-guest',
        `The order ${orderId} is one of the customer ${customerId}: name the customer instead.`,
        { customerId },
      );
  }

  private async demandOver(person: Person) {
    const orderIds = await openOrdersOf(person, this.dataSource);
    if (orderIds.length > 0)
      throw new Problem(
        409,
        'erasure-too-early',
        `These orders are under way, or money is owed for them: ${orderIds.join(', ')}. Erase when they are over.`,
        { orderIds },
      );
  }
}
