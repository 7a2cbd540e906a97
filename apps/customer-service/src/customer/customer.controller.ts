import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  ADDRESS_USES,
  ADDRESS_USES_MAX,
  CUSTOMER_ADDRESSES_MAX,
  fields,
  GROUPS_MAX,
  subjectOf,
} from '@concord/contracts';
import {
  AddressRequest,
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  customersOf,
  ContactRequest,
  Email,
  findableBy,
  flatAddress,
  Incoming,
  IncomingRequest,
  One,
  onlyOwn,
  PageQuery,
  PersonalLine,
  type Permission,
  type PersonalMembers,
  Permit,
  Phone,
  Problem,
  reaches,
  sealAddress,
  shown,
  Text,
  TextList,
  TheCaller,
  Vault,
  Views,
  Written,
} from '@concord/service';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { customer360 } from './customer-360.reader';
import { customer } from './customer.decider';
import { demandOwnCustomer, narrowToOwnCustomers } from '../order-page/own-orders.reader';
import { customersIn, foundBy } from './found-by.reader';
import { CustomerRow } from './customers.projection';
import { Customer360, NOTES, PERSONAL, SeenCustomer } from './seen-customer.reader';

class RegistrationRequest {
  @Text({
    maxLength: 100,
    pattern: /^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
    says: 'letters, digits and the signs . _ : -',
    optional: true,
    description: 'An id of your choice.',
  })
  customerId?: string;

  // No blanks and no @: so a name or a mail address cannot get into an event by accident.
  @Text({
    maxLength: 100,
    pattern: /^[^\s@]+$/,
    says: 'a number without blanks and without @',
    optional: true,
    description: "The shop's own number; never a name.",
  })
  reference?: string;

  @Text({ maxLength: 60, optional: true, example: 'United Kingdom' })
  country?: string;
}

class NamedContactRequest extends ContactRequest {
  @PersonalLine({ maxLength: 200, optional: true, example: 'Ada Bell' })
  name?: string;
}

class RegisterCustomerRequest extends RegistrationRequest {
  @One(NamedContactRequest, { optional: true, description: 'Personal: sealed.' })
  contact?: NamedContactRequest;
}

class SaveAddressRequest {
  @TextList({ values: ADDRESS_USES, maxItems: ADDRESS_USES_MAX, maxLength: 20, optional: true })
  uses?: ('shipping' | 'billing')[];

  @One(AddressRequest)
  address!: AddressRequest;
}

class GroupsRequest {
  @TextList({
    maxItems: GROUPS_MAX,
    maxLength: 40,
    pattern: fields.CODE,
    says: 'small letters, digits and dashes',
    description: 'All groups of the customer; empty for none.',
  })
  groups!: string[];
}

class CustomerQuery extends PageQuery {
  @Email({ optional: true, description: 'Only the customer with exactly this e-mail address.' })
  email?: string;

  @Phone({ optional: true, description: 'Only customers with exactly this phone number.' })
  phone?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only the customer with this id.' })
  customer?: string;
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

@Controller('v1/customers')
@ApiTags('customers')
export class CustomerController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
  ) {}

  @Post()
  @Permit('customer.write')
  @ApiOperation({
    summary: 'Registers a customer; a repeated request with the same data changes nothing',
    description:
      'Without a customerId one is generated. No names and no addresses: a reference is the number of the shop. Other data under the same id are refused (`customer-exists`, 409), and so is a customer of other sales channels or warehouses alone (`channel-out-of-scope`, `warehouse-out-of-scope`, 403).',
  })
  @Answers(RegisteredCustomer)
  async register(
    @Body() body: RegisterCustomerRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    const own = onlyOwn(caller, 'customer.write') ? caller.customerId : undefined;
    const customerId = body.customerId ?? own ?? newId();
    if (!reaches(caller, 'customer.write', customerId)) throw unknown(customerId);
    await demandOwnCustomer(caller, customerId, this.dataSource);
    const { reference, country } = body;
    const contact = body.contact && (await this.sealedIfNew(customerId, body.contact));
    const data = {
      customerId,
      ...(reference !== undefined && { reference }),
      ...(country !== undefined && { country }),
      ...(contact !== undefined && { contact }),
    };
    const answer = { id: customerId, customerId, reference: reference ?? null, country: country ?? null };
    const registered = await this.commands.run(incoming, customer, { type: 'RegisterCustomer', data }, () => answer);
    if (body.contact)
      await this.vault.index(subjectOf({ customerId: registered.customerId }), findableBy(body.contact));
    return registered;
  }

  @Get()
  @Permit('customer.read')
  @ApiOperation({
    summary: 'Customers, registered or known by their orders',
    description:
      'Customers see only themselves. An e-mail address is compared without regard to case, a phone number by its digits; parts of them find nobody, because personal data are sealed.',
  })
  @AnswersPage(SeenCustomer)
  async list(@Query() query: CustomerQuery, @TheCaller() caller: Caller) {
    const found = await foundBy(this.vault, query);
    const page = await this.views.page(CustomerRow, query, { by: 'customerId' }, (select) => {
      narrowToOwnCustomers(caller, select);
      if (query.customer) select.andWhere('row.customerId = :customer', { customer: query.customer });
      if (found) select.andWhere('row.customerId = any(:found)', { found: customersIn(found) });
      if (onlyOwn(caller, 'customer.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => this.seen(caller, row))) };
  }

  @Get(':customerId')
  @Permit('customer.read')
  @ApiOperation({
    summary: 'One customer, with contact and address book',
    description: 'An unknown customer is `customer-unknown` (404). After an erasure `erasedAt` says when.',
  })
  @Answers(SeenCustomer)
  async one(@Param('customerId') customerId: string, @TheCaller() caller: Caller) {
    return this.seen(caller, await this.reached(caller, 'customer.read', customerId));
  }

  @Post(':customerId/contact')
  @HttpCode(200)
  @Permit('customer.write')
  @ApiOperation({
    summary: 'Sets name, e-mail address and phone number of a customer',
    description:
      'Replaces all three: a member that is left out is unknown from then on. Refused for a customer who was erased (`customer-erased`, 409).',
  })
  @Answers(Written)
  async contact(
    @Param('customerId') customerId: string,
    @Body() body: NamedContactRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    await this.reached(caller, 'customer.write', customerId);
    const subject = subjectOf({ customerId });
    const contact = await this.vault.sealObject(subject, 'contact', body);
    const command = { type: 'UpdateContact' as const, data: { customerId, contact } };
    const written = await this.commands.run(incoming, customer, command);
    // After the write: a refused contact finds nobody.
    await this.vault.index(subject, findableBy(body));
    return written;
  }

  @Put(':customerId/addresses/:addressId')
  @Permit('customer.write')
  @ApiOperation({
    summary: 'Puts an address into the address book, in place of the one with this id',
    description: `A customer has ${CUSTOMER_ADDRESSES_MAX} addresses at most (\`too-many-addresses\`, 422). Refused for a customer who was erased (\`customer-erased\`, 409).`,
  })
  @Answers(Written)
  async saveAddress(
    @Param('customerId') customerId: string,
    @Param('addressId') addressId: string,
    @Body() { address, uses = [...ADDRESS_USES] }: SaveAddressRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    await this.reached(caller, 'customer.write', customerId);
    const sealed = await sealAddress(this.vault, subjectOf({ customerId }), address);
    const data = { customerId, addressId, uses, address: sealed };
    return this.commands.run(incoming, customer, { type: 'SaveAddress', data });
  }

  @Post(':customerId/addresses/:addressId/remove')
  @HttpCode(200)
  @Permit('customer.write')
  @ApiOperation({
    summary: 'Takes an address out of the address book',
    description: 'An unknown address is `address-unknown` (404).',
  })
  @Answers(Written)
  async removeAddress(
    @Param('customerId') customerId: string,
    @Param('addressId') addressId: string,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    await this.reached(caller, 'customer.write', customerId);
    return this.commands.run(incoming, customer, { type: 'RemoveAddress', data: { customerId, addressId } });
  }

  @Put(':customerId/groups')
  @Permit('customer.group')
  @ApiOperation({
    summary: 'Sets the groups of a customer, and no others',
    description:
      'Price lists and tax can be for a group: whoever sets it decides what the customer pays. An unknown customer is `customer-unknown` (404), an erased one `customer-erased` (409), and nobody groups themselves (`second-person-needed`, 422).',
  })
  @Answers(Written)
  async group(
    @Param('customerId') customerId: string,
    @Body() { groups }: GroupsRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    if (customersOf(caller).includes(customerId))
      throw new Problem(422, 'second-person-needed', 'You are this customer: ask another person to set the groups.');
    await this.reached(caller, 'customer.group', customerId);
    return this.commands.run(incoming, customer, { type: 'GroupCustomer', data: { customerId, groups } });
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
    const found = await customer360(customerId, this.views, this.dataSource, caller);
    if (!found) throw unknown(customerId);
    return this.seen(caller, found, NOTES);
  }

  /** The sealed contact; undefined where it is the known one, so that a repeated registration changes nothing. */
  private async sealedIfNew(customerId: string, contact: NamedContactRequest) {
    const row = await this.views.find(CustomerRow, { customerId });
    const known = row && (await this.vault.openIn(row, { contact: 'contact' })).contact;
    if (JSON.stringify(known) === JSON.stringify(contact)) return undefined;
    return this.vault.sealObject(subjectOf({ customerId }), 'contact', contact);
  }

  private async seen<R extends CustomerRow>(caller: Caller, row: R, more: PersonalMembers = {}) {
    const opened = await shown(this.vault, caller, row, { ...PERSONAL, ...more });
    return {
      ...opened,
      addresses: opened.addresses.map((known) => ({ ...known, address: flatAddress(known.address) })),
    };
  }

  /** The row of a customer; somebody else's is not there for a customer, nor one of other channels for limited callers. */
  private async reached(caller: Caller, permission: Permission, customerId: string): Promise<CustomerRow> {
    if (!reaches(caller, permission, customerId)) throw unknown(customerId);
    const select = this.dataSource.getRepository(CustomerRow).createQueryBuilder('row').where({ customerId });
    narrowToOwnCustomers(caller, select);
    const row = await select.getOne();
    if (!row) throw unknown(customerId);
    return row;
  }
}

const unknown = (customerId: string) => new Problem(404, 'customer-unknown', `There is no customer ${customerId}.`);
