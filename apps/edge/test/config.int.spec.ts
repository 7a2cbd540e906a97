import { TRIAL_MASTER_KEY } from '@concord/service';
import { readDoorConfig } from '../src/config';

const KEY = Buffer.alloc(32, 7).toString('base64');
const PRODUCTION = {
  NODE_ENV: 'production',
  CONCORD_PUBLIC_URL: 'https://shop.example.com',
  CONCORD_SERVICES: 'orders=http://orders:3000,catalog=https://catalog',
  CONCORD_SESSION_KEY: KEY,
  AUTH_JWKS: 'https://id.example.com/jwks',
  AUTH_ISSUER: 'https://id.example.com',
  OIDC_CLIENT_ID: 'concord',
};

describe('the configuration of the door', () => {
  it('is complete for production', () =>
    expect(readDoorConfig(PRODUCTION)).toMatchObject({ OIDC_CLIENT_ID: 'concord' }));

  it.each<[string, NodeJS.ProcessEnv]>([
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: undefined }],
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: undefined, CONCORD_KEYS: '/keys' }],
    ['CONCORD_PUBLIC_URL', { CONCORD_PUBLIC_URL: 'http://shop.example.com' }],
    ['CONCORD_PUBLIC_URL', { CONCORD_PUBLIC_URL: undefined }],
    ['CONCORD_SESSION_KEY', { CONCORD_SESSION_KEY: TRIAL_MASTER_KEY }],
    ['CONCORD_SESSION_KEY_PREVIOUS', { CONCORD_SESSION_KEY_PREVIOUS: TRIAL_MASTER_KEY }],
    ['AUTH_ISSUER', { AUTH_ISSUER: 'http://id.example.com' }],
  ])('does not work in production where it is unsafe: %s', (name, change) =>
    expect(() => readDoorConfig({ ...PRODUCTION, ...change })).toThrow(new RegExp(`does not work: ${name} [^;]+\\.$`)),
  );

  it.each<[string, string]>([
    ['PORT', '70000'],
    ['METRICS_PORT', 'none'],
    ['CONCORD_PUBLIC_URL', 'https://shop.example.com/path'],
    ['CONCORD_SERVICES', 'orders'],
    ['CONCORD_SERVICES', 'orders=http://orders:3000/v1'],
    ['CONCORD_SERVICES', 'orders=http://one,orders=http://two'],
    ['CONCORD_SESSION_KEY', 'short'],
    ['AUTH_ISSUER', 'my-provider'],
    ['OIDC_SCOPE', 'profile'],
    ['OIDC_PARAMETERS', 'audience'],
    ['CONCORD_TRUSTED_PROXIES', 'dead'],
    ['CONCORD_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['CONCORD_TRUSTED_PROXIES', '10.0.0.1, 10.0.0.2'],
    ['LOG_LEVEL', 'loud'],
  ])('says in one sentence what is wrong: %s=%s', (name, value) =>
    expect(() => readDoorConfig({ ...PRODUCTION, [name]: value })).toThrow(
      new RegExp(`does not work: ${name} must [^;]+\\.$`),
    ),
  );

  it.each(['10.0.0.1', '10.0.0.0/8,192.168.0.0/16', '::1,fd00::/8'])('knows proxies: %s', (proxies) =>
    expect(readDoorConfig({ ...PRODUCTION, CONCORD_TRUSTED_PROXIES: proxies }).CONCORD_TRUSTED_PROXIES).toBe(proxies),
  );
});
