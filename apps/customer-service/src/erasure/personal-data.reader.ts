import { flatAddress, type PersonalPaths, type Vault } from '@concord/service';
import { DataSource, In } from 'typeorm';
import { CaseRow } from '../case/cases.projection';
import { CustomerRow } from '../customer/customers.projection';
import { OrderPageRow } from '../order-page/order-pages.projection';
import { OrderRecipientRow } from '../order-page/order-recipients.projection';
import { ReturnDeskRow } from '../return-desk/return-desk.projection';

/** An order is over in these states: nothing is sent or charged any more. */
const OVER = ['delivered', 'rejected', 'cancelled'];
/** A return is over in these states: nothing is on its way or to be paid any more. */
const RETURN_OVER = ['cancelled', 'expired', 'refunded', 'rejected'];
const OPEN_NAMED_MAX = 20;

const RECIPIENT: PersonalPaths = {
  'shipTo.address': 'address',
  'billTo.address': 'address',
  contact: 'contact',
};

const ORDER: PersonalPaths = { 'ended.reason': 'note', 'story.text': 'note' };
const RETURN: PersonalPaths = { 'lines.reason': 'note', 'rejection.detail': 'note' };
const CASE: PersonalPaths = { text: 'note', outcome: 'note' };

/** Whose data: a customer's with all orders, or those of a guest's orders. */
export type Person = { readonly customerId: string } | { readonly orderIds: readonly string[] };

const rowsOf = (person: Person) =>
  'customerId' in person ? { customerId: person.customerId } : { orderId: In(person.orderIds) };

/** The orders of a person that are not over yet, by id: their parcels still need an address, their money a card. */
export async function openOrdersOf(person: Person, dataSource: DataSource): Promise<readonly string[]> {
  const open = await dataSource
    .getRepository(OrderPageRow)
    .createQueryBuilder('row')
    .select('row.orderId', 'orderId')
    .where(rowsOf(person))
    .andWhere(
      `(row.status <> all(:over) or row.openMinor > 0 or exists (select from return_desk_view r
        where r.order_id = row.order_id and r.status <> all(:returnOver)))`,
      { over: OVER, returnOver: RETURN_OVER },
    )
    .orderBy('row.orderId')
    .take(OPEN_NAMED_MAX)
    .getRawMany<{ orderId: string }>();
  return open.map(({ orderId }) => orderId);
}

/** The ids of all orders of a customer. */
export async function orderIdsOf(customerId: string, dataSource: DataSource): Promise<readonly string[]> {
  const rows = await dataSource.getRepository(OrderPageRow).find({ select: { orderId: true }, where: { customerId } });
  return rows.map(({ orderId }) => orderId);
}

/** The ids of the orders of a guest: the first one, and those that follow it. The named order may be any of them. */
export async function guestOrdersOf(orderId: string, dataSource: DataSource) {
  const recipients = dataSource.getRepository(OrderRecipientRow);
  const firstOrderId = (await recipients.findOneBy({ orderId }))?.firstOrderId ?? orderId;
  const following = await recipients.find({ select: { orderId: true }, where: { firstOrderId } });
  return { firstOrderId, orderIds: [firstOrderId, ...following.map((row) => row.orderId)] };
}

/** All that the shop keeps about a person, opened, as one object. */
export async function personalDataOf(person: Person, dataSource: DataSource, vault: Vault) {
  const [customer, orders, recipients, returns, cases] = await Promise.all([
    'customerId' in person ? dataSource.getRepository(CustomerRow).findOneBy({ customerId: person.customerId }) : null,
    dataSource.getRepository(OrderPageRow).findBy(rowsOf(person)),
    dataSource.getRepository(OrderRecipientRow).findBy(rowsOf(person)),
    dataSource.getRepository(ReturnDeskRow).findBy(rowsOf(person)),
    dataSource.getRepository(CaseRow).findBy(rowsOf(person)),
  ]);
  const recipientOf = new Map<string, object>();
  for (const row of recipients) {
    const { shipTo, billTo, contact } = await vault.openIn(row, RECIPIENT);
    recipientOf.set(row.orderId, { shipTo: flatAddress(shipTo), billTo: billTo && flatAddress(billTo), contact });
  }
  return {
    customer: customer && (await openedCustomer(customer, vault)),
    orders: await Promise.all(
      orders.map(async (order) => ({ ...(await vault.openIn(order, ORDER)), ...recipientOf.get(order.orderId) })),
    ),
    returns: await Promise.all(returns.map((row) => vault.openIn(row, RETURN))),
    cases: await Promise.all(cases.map((row) => vault.openIn(row, CASE))),
  };
}

async function openedCustomer(row: CustomerRow, vault: Vault) {
  const { addresses, ...rest } = await vault.openIn(row, {
    contact: 'contact',
    'addresses.address.address': 'address',
  });
  return { ...rest, addresses: addresses.map((known) => ({ ...known, address: flatAddress(known.address) })) };
}
