import { isRole, mayDo, PERMISSIONS, permissionsOf, ROLES, type Permission, type Role } from './permissions';

/** The table of the specification by role, written out here by hand so that a slip in the grants shows. */
const STAFF_READS = `catalog.read ship-option.read catalog.draft.read inventory.read inventory.availability.read fulfilment.read
    promotion.read campaign.read return.read alignment.read audit.read drift.read setting.read tax.read`;
const CARE = `document.read order.place order.place-on-invoice order.place-b2b payment.capture order.read
    order.personal-data.read order.cancel order.hold order.note quote.read quote.decide payment.refund customer.read customer.write case.read
    case.open case.work case.resolve return.request return.authorise`;
const CATALOG_WRITES = 'catalog.product.write catalog.category.write';
const OVERSIGHT = `document.read quote.read order.read invariant.read report.read.logistics`;
const HANDLING = 'fulfilment.pick fulfilment.pack fulfilment.ship';
const OPERATION_READS =
  'invariant.read ops.checkout.read ops.projection.read ops.refused.read ops.retry.read ops.parked.read ops.stream.read ops.feed.read ops.audit.read';

const EXPECTED: Record<Role, string> = {
  head_of_digital: `${STAFF_READS} ${OVERSIGHT} quote.offer order.hold order.note
    liability.read loyalty.read voucher.read order.personal-data.read catalog.price.approve catalog.price.list.write payment.refund
    customer.group company.read company.manage
    setting.draft setting.approve tax.write
    payment.capture payment.record payment.write-off settlement.read settlement.record campaign.override-hold
    liability.read loyalty.read voucher.issue voucher.read voucher.sell voucher.void`,
  ecommerce_sme: `${STAFF_READS} ${OVERSIGHT} quote.offer ${CATALOG_WRITES} order.hold order.note order.personal-data.read catalog.price.approve catalog.price.list.write
    catalog.tax.write customer.group company.read company.manage setting.draft
    setting.approve tax.write
    settlement.read
    liability.read loyalty.read voucher.read`,
  business_analyst: `${STAFF_READS} ${OVERSIGHT} settlement.read voucher.read loyalty.read liability.read`,
  marketing_manager: `${STAFF_READS} catalog.price.propose order.read promotion.write campaign.write campaign.submit
    liability.read loyalty.adjust loyalty.read voucher.balance.read voucher.issue voucher.read voucher.void`,
  it_operator: `${STAFF_READS} audit.run ${CATALOG_WRITES} ${OPERATION_READS} catalog.price.propose catalog.tax.write ops.projection.rebuild
    ops.parked.replay ops.parked.discard`,
  tester: `${STAFF_READS} audit.run ${OPERATION_READS}`,
  logistics_manager: `${STAFF_READS} ${HANDLING} inventory.warehouse.write order.read order.note order.personal-data.read
    proof.record report.read.logistics carrier.manage`,
  inventory_manager: `${STAFF_READS} inventory.adjust inventory.safety-stock inventory.po.receive inventory.grade
    inventory.warehouse.write purchasing.po.create order.read order.note order.personal-data.read
    campaign.acknowledge-override
    inventory.backorder inventory.hold`,
  warehouse_operator: `${STAFF_READS} ${HANDLING} inventory.po.receive inventory.grade`,
  driver: `${STAFF_READS} proof.record`,
  cs_agent: `${STAFF_READS} ${CARE} company.read
    loyalty.read voucher.balance.read voucher.issue voucher.read voucher.transfer`,
  cs_lead: `${STAFF_READS} ${CARE} return.allow-late quote.offer payment.record payment.write-off customer.erase customer.export customer.group
    company.read company.manage
    loyalty.adjust loyalty.read voucher.balance.read voucher.code.read voucher.issue voucher.read voucher.reassign voucher.transfer voucher.void`,
  content_editor: `${STAFF_READS} ${CATALOG_WRITES}`,
  customer: `catalog.read quote.read quote.decide ship-option.read inventory.availability.read order.place order.read order.personal-data.read
    order.cancel customer.read customer.write case.read case.open return.read return.request
    customer.erase customer.export
    document.read loyalty.read voucher.balance.read voucher.code.read voucher.read voucher.reassign voucher.transfer`,
  service: `catalog.read quote.read quote.offer quote.decide ship-option.read customer.group company.read catalog.draft.read inventory.read inventory.availability.read fulfilment.read
    promotion.read campaign.read return.read alignment.read audit.read drift.read setting.read tax.read tax.write audit.run ${OPERATION_READS} catalog.product.write
    catalog.price.propose catalog.price.import catalog.price.list.write catalog.tax.write inventory.adjust inventory.po.receive inventory.grade
    order.place order.place-on-invoice order.place-b2b order.date order.hold order.note payment.record order.read
    order.personal-data.read fulfilment.pick fulfilment.pack fulfilment.ship proof.record customer.read
    case.read return.request report.read.logistics customer.erase customer.export
    liability.read loyalty.read voucher.balance.read voucher.issue voucher.read voucher.sell
    settlement.read settlement.record
    inventory.backorder inventory.hold document.read`,
  feed_reader: 'ops.feed.read ops.audit.read',
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
    expect(among(['warehouse_operator', 'inventory_manager', 'logistics_manager'], 'order.cancel')).toEqual([]));
  it('a warehouse operator picks without the right to set anything up', () => {
    expect(mayDo(['warehouse_operator'], 'fulfilment.pick')).toBe(true);
    expect(among(['warehouse_operator'], 'inventory.safety-stock', 'inventory.warehouse.write')).toEqual([]);
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
