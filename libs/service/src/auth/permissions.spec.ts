import { isRole, mayDo, PERMISSIONS, permissionsOf, ROLES, type Permission, type Role } from './permissions';

/** The table of the specification by role, written out here by hand so that a slip in the grants shows. */
const STAFF_READS = `catalog.read catalog.draft.read content.read inventory.read inventory.availability.read fulfilment.read promotion.read
  campaign.read return.read policy.read requirement.read task.read task.update`;
const CARE = `cart.read cart.write order.place order.place-on-invoice order.place-b2b payment.capture order.read order.personal-data.read order.note order.modify order.cancel
  payment.refund loyalty.read voucher.read customer.read customer.write case.read case.open case.work case.resolve
  conversation.read conversation.write return.request return.authorise exchange.create report.read.customer-service`;
const CATALOG_WRITES = 'catalog.product.write catalog.category.write catalog.filter.write catalog.sortrule.write';
const OVERSIGHT = `cart.read order.read order.note loyalty.read voucher.read contract.read partner.read budget.read goal.read
  invariant.read report.read.catalog report.read.inventory report.read.orders report.read.marketing report.read.logistics
  report.read.customer-service report.read.oversight`;
const HANDLING = 'fulfilment.pick fulfilment.pack fulfilment.ship fulfilment.hold fulfilment.reroute';
const OPERATION_READS = 'invariant.read ops.projection.read ops.parked.read ops.stream.read ops.feed.read';

const EXPECTED: Record<Role, string> = {
  head_of_digital: `${STAFF_READS} ${OVERSIGHT} order.personal-data.read catalog.price.approve purchasing.po.approve
    payment.refund payment.capture payment.record campaign.override-hold forecast.read staffing.plan contract.write partner.write budget.write goal.write
    policy.approve`,
  ecommerce_sme: `${STAFF_READS} ${OVERSIGHT} ${CATALOG_WRITES} order.personal-data.read catalog.price.approve policy.write
    requirement.write task.write followup.write`,
  business_analyst: `${STAFF_READS} ${OVERSIGHT} requirement.write task.write followup.write`,
  marketing_manager: `${STAFF_READS} catalog.price.propose cart.read order.read order.note promotion.write campaign.write
    campaign.submit loyalty.read loyalty.adjust voucher.read voucher.issue voucher.void forecast.read report.read.catalog
    report.read.orders report.read.marketing`,
  it_operator: `${STAFF_READS} ${CATALOG_WRITES} ${OPERATION_READS} catalog.price.propose ops.projection.rebuild
    ops.parked.replay ops.parked.discard webhook.manage`,
  tester: `${STAFF_READS} ${OPERATION_READS} scenario.run clock.advance`,
  logistics_manager: `${STAFF_READS} ${HANDLING} inventory.warehouse.write order.read order.personal-data.read order.note
    fleet.manage carrier.manage route.plan proof.record report.read.logistics`,
  inventory_manager: `${STAFF_READS} inventory.count inventory.adjust inventory.transfer inventory.safety-stock
    inventory.po.receive inventory.grade inventory.warehouse.write purchasing.po.create order.read order.personal-data.read
    order.note campaign.acknowledge-override report.read.inventory`,
  warehouse_operator: `${STAFF_READS} ${HANDLING} inventory.count inventory.po.receive inventory.grade`,
  driver: `${STAFF_READS} proof.record`,
  cs_agent: `${STAFF_READS} ${CARE}`,
  cs_lead: `${STAFF_READS} ${CARE} payment.record loyalty.adjust voucher.issue voucher.void customer.erase forecast.read staffing.plan`,
  content_editor: `${STAFF_READS} ${CATALOG_WRITES} content.page.write content.audit.run content.issue.resolve
    report.read.catalog`,
  customer: `catalog.read inventory.availability.read cart.read cart.write order.place order.read order.personal-data.read
    order.modify order.cancel loyalty.read voucher.read customer.read customer.write customer.erase case.read case.open
    conversation.read conversation.write return.read return.request`,
  service: `catalog.read catalog.draft.read content.read inventory.read inventory.availability.read fulfilment.read promotion.read campaign.read
    return.read policy.read requirement.read task.read ${OPERATION_READS} catalog.product.write catalog.price.propose
    catalog.price.import inventory.adjust inventory.po.receive inventory.grade cart.read cart.write order.place
    order.place-on-invoice order.place-b2b order.date payment.record order.read order.personal-data.read fulfilment.pick fulfilment.pack fulfilment.ship proof.record loyalty.read voucher.read
    customer.read case.read conversation.read return.request forecast.read report.read.catalog report.read.inventory
    report.read.orders report.read.marketing report.read.logistics report.read.customer-service report.read.oversight`,
  feed_reader: 'ops.feed.read',
};

describe.each(ROLES)('%s', (role) => {
  const expected = new Set(EXPECTED[role].split(/\s+/));
  it.each(PERMISSIONS.map((permission) => [expected.has(permission) ? 'may' : 'may not', permission] as const))(
    '%s %s',
    (verb, permission) => expect(mayDo([role], permission)).toBe(verb === 'may'),
  );
  it('has no permission that is not in the table', () =>
    expect([...expected].filter((name) => !PERMISSIONS.includes(name as Permission))).toEqual([]));
});

describe('what the specification rules out', () => {
  const among = (roles: Role[], ...permissions: Permission[]) =>
    roles.filter((role) => permissions.some((permission) => mayDo([role], permission)));

  it('logistics refunds nothing', () =>
    expect(among(['logistics_manager', 'warehouse_operator', 'driver'], 'payment.refund')).toEqual([]));
  it('warehouse roles change no orders', () =>
    expect(
      among(['warehouse_operator', 'inventory_manager', 'logistics_manager'], 'order.modify', 'order.cancel'),
    ).toEqual([]));
  it('a warehouse operator picks without the right to set anything up', () => {
    expect(mayDo(['warehouse_operator'], 'fulfilment.pick')).toBe(true);
    expect(among(['warehouse_operator'], 'carrier.manage', 'fleet.manage', 'inventory.warehouse.write')).toEqual([]);
  });
  it('who submits a campaign does not override its hold, nor does a system', () =>
    expect(among(['marketing_manager', 'inventory_manager', 'service'], 'campaign.override-hold')).toEqual([]));
  it('a system refunds nothing and repairs nothing', () =>
    expect(
      among(['service'], 'payment.refund', 'ops.projection.rebuild', 'ops.parked.replay', 'ops.parked.discard'),
    ).toEqual([]));
  it('no role both proposes and approves prices', () =>
    expect(ROLES.filter((r) => mayDo([r], 'catalog.price.propose') && mayDo([r], 'catalog.price.approve'))).toEqual(
      [],
    ));
  it('personal data of orders is masked for marketing and analysts', () =>
    expect(among(['marketing_manager', 'business_analyst'], 'order.personal-data.read')).toEqual([]));
  it('operators and testers read no orders', () => expect(among(['it_operator', 'tester'], 'order.read')).toEqual([]));
});

describe('several roles', () => {
  it('carry what each of them carries', () => {
    const both = permissionsOf(['driver', 'tester']);
    expect(both).toEqual(new Set([...permissionsOf(['driver']), ...permissionsOf(['tester'])]));
  });
  it('are none when there is none', () => expect(permissionsOf([]).size).toBe(0));
});

it('tells roles from other words', () => {
  expect(ROLES.every(isRole)).toBe(true);
  expect(['', 'admin', 'constructor', '__proto__', 7, null, ['driver']].filter(isRole)).toEqual([]);
});
