import type { Actor } from '@concord/event-sourcing';
import { Problem } from '../problem';
import { mayDo, roleThatMay, type Permission, type Role } from './permissions';

/** The sender of a request, from the token. Shared by all requests with the same token, so it is frozen. */
export interface Caller extends Rights {
  /** The `sub` of the token. */
  readonly subject: string;
  /** The `iss` of the token: a subject is unique only within its issuer. */
  readonly issuer: string;
  /** The `client_id` of the token, or its `azp`: the program that acts for the subject, where the issuer names it. */
  readonly client?: string;
  /** A customer has no other role; a member of staff who also shops is a user. */
  readonly kind: Actor['kind'];
  /** When the token is no longer accepted, in milliseconds since 1970: what goes on for longer ends then. */
  readonly expiresAt: number;
}

/** What a token allows. */
export interface Rights {
  /** The known roles, in the order of the token. */
  readonly roles: readonly Role[];
  /** Present for every caller with the role `customer`. */
  readonly customerId?: string;
  readonly scopes: Scopes;
  readonly limits: Limits;
}

/** Where the roles hold. An absent list limits nothing, an empty list allows nothing. */
export interface Scopes {
  readonly warehouseIds?: readonly string[];
  readonly channels?: readonly string[];
}

/** Up to which amount the roles hold. */
export interface Limits {
  /** The largest refund that the caller may grant alone, in minor units. */
  readonly refundMinor?: number;
  /** ISO 4217: the currency of `refundMinor`. Refunds in another one are not the caller's to grant. */
  readonly refundCurrency?: string;
}

/** Customers see these as everybody does; everything else is limited to their own objects. */
const SHARED: ReadonlySet<Permission> = new Set<Permission>(['catalog.read', 'inventory.availability.read']);

/** The kind of a caller with these roles. */
export function kindOf(roles: readonly Role[]): Actor['kind'] {
  if (roles.includes('service') || roles.includes('feed_reader')) return 'system';
  return roles.length > 0 && roles.every((role) => role === 'customer') ? 'customer' : 'user';
}

/**
 * The actor that events record. With the permission of the route, its role is the one that allowed it, otherwise the
 * first one; `none` stands for a token without a known role.
 */
export function actorOf({ kind, subject, roles }: Caller, permission?: Permission): Actor {
  const allowing = permission && roleThatMay(roles, permission);
  return { kind, id: subject, role: allowing ?? roles[0] ?? 'none' };
}

/** The owner of stored answers: the same subject of another issuer, or through another program, is another owner. */
export const principalOf = ({ issuer, client, subject }: Caller): string => JSON.stringify([issuer, client, subject]);

/** What a caller may do, to be stored with an answer. */
export const rightsOf = ({ roles, customerId, scopes, limits }: Caller): Rights => {
  return { roles, ...(customerId !== undefined && { customerId }), scopes, limits };
};

/** Whether a caller may do everything that these rights allow, and so may read the answer that was given with them. */
export function covers(now: Rights, then: Rights): boolean {
  const within = (list: readonly string[] | undefined, wider: readonly string[] | undefined) =>
    wider === undefined || (list !== undefined && list.every((one) => wider.includes(one)));
  const { refundMinor, refundCurrency } = now.limits;
  return (
    then.roles.every((role) => now.roles.includes(role)) &&
    (then.customerId === undefined || then.customerId === now.customerId) &&
    within(then.scopes.warehouseIds, now.scopes.warehouseIds) &&
    within(then.scopes.channels, now.scopes.channels) &&
    refundCurrency === then.limits.refundCurrency &&
    (refundMinor === undefined || (then.limits.refundMinor !== undefined && then.limits.refundMinor <= refundMinor))
  );
}

/**
 * Whether the caller may do this only to objects of `customerId`. Use this, not `kind`: an analyst who also shops is a
 * user, and may cancel only their own orders.
 */
export function onlyOwn({ roles }: Caller, permission: Permission): boolean {
  if (SHARED.has(permission)) return false;
  return roleThatMay(staffRoles(roles), permission) === undefined;
}

/** Whether the caller may do this to an object of that customer; `undefined` is an object without an owner. */
export const reaches = (caller: Caller, permission: Permission, customerId: string | undefined): boolean =>
  mayDo(caller.roles, permission) &&
  (!onlyOwn(caller, permission) || (customerId !== undefined && customerId === caller.customerId));

/**
 * The customer ids of the caller: the one in the token, and the subject itself. A shop may number its customers by
 * subject, and an employee may call with a token that names no customer. For deciders that refuse people what is their
 * own.
 */
export const customersOf = ({ customerId, subject }: Caller): readonly string[] =>
  customerId === undefined || customerId === subject ? [subject] : [customerId, subject];

/**
 * Throws `Problem` 422 `second-person-needed` where staff would decide on what is their own: a member of staff who
 * also shops is the customer, and another person must decide. `undefined` and `null` stand for an object without an
 * owner.
 */
export function demandSecondPerson(caller: Caller, customerId: string | null | undefined): void {
  if (customerId === undefined || customerId === null || !customersOf(caller).includes(customerId)) return;
  throw new Problem(422, 'second-person-needed', 'This is your own: ask another person to decide on it.');
}

/**
 * Whether staff would get something themselves: they name one of their own ids, or nobody although they shop here too.
 * What is for nobody can be spent by whoever has its code or its address.
 */
export const isForOneself = (caller: Caller, customerId: string | null | undefined): boolean =>
  customerId === undefined || customerId === null
    ? caller.customerId !== undefined
    : customersOf(caller).includes(customerId);

/**
 * Throws `Problem` 422 `second-person-needed` where staff would grant something to themselves, or to nobody although they
 * shop here too: for what is made new, such as a goodwill voucher or an agreed price.
 */
export function demandForAnother(caller: Caller, customerId: string | null | undefined): void {
  if (!isForOneself(caller, customerId)) return;
  throw new Problem(
    422,
    'second-person-needed',
    'Name the customer, who must not be you: what is for yourself another person decides on.',
  );
}

/** Whether the caller's roles hold in this warehouse. */
export const worksIn = ({ scopes }: Caller, warehouseId: string): boolean =>
  scopes.warehouseIds?.includes(warehouseId) ?? true;

/** Throws `Problem` 403 `warehouse-out-of-scope` where the caller's roles do not hold in this warehouse. */
export function demandWarehouse(caller: Caller, warehouseId: string): void {
  if (worksIn(caller, warehouseId)) return;
  throw new Problem(
    403,
    'warehouse-out-of-scope',
    `The roles of the token do not hold in the warehouse ${warehouseId}.`,
    { warehouse: warehouseId },
  );
}

/**
 * Throws `Problem` 403 `warehouse-out-of-scope` where the caller's roles hold in none of these warehouses: for what lies
 * in several, such as an order.
 */
export function demandOneWarehouse(caller: Caller, warehouseIds: readonly string[]): void {
  if (!caller.scopes.warehouseIds || warehouseIds.some((id) => worksIn(caller, id))) return;
  throw new Problem(403, 'warehouse-out-of-scope', 'The roles of the token hold in none of the warehouses of this.');
}

/**
 * Throws `Problem` 403 `warehouse-out-of-scope` where the caller's roles hold in no warehouse: for reading what
 * concerns every warehouse, such as a purchase order.
 */
export function demandSomeWarehouse({ scopes }: Caller): void {
  if (scopes.warehouseIds?.length === 0)
    throw new Problem(403, 'warehouse-out-of-scope', 'The roles of the token hold in no warehouse.');
}

/**
 * Throws `Problem` 403 `warehouse-out-of-scope` where the caller is limited to some warehouses: for sums over all
 * warehouses, and for changes that affect all.
 */
export function demandAllWarehouses({ scopes }: Caller): void {
  if (scopes.warehouseIds)
    throw new Problem(
      403,
      'warehouse-out-of-scope',
      'This concerns all warehouses, and the roles of your token hold only in some.',
    );
}

/** Whether the caller's roles hold in this sales channel. */
export const sellsOn = ({ scopes }: Caller, channel: string): boolean => scopes.channels?.includes(channel) ?? true;

/** Throws `Problem` 403 `channel-out-of-scope` where the caller's roles do not hold in this sales channel. */
export function demandChannel(caller: Caller, channel: string): void {
  if (sellsOn(caller, channel)) return;
  throw new Problem(
    403,
    'channel-out-of-scope',
    `The roles of the token do not hold in the sales channel ${channel || 'of this object'}.`,
    { channel },
  );
}

/**
 * Throws `Problem` 403 `channel-out-of-scope` where the caller is limited to some sales channels: for what belongs to one
 * that nobody here knows, such as the hold of a basket.
 */
export function demandAllChannels({ scopes }: Caller): void {
  if (scopes.channels)
    throw new Problem(
      403,
      'channel-out-of-scope',
      'This may belong to any sales channel, and the roles of your token hold only in some.',
    );
}

const staffRoles = (roles: readonly Role[]) => roles.filter((role) => role !== 'customer');
