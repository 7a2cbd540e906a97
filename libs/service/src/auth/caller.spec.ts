import {
  actorOf,
  covers,
  demandChannel,
  demandForAnother,
  demandWarehouse,
  isForOneself,
  kindOf,
  onlyOwn,
  principalOf,
  reaches,
  sellsOn,
  worksIn,
  type Caller,
} from './caller';
import type { Role } from './permissions';

const caller = (roles: Role[], rest: Partial<Caller> = {}): Caller => ({
  subject: 's-1',
  issuer: 'https://id.example',
  roles,
  kind: kindOf(roles),
  scopes: {},
  limits: {},
  expiresAt: 0,
  ...rest,
});
const customer = caller(['customer'], { customerId: 'c-1' });
const shoppingAnalyst = caller(['business_analyst', 'customer'], { customerId: 'c-1' });
const agent = caller(['cs_agent']);

describe('what a caller is', () => {
  it('a customer, if that is all', () => expect(kindOf(['customer'])).toBe('customer'));
  it('a user, if staff who also shops', () => expect(kindOf(['customer', 'cs_agent'])).toBe('user'));
  it('a system', () => expect(kindOf(['service'])).toBe('system'));
  it('a user without roles', () => expect(kindOf([])).toBe('user'));
});

describe('the actor that events record', () => {
  it('has the role that allowed it', () =>
    expect(actorOf(caller(['driver', 'cs_lead']), 'payment.refund')).toEqual({
      kind: 'user',
      id: 's-1',
      role: 'cs_lead',
    }));
  it('has the first role where no permission is named', () =>
    expect(actorOf(caller(['driver', 'cs_lead']))).toEqual({ kind: 'user', id: 's-1', role: 'driver' }));
  it('says that there is no role', () => expect(actorOf(caller([])).role).toBe('none'));
});

describe('what staff grant', () => {
  const shoppingAgent = caller(['cs_agent', 'customer'], { customerId: 'c-1' });
  it('is for themselves under each of their ids', () => {
    expect(isForOneself(shoppingAgent, 'c-1')).toBe(true);
    expect(isForOneself(agent, 's-1')).toBe(true);
    expect(isForOneself(shoppingAgent, 'c-2')).toBe(false);
  });
  it('may be for themselves where it names nobody, and they shop here too', () => {
    expect(isForOneself(shoppingAgent, undefined)).toBe(true);
    expect(isForOneself(agent, undefined)).toBe(false);
    expect(() => demandForAnother(shoppingAgent, null)).toThrow('Name the customer');
    expect(() => demandForAnother(agent, null)).not.toThrow();
  });
});

describe('own objects', () => {
  it('limit a customer', () => {
    expect(reaches(customer, 'order.cancel', 'c-1')).toBe(true);
    expect(reaches(customer, 'order.cancel', 'c-2')).toBe(false);
    expect(reaches(customer, 'order.cancel', undefined)).toBe(false);
  });
  it('do not limit an agent', () => expect(reaches(agent, 'order.cancel', 'c-2')).toBe(true));
  it('limit staff where only their being a customer allows it', () => {
    expect(onlyOwn(shoppingAnalyst, 'order.cancel')).toBe(true);
    expect(onlyOwn(shoppingAnalyst, 'order.read')).toBe(false);
  });
  it('do not matter where everybody sees the same', () => expect(onlyOwn(customer, 'catalog.read')).toBe(false));
  it('are out of reach without the permission', () => expect(reaches(customer, 'payment.refund', 'c-1')).toBe(false));
});

describe('scopes', () => {
  it('that are absent limit nothing', () => {
    expect(worksIn(agent, 'LDN')).toBe(true);
    expect(sellsOn(agent, 'web')).toBe(true);
  });
  it('name where the roles hold', () => {
    const scoped = caller(['warehouse_operator'], { scopes: { warehouseIds: ['LDN'], channels: [] } });
    expect(worksIn(scoped, 'LDN')).toBe(true);
    expect(worksIn(scoped, 'LEEDS')).toBe(false);
    expect(sellsOn(scoped, 'web')).toBe(false);
    expect(() => demandWarehouse(scoped, 'LDN')).not.toThrow();
    expect(() => demandWarehouse(scoped, 'LEEDS')).toThrow(expect.objectContaining({ status: 403 }));
    expect(() => demandChannel(scoped, 'b2c')).toThrow(expect.objectContaining({ status: 403 }));
    expect(() => demandChannel(agent, 'b2c')).not.toThrow();
  });
});

describe('whose an answer is', () => {
  it('is told by issuer, client and subject', () => {
    const others = [{}, { subject: 's-2' }, { issuer: 'https://other.example' }, { client: 'till' }, { client: 'web' }];
    expect(new Set(others.map((rest) => principalOf(caller(['cs_agent'], rest)))).size).toBe(others.length);
    expect(principalOf(caller(['cs_lead']))).toBe(principalOf(agent));
  });

  const [london, both] = [{ warehouseIds: ['LDN'] }, { warehouseIds: ['LDN', 'LEEDS'] }];
  it.each([
    ['the same', agent, agent, true],
    ['a role more', caller(['cs_lead', 'cs_agent']), agent, true],
    ['a role less', agent, caller(['cs_lead', 'cs_agent']), false],
    ['a warehouse more', caller(['cs_agent'], { scopes: both }), caller(['cs_agent'], { scopes: london }), true],
    ['a warehouse less', caller(['cs_agent'], { scopes: london }), caller(['cs_agent'], { scopes: both }), false],
    ['no bound where there was one', agent, caller(['cs_agent'], { scopes: { channels: [] } }), true],
    ['a bound where there was none', caller(['cs_agent'], { scopes: { channels: ['b2c'] } }), agent, false],
    ['a lower limit', caller([], { limits: { refundMinor: 1 } }), caller([], { limits: { refundMinor: 2 } }), false],
    [
      'a limit in another currency',
      caller([], { limits: { refundMinor: 2, refundCurrency: 'EUR' } }),
      caller([], { limits: { refundMinor: 1 } }),
      false,
    ],
    ['a limit where there was none', caller([], { limits: { refundMinor: 1 } }), caller([]), false],
    ['a higher limit', caller([], { limits: { refundMinor: 2 } }), caller([], { limits: { refundMinor: 1 } }), true],
    ['another customer', caller(['customer'], { customerId: 'c-2' }), customer, false],
  ])('may be read with %s', (_what, now, then, may) => expect(covers(now, then)).toBe(may));
});
