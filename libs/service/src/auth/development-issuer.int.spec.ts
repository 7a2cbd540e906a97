import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { developmentIssuer, type DevelopmentIssuer, type DevelopmentToken } from './development-issuer';
import { verifierFor } from './token-verifier';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'concord-issuer-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const callerBy = async ({ issuer, jwksFile, mint }: DevelopmentIssuer, token: DevelopmentToken) =>
  verifierFor({ jwks: jwksFile, issuer, environment: {} }).verify(`Bearer ${await mint(token)}`);

it('mints what a verifier accepts', async () => {
  const scopes = { warehouseIds: ['LDN'] };
  const limits = { refundMinor: 10_000 };
  const token = { roles: ['cs_agent', 'driver'] as const, subject: 'ann', scopes, limits };
  expect(await callerBy(await developmentIssuer(folder, {}), token)).toEqual({
    ...token,
    issuer: 'concord-development',
    kind: 'user',
    expiresAt: expect.any(Number),
  });
});

it('makes a customer their own owner', async () =>
  expect(await callerBy(await developmentIssuer(folder, {}), { roles: 'customer', customerId: 'c-1' })).toMatchObject({
    subject: 'c-1',
    customerId: 'c-1',
    kind: 'customer',
  }));

it('keeps the private key to its owner and out of the public file', async () => {
  const { jwksFile } = await developmentIssuer(folder, {});
  expect(statSync(path.join(folder, 'development-key.private.json')).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(jwksFile, 'utf8')).keys[0]).not.toHaveProperty('d');
});

it('has one key however many start at once, and afterwards', async () => {
  const issuers = await Promise.all(Array.from({ length: 20 }, () => developmentIssuer(path.join(folder, 'new'), {})));
  issuers.push(await developmentIssuer(path.join(folder, 'new'), {}));
  for (const issuer of issuers)
    expect(await callerBy(issuer, { roles: 'tester' })).toMatchObject({ roles: ['tester'] });
  expect(readdirSync(path.join(folder, 'new')).toSorted()).toEqual(['development-key.private.json', 'jwks.json']);
});

it('names the roles when asked for one that does not exist', async () => {
  const { mint } = await developmentIssuer(folder, {});
  await expect(mint({ roles: 'admin' as 'tester' })).rejects.toThrow('marketing_manager');
});

it('says what to do about a damaged key', async () => {
  writeFileSync(path.join(folder, 'development-key.private.json'), '{');
  await expect(developmentIssuer(folder, {})).rejects.toThrow('remove it');
});

it('does not run in production', () =>
  expect(developmentIssuer(folder, { NODE_ENV: 'production' })).rejects.toThrow('NODE_ENV=production'));
