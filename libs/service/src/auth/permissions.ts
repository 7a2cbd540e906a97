/**
 * Every role that a token can carry. `service` is a partner's system; `feed_reader` is one of our services that asks
 * another for lost events, and may do nothing else.
 */
export const ROLES = [
  'head_of_digital',
  'ecommerce_sme',
  'marketing_manager',
  'business_analyst',
  'it_operator',
  'tester',
  'logistics_manager',
  'inventory_manager',
  'warehouse_operator',
  'driver',
  'cs_agent',
  'cs_lead',
  'content_editor',
  'customer',
  'service',
  'feed_reader',
] as const;

/** What somebody is in the shop; one person may hold several. */
export type Role = (typeof ROLES)[number];

const STAFF = ROLES.filter((role) => role !== 'customer' && role !== 'service' && role !== 'feed_reader');
const STAFF_AND_SYSTEMS = [...STAFF, 'service'] as const;
const EVERYBODY = [...STAFF_AND_SYSTEMS, 'customer'] as const;
const CARE = ['cs_agent', 'cs_lead'] as const;
const OVERSIGHT = ['head_of_digital', 'ecommerce_sme', 'business_analyst'] as const;
const ORDER_READERS = [...CARE, 'logistics_manager', 'inventory_manager', 'head_of_digital', 'ecommerce_sme'] as const;
const CATALOG_WRITERS = ['it_operator', 'content_editor', 'ecommerce_sme'] as const;
const OPERATION_READERS = ['it_operator', 'tester', 'service'] as const;

/**
 * Who may do what, as data. What a role gets beyond a permission is decided where the facts are: own objects
 * (`onlyOwn`), warehouses and channels (`scopes`), amounts (`limits`), masked fields, and whether a second person
 * agrees. `docs/identity.md` is written from this table and the routes.
 */
export const GRANTS = {
  'catalog.read': EVERYBODY,
  // Callers without this permission see only what is for sale, and neither drafts nor who set a price.
  'catalog.draft.read': STAFF_AND_SYSTEMS,
  'catalog.product.write': [...CATALOG_WRITERS, 'service'],
  'catalog.category.write': CATALOG_WRITERS,
  'catalog.price.propose': ['marketing_manager', 'it_operator', 'service'],
  'catalog.price.approve': ['head_of_digital', 'ecommerce_sme'],
  // The system that masters prices has its own approval; a person goes by proposal and second person.
  'catalog.price.import': ['service'],
  // Whom a list serves decides what they pay, at once and without a second person: for those who approve prices.
  'catalog.price.list.write': ['head_of_digital', 'ecommerce_sme', 'service'],
  // A tax class is no content: editors do not set it.
  'catalog.tax.write': ['it_operator', 'ecommerce_sme', 'service'],

  'inventory.read': STAFF_AND_SYSTEMS,
  'inventory.availability.read': EVERYBODY,
  'inventory.adjust': ['inventory_manager', 'service'],
  'inventory.safety-stock': ['inventory_manager'],
  'inventory.backorder': ['inventory_manager', 'service'],
  // Baskets of orders hold by their events; this is for baskets of other systems.
  'inventory.hold': ['inventory_manager', 'service'],
  'inventory.po.receive': ['inventory_manager', 'warehouse_operator', 'service'],
  'inventory.grade': ['warehouse_operator', 'inventory_manager', 'service'],
  'inventory.warehouse.write': ['inventory_manager', 'logistics_manager'],
  'purchasing.po.create': ['inventory_manager'],

  'order.place': [...CARE, 'customer', 'service'],
  // Customers may too where their token names the channel b2b: it says that they are a business.
  'order.place-on-invoice': [...CARE, 'service'],
  'order.place-b2b': [...CARE, 'service'],
  'quote.read': [...CARE, ...OVERSIGHT, 'customer', 'service'],
  // Agreed prices are a matter of trust: agents ask a lead.
  'quote.offer': ['cs_lead', 'ecommerce_sme', 'head_of_digital', 'service'],
  'quote.decide': [...CARE, 'customer', 'service'],
  'tax.read': STAFF_AND_SYSTEMS,
  'tax.write': ['ecommerce_sme', 'head_of_digital', 'service'],
  // For callers that may say when the customer ordered, where that was not just now.
  'order.date': ['service'],
  'order.read': [...ORDER_READERS, 'marketing_manager', 'business_analyst', 'customer', 'service'],
  // Callers who read orders without this permission get names and addresses masked.
  'order.personal-data.read': [...ORDER_READERS, 'customer', 'service'],
  'order.cancel': [...CARE, 'customer'],
  'order.hold': [...CARE, 'ecommerce_sme', 'head_of_digital', 'service'],
  'order.note': [...ORDER_READERS, 'service'],
  // Analysts count invoices; names stay masked for them.
  'document.read': [...CARE, ...OVERSIGHT, 'customer', 'service'],
  'payment.refund': [...CARE, 'head_of_digital'],
  'payment.capture': [...CARE, 'head_of_digital'],
  // What the provider says of all sales channels.
  'settlement.read': [...OVERSIGHT, 'service'],
  'settlement.record': ['head_of_digital', 'service'],
  'payment.record': ['cs_lead', 'head_of_digital', 'service'],
  // It takes two people: no system agrees.
  'payment.write-off': ['cs_lead', 'head_of_digital'],

  'fulfilment.read': STAFF_AND_SYSTEMS,
  'fulfilment.pick': ['warehouse_operator', 'logistics_manager', 'service'],
  'fulfilment.pack': ['warehouse_operator', 'logistics_manager', 'service'],
  'fulfilment.ship': ['warehouse_operator', 'logistics_manager', 'service'],
  'ship-option.read': EVERYBODY,
  'carrier.manage': ['logistics_manager'],
  'proof.record': ['logistics_manager', 'driver', 'service'],

  'promotion.read': STAFF_AND_SYSTEMS,
  'promotion.write': ['marketing_manager'],
  'campaign.read': STAFF_AND_SYSTEMS,
  'campaign.write': ['marketing_manager'],
  'campaign.submit': ['marketing_manager'],
  // An override takes two people: this one and the acknowledgement from inventory.
  'campaign.override-hold': ['head_of_digital'],
  'campaign.acknowledge-override': ['inventory_manager'],

  'customer.group': ['cs_lead', 'ecommerce_sme', 'head_of_digital', 'service'],
  'company.read': ['cs_agent', 'cs_lead', 'ecommerce_sme', 'head_of_digital', 'service'],
  'company.manage': ['cs_lead', 'ecommerce_sme', 'head_of_digital'],
  'voucher.read': [...CARE, ...OVERSIGHT, 'marketing_manager', 'customer', 'service'],
  // Whoever holds a code may ask what it is worth; a shop's front asks for its customers.
  'voucher.balance.read': [...CARE, 'marketing_manager', 'customer', 'service'],
  // Goodwill is given by people, up to a limit; a system issues what it sold.
  'voucher.issue': [...CARE, 'marketing_manager', 'head_of_digital', 'service'],
  'voucher.sell': ['head_of_digital', 'service'],
  'voucher.void': ['cs_lead', 'marketing_manager', 'head_of_digital'],
  'voucher.transfer': [...CARE, 'customer'],
  // Another owner gets the value: agents renew the code of the owner alone.
  'voucher.reassign': ['cs_lead', 'customer'],
  // A code is as good as money: agents transfer a voucher instead.
  'voucher.code.read': ['cs_lead', 'customer'],
  'loyalty.read': [...CARE, ...OVERSIGHT, 'marketing_manager', 'customer', 'service'],
  'loyalty.adjust': ['cs_lead', 'marketing_manager'],
  // Sums over all sales channels.
  'liability.read': [...OVERSIGHT, 'marketing_manager', 'service'],

  'customer.read': [...CARE, 'customer', 'service'],
  'customer.write': [...CARE, 'customer'],
  // Erasing cannot be undone: agents ask a lead.
  'customer.erase': ['cs_lead', 'customer', 'service'],
  'customer.export': ['cs_lead', 'customer', 'service'],
  'case.read': [...CARE, 'customer', 'service'],
  'case.open': [...CARE, 'customer'],
  'case.work': CARE,
  'case.resolve': CARE,
  'return.read': [...STAFF_AND_SYSTEMS, 'customer'],
  'return.request': [...CARE, 'customer', 'service'],
  'return.authorise': CARE,
  // Units come back after the return period: agents ask a lead.
  'return.allow-late': ['cs_lead'],

  'alignment.read': STAFF_AND_SYSTEMS,
  'audit.read': STAFF_AND_SYSTEMS,
  // A drift names the key of a row, whatever sales channel or warehouse it belongs to.
  'drift.read': STAFF_AND_SYSTEMS,
  'audit.run': ['it_operator', 'tester', 'service'],
  'setting.read': STAFF_AND_SYSTEMS,
  'setting.draft': ['ecommerce_sme', 'head_of_digital'],
  // Another person than the one who drafted the value.
  'setting.approve': ['head_of_digital', 'ecommerce_sme'],

  'report.read.logistics': [...OVERSIGHT, 'logistics_manager', 'service'],

  'invariant.read': [...OVERSIGHT, ...OPERATION_READERS],
  'ops.checkout.read': OPERATION_READERS,
  'ops.projection.read': OPERATION_READERS,
  'ops.projection.rebuild': ['it_operator'],
  'ops.refused.read': OPERATION_READERS,
  'ops.retry.read': OPERATION_READERS,
  'ops.parked.read': OPERATION_READERS,
  'ops.parked.replay': ['it_operator'],
  'ops.parked.discard': ['it_operator'],
  'ops.stream.read': OPERATION_READERS,
  // The auditor of oversight compares with the token that reads feeds.
  'ops.audit.read': [...OPERATION_READERS, 'feed_reader'],
  'ops.feed.read': [...OPERATION_READERS, 'feed_reader'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** What a route can ask for. */
export type Permission = keyof typeof GRANTS;

/**
 * Whether a permission is about all sales channels and warehouses at once. A token that is limited to some of them does
 * not carry it. Of operations, only checkouts can be narrowed to the channels of a caller.
 */
export const concernsAll = (permission: Permission): boolean =>
  permission === 'invariant.read' ||
  permission === 'drift.read' ||
  permission === 'liability.read' ||
  permission === 'tax.write' ||
  permission.startsWith('settlement.') ||
  (permission.startsWith('ops.') && permission !== 'ops.checkout.read');

/** All permissions, in the order of the table. */
export const PERMISSIONS = Object.keys(GRANTS) as readonly Permission[];

const rolesOf = new Map<Permission, ReadonlySet<Role>>(PERMISSIONS.map((name) => [name, new Set<Role>(GRANTS[name])]));
const known: ReadonlySet<unknown> = new Set(ROLES);

/** Whether something that came in is the name of a role. */
export const isRole = (name: unknown): name is Role => known.has(name);

/** Whether one of the roles carries the permission. */
export const mayDo = (roles: readonly Role[], permission: Permission): boolean =>
  roleThatMay(roles, permission) !== undefined;

/** The first of the roles that carries the permission. */
export const roleThatMay = (roles: readonly Role[], permission: Permission): Role | undefined =>
  roles.find((role) => rolesOf.get(permission)?.has(role));

/** Everything that the roles carry together. */
export const permissionsOf = (roles: readonly Role[]): ReadonlySet<Permission> =>
  new Set(PERMISSIONS.filter((permission) => mayDo(roles, permission)));
