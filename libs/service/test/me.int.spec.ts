import { testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import type { RunningService } from '../src';
import { declaredPermissions } from '../src/auth/declared-permissions';
import { GRANTS, ROLES, type Permission, type Role } from '../src/auth/permissions';
import { tillsService } from './tills-service';

const database = testDatabase('me');
let system: Awaited<ReturnType<typeof openSystem>>;
let running: RunningService;

beforeAll(async () => {
  system = await openSystem();
  await system.migrate(tillsService, database.url);
  running = await system.start(tillsService, database.url);
}, 30_000);
afterAll(async () => {
  await running.stop();
  system.close();
}, 15_000);

async function me(token: Parameters<typeof system.issuer.mint>[0]) {
  const by = { authorization: `Bearer ${await system.issuer.mint(token)}` };
  return system.ask(running, 'GET', '/v1/me', undefined, by);
}

describe('a caller', () => {
  it.each(ROLES)('with the role %s learns what it may do in this service', async (role: Role) => {
    const { status, json } = await me({ roles: role, subject: 'ann', customerId: 'c-1' });
    const declared = [...declaredPermissions(running.app)];
    expect(declared).toContain('inventory.read');
    expect(declared).not.toContain('order.place');
    const granted = (name: Permission) => (GRANTS[name] as readonly Role[]).includes(role);
    expect(status).toBe(200);
    expect(json).toMatchObject({ subject: 'ann', roles: [role], scopes: {}, limits: {} });
    expect(new Set(json.permissions)).toEqual(new Set(declared.filter(granted)));
    expect(Date.parse(json.expiresAt)).toBeGreaterThan(Date.now());
  });

  it('learns where and up to which amount its roles hold', async () => {
    const scopes = { channels: ['b2b'] };
    const { json } = await me({ roles: ['cs_agent', 'it_operator'], scopes, limits: { refundMinor: 5_000 } });
    expect(json).toMatchObject({ kind: 'user', scopes, limits: { refundMinor: 5_000 } });
    // It would be refused: operations concern all channels.
    expect(json.permissions).toContain('inventory.read');
    expect(json.permissions).not.toContain('ops.projection.rebuild');
  });

  it('who is a customer learns whose objects are its own', async () =>
    expect((await me({ roles: 'customer', customerId: 'c-7' })).json).toMatchObject({
      kind: 'customer',
      customerId: 'c-7',
    }));

  it('without a role is somebody who may do nothing', async () =>
    expect((await me({ roles: [] })).json).toMatchObject({ roles: [], permissions: [] }));

  it('without a token, or with a wrong one, is nobody', async () => {
    const missing = await system.ask(running, 'GET', '/v1/me', undefined, { authorization: undefined });
    expect(missing.json).toMatchObject({ status: 401, code: 'token-missing' });
    const wrong = await system.ask(running, 'GET', '/v1/me', undefined, { authorization: 'Bearer a.b.c' });
    expect(wrong.json).toMatchObject({ status: 401, code: 'token-invalid' });
  });
});

it('is documented as open to every token', async () => {
  const { json } = await system.ask(running, 'GET', '/openapi.json');
  const { get } = json.paths['/v1/me'];
  expect(get['x-permission']).toBe('signed-in');
  expect(get.description).toContain('Open to every caller with a valid token.');
  expect(get.security).toEqual([{ bearer: [] }]);
});
