import { ApiProperty } from '@nestjs/swagger';
import {
  listOf,
  mapOf,
  MaskedType,
  objectOf,
  type PersonalMembers,
  SHOWN_ADDRESS,
  SHOWN_CONTACT,
  ValueProperty,
} from '@concord/service';
import { CaseRow } from '../case/cases.projection';
import { OrderSummary } from '../order-page/order-page-summary.reader';
import { ReturnDeskRow } from '../return-desk/return-desk.projection';
import { CustomerRow } from './customers.projection';

/** The fields of a customer that are personal data. */
export const PERSONAL = {
  contact: 'contact',
  'addresses.address.postcode': 'clear',
  'addresses.address.address': 'address',
} as const;

/** A customer as the caller sees it. */
export class SeenCustomer extends MaskedType(CustomerRow, ['contact']) {
  @ValueProperty(SHOWN_CONTACT, { nullable: true, optional: true, description: 'Name, e-mail address, phone number.' })
  declare contact?: CustomerRow['contact'];

  @ValueProperty(listOf({ addressId: 'text', uses: listOf('text'), address: SHOWN_ADDRESS }), {
    description: 'The address book.',
  })
  declare addresses: CustomerRow['addresses'];
}

/** What people wrote about a customer. */
export const NOTES: PersonalMembers = {
  'returns.lines.reason': 'note',
  'returns.rejection.detail': 'note',
  'cases.text': 'note',
  'cases.outcome': 'note',
};

/** All that the shop knows of a customer. */
export class Customer360 extends SeenCustomer {
  @ValueProperty(mapOf('whole'), {
    description: 'The number of orders, by status and in `total`.',
    example: { total: 2 },
  })
  orders!: Record<string, number>;

  @ValueProperty(
    listOf({
      currency: 'text',
      orderedMinor: 'whole',
      capturedMinor: 'whole',
      refundedMinor: 'whole',
      openMinor: 'whole',
    }),
    {
      description:
        'Amounts by currency; ordered leaves out rejected and cancelled orders. Open is what is owed on account.',
    },
  )
  totals!: object[];

  @ValueProperty(objectOf({ companyId: 'text', name: 'text', currency: 'text', orderLimitMinor: 'whole or null' }), {
    nullable: true,
    description: 'The company that the customer buys for, with the limit of one order; null where there is none.',
  })
  company!: object | null;

  @ApiProperty({ type: () => [OrderSummary] })
  latestOrders!: OrderSummary[];

  @ApiProperty({ type: () => [ReturnDeskRow] })
  returns!: ReturnDeskRow[];

  @ApiProperty({ type: () => [CaseRow] })
  cases!: CaseRow[];
}
