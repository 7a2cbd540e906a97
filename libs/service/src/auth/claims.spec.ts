import { callerOf, ClaimProblem } from './claims';

const claims = { iss: 'https://id.example', sub: 'u-1', roles: ['cs_agent'] };
const refusedFor = (change: Record<string, unknown>) => {
  try {
    callerOf({ ...claims, ...change }, 0);
    return undefined;
  } catch (error) {
    return (error as ClaimProblem).claim;
  }
};

it('reads a full token', () =>
  expect(
    callerOf(
      {
        iss: 'https://id.example',
        sub: 'u-1',
        client_id: 'till',
        azp: 'passed over',
        roles: ['cs_agent', 'customer'],
        customer_id: 'c-1',
        scopes: { warehouseIds: ['LDN'], channels: ['web'] },
        limits: { refundMinor: 10_000, refundCurrency: 'EUR' },
      },
      1_000,
    ),
  ).toEqual({
    subject: 'u-1',
    issuer: 'https://id.example',
    client: 'till',
    roles: ['cs_agent', 'customer'],
    kind: 'user',
    customerId: 'c-1',
    scopes: { warehouseIds: ['LDN'], channels: ['web'] },
    limits: { refundMinor: 10_000, refundCurrency: 'EUR' },
    expiresAt: 1_000,
  }));

it('passes over roles that it does not know, and repetitions', () =>
  expect(callerOf({ ...claims, roles: ['admin', 7, 'driver', 'driver', null] }, 0).roles).toEqual(['driver']));

it.each([
  ['sub', { sub: undefined }],
  ['sub', { sub: '' }],
  ['sub', { sub: 'x'.repeat(201) }],
  ['iss', { iss: undefined }],
  ['client_id', { client_id: 7 }],
  ['azp', { azp: [] }],
  ['roles', { roles: undefined }],
  ['roles', { roles: 'head_of_digital' }],
  ['roles', { roles: { 0: 'head_of_digital', length: 1 } }],
  ['customer_id', { customer_id: 7 }],
  ['customer_id', { roles: ['customer'] }],
  ['scopes', { scopes: 'LDN' }],
  ['scopes', { scopes: null }],
  ['scopes.warehouseIds', { scopes: { warehouseIds: 'LDN' } }],
  ['scopes.channels', { scopes: { channels: [1] } }],
  ['scopes', { scopes: { channel: ['b2c'] } }],
  ['scopes', { scopes: { warehouseIds: ['LDN'], warehouses: [] } }],
  ['limits', { limits: [] }],
  ['limits', { limits: { refund: 10_000 } }],
  ['limits.refundMinor', { limits: { refundMinor: '10000' } }],
  ['limits.refundMinor', { limits: { refundMinor: -1 } }],
  ['limits.refundMinor', { limits: { refundMinor: 0.5 } }],
  ['limits.refundMinor', { limits: { refundCurrency: 'EUR' } }],
  ['limits.refundCurrency', { limits: { refundMinor: 1, refundCurrency: 'euro' } }],
  ['limits.refundCurrency', { limits: { refundMinor: 1, refundCurrency: 978 } }],
])('refuses a wrong %s: %j', (claim, change) => expect(refusedFor(change)).toBe(claim));

it('gives a caller that no request can change for the next', () => {
  const caller = callerOf({ ...claims, scopes: { channels: ['web'] }, limits: { refundMinor: 1 } }, 0);
  for (const part of [caller, caller.roles, caller.scopes, caller.scopes.channels, caller.limits])
    expect(Object.isFrozen(part)).toBe(true);
});
