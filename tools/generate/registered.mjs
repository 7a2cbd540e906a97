// What follows from the list of services: parts of the compose file, of the image recipe and of the simulation.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The text with the lines between two marks replaced; the marks stay. */
export function between(text, begin, end, lines) {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`The marks "${begin}" and "${end}" are missing.`);
  return `${text.slice(0, from + begin.length)}\n${lines}\n${text.slice(0, to).match(/[ \t]*$/)[0]}${text.slice(to)}`;
}

export const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
export const pascalCase = (name) => camelCase(`-${name}`);
/** The folder of passwords that Compose uses where CONCORD_SECRETS names no other one. */
export const TRIAL_SECRETS = '.compose/secrets';
const ADMIN_SECRET = 'postgres-password';
const MASTER_KEY_SECRET = 'master-key';
const SESSION_KEY_SECRET = 'session-key';
/** An empty file stands for a secret that there is not. */
const PREVIOUS_MASTER_KEY_SECRET = 'master-key-previous';
const PREVIOUS_SESSION_KEY_SECRET = 'session-key-previous';
const CLIENT_SECRET = 'oidc-client-secret';
const GUEST_KEY_SECRET = 'guest-key';
const STRIPE_SECRETS = { STRIPE_SECRET_KEY: 'stripe-secret-key', STRIPE_WEBHOOK_SECRET: 'stripe-webhook-secret' };
const databaseSecret = (name) => `${name}-database-password`;
const upperCase = (name) => name.replaceAll('-', '_').toUpperCase();

/** What one service alone reads: no other service needs to know the key of the payment provider. */
const ownParts = (name, doorUrl) => {
  if (name !== 'orders') return { variables: {}, secrets: [] };
  const files = Object.entries(STRIPE_SECRETS).map(([variable, file]) => [`${variable}_FILE`, `/run/secrets/${file}`]);
  const variables = {
    CONCORD_PAYMENT_PROVIDER: '${CONCORD_PAYMENT_PROVIDER:-}',
    CONCORD_PAYMENT_RETURN_URL: '${CONCORD_PAYMENT_RETURN_URL:-}',
    CONCORD_PUBLIC_URL: doorUrl,
    ...Object.fromEntries(files),
  };
  return { variables, secrets: Object.values(STRIPE_SECRETS) };
};

/** Set by the image, or for specs alone. */
const NOT_PASSED = new Set(['PORT', 'HOST', 'CRASH_AT']);

/** The variables of services that the compose file sets nowhere: they are as in the shell or .env. */
function passedThrough(text, variables) {
  const isSet = (name) => new RegExp(`^ +${name}(_FILE)?:`, 'm').test(text);
  return Object.entries(variables)
    .filter(([name]) => !NOT_PASSED.has(name) && !isSet(name))
    .flatMap(([name, { isSecret }]) => (isSecret ? [name, `${name}_FILE`] : [name]))
    .map((name) => `  ${name}:`)
    .join('\n');
}

export function compose(root, services, doorPort, variables) {
  const text = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
  const names = Object.keys(services);
  const feeds = names.map((name) => `${name}=http://${name}:3000`).join(',');
  const addresses = names.map((name) => `        "${name}":"http://${name}:3000"`).join(',\n');
  const doorUrl = `\${CONCORD_PUBLIC_URL:-http://localhost:${doorPort}}`;
  const blocks = Object.entries(services).map(([name, port]) => {
    const url = `postgres://${name}@postgres:5432/${name}`;
    const secret = databaseSecret(name);
    const own = ownParts(name, doorUrl);
    const variables = Object.entries(own.variables).map(([variable, value]) => `      ${variable}: ${value}\n`);
    const secrets = [secret, MASTER_KEY_SECRET, PREVIOUS_MASTER_KEY_SECRET, ...own.secrets].join(', ');
    return `  ${name}-migrate:
    <<: *job
    command: [node, apps/${name}/dist/main.js, migrate]
    environment:
      <<: *environment
      DATABASE_ADMIN_URL: postgres://concord@postgres:5432/postgres
      DATABASE_ADMIN_PASSWORD_FILE: /run/secrets/${ADMIN_SECRET}
      DATABASE_URL: ${url}
      DATABASE_PASSWORD_FILE: /run/secrets/${secret}
      CONCORD_MASTER_KEY_FILE: /run/secrets/${MASTER_KEY_SECRET}
      CONCORD_MASTER_KEY_PREVIOUS_FILE: /run/secrets/${PREVIOUS_MASTER_KEY_SECRET}
    secrets: [${ADMIN_SECRET}, ${secret}, ${MASTER_KEY_SECRET}, ${PREVIOUS_MASTER_KEY_SECRET}]

  ${name}:
    <<: *service
    command: [node, apps/${name}/dist/main.js]
    environment:
      <<: *environment
      DATABASE_URL: ${url}
      DATABASE_PASSWORD_FILE: /run/secrets/${secret}
      CONCORD_MASTER_KEY_FILE: /run/secrets/${MASTER_KEY_SECRET}
      CONCORD_MASTER_KEY_PREVIOUS_FILE: /run/secrets/${PREVIOUS_MASTER_KEY_SECRET}
${variables.join('')}    secrets: [${secrets}]
    ports: ['127.0.0.1:\${${upperCase(name)}_PORT:-${port}}:3000']
    depends_on:
      ${name}-migrate: { condition: service_completed_successfully }
      keys: { condition: service_completed_successfully }

  ${name}-2:
    <<: *service
    profiles: [cluster]
    command: [node, apps/${name}/dist/main.js]
    environment:
      <<: *environment
      DATABASE_URL: ${url}
      DATABASE_PASSWORD_FILE: /run/secrets/${secret}
      CONCORD_MASTER_KEY_FILE: /run/secrets/${MASTER_KEY_SECRET}
      CONCORD_MASTER_KEY_PREVIOUS_FILE: /run/secrets/${PREVIOUS_MASTER_KEY_SECRET}
${variables.join('')}    secrets: [${secrets}]
    depends_on:
      ${name}-migrate: { condition: service_completed_successfully }
      keys: { condition: service_completed_successfully }
`;
  });
  blocks.push(`  # The one address for people and systems. It may write the development keys, where there are none.
  edge:
    <<: *image
    restart: unless-stopped
    stop_grace_period: 12s
    command: [node, apps/edge/dist/main.js]
    environment:
      NODE_ENV: \${NODE_ENV:-development}
      LOG_LEVEL: \${LOG_LEVEL:-info}
      AUTH_JWKS: \${AUTH_JWKS:-/var/lib/concord/local/keys/jwks.json}
      AUTH_ISSUER: \${AUTH_ISSUER:-concord-development}
      AUTH_AUDIENCE: \${AUTH_AUDIENCE:-concord}
      OIDC_CLIENT_ID: \${OIDC_CLIENT_ID:-}
      OIDC_CLIENT_SECRET_FILE: /run/secrets/${CLIENT_SECRET}
      OIDC_SCOPE: \${OIDC_SCOPE:-openid profile offline_access}
      OIDC_PARAMETERS: \${OIDC_PARAMETERS:-}
      METRICS_PORT: '9464'
      CONCORD_PUBLIC_URL: ${doorUrl}
      CONCORD_TRUSTED_PROXIES: \${CONCORD_TRUSTED_PROXIES:-}
      CONCORD_KEYS: /var/lib/concord/local/keys
      CONCORD_SERVICES: ${feeds}
      CONCORD_SESSION_KEY_FILE: /run/secrets/${SESSION_KEY_SECRET}
      CONCORD_SESSION_KEY_PREVIOUS_FILE: /run/secrets/${PREVIOUS_SESSION_KEY_SECRET}
      CONCORD_GUEST_KEY_FILE: /run/secrets/${GUEST_KEY_SECRET}
    secrets: [${SESSION_KEY_SECRET}, ${PREVIOUS_SESSION_KEY_SECRET}, ${CLIENT_SECRET}, ${GUEST_KEY_SECRET}]
    volumes: ['concord:/var/lib/concord']
    ports: ['127.0.0.1:\${DOOR_PORT:-${doorPort}}:3000']
    depends_on:
      keys: { condition: service_completed_successfully }
`);
  const listed = text
    .replace(/^  CONCORD_FEEDS: .*$/m, `  CONCORD_FEEDS: ${feeds}`)
    .replace(/("services":\{)[^}]*(\}\})/, `$1\n${addresses}$2`);
  const withServices = between(
    listed,
    '  # Services: written by npm run generate.',
    '  # End of services.',
    `\n${blocks.join('\n')}`,
  );
  const [begin, end] = ['  # Passed through: written by npm run generate.', '  # End of what is passed through.'];
  const others = between(withServices, begin, end, '');
  const withVariables = between(withServices, begin, end, passedThrough(others, variables));
  const secrets = Object.keys(trialSecrets(services)).map(
    (name) => `  ${name}: { file: '\${CONCORD_SECRETS:-./${TRIAL_SECRETS}}/${name}' }`,
  );
  return between(withVariables, '  # Secrets: written by npm run generate.', '  # End of secrets.', secrets.join('\n'));
}

/** Secrets for development, by the names of their files: a password is the name of its role. */
export const trialSecrets = (services, masterKey) => ({
  [MASTER_KEY_SECRET]: masterKey,
  [PREVIOUS_MASTER_KEY_SECRET]: '',
  [SESSION_KEY_SECRET]: masterKey,
  [PREVIOUS_SESSION_KEY_SECRET]: '',
  [CLIENT_SECRET]: '',
  [GUEST_KEY_SECRET]: '',
  ...Object.fromEntries(Object.values(STRIPE_SECRETS).map((name) => [name, ''])),
  [ADMIN_SECRET]: 'concord',
  'grafana-password': 'concord',
  ...Object.fromEntries(Object.keys(services).map((name) => [databaseSecret(name), name])),
});

export function imageRecipe(root) {
  const text = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
  const manifests = globSync('{apps,libs}/*/package.json', { cwd: root }).sort();
  const lines = manifests.map((manifest) => `COPY ${manifest} ${path.dirname(manifest)}/`).join('\n');
  return between(text, '# Manifests: written by npm run generate.', '# End of manifests.', lines);
}

export function simulatedServices(services) {
  const names = Object.keys(services);
  const imports = names.map((name) => `import { ${camelCase(name)} } from '@concord/${name}';`);
  return `// Written by npm run generate from the list of services.
${imports.join('\n')}

/** The services as they are deployed: their deciders, policies, processes and projections. */
export const SERVICE_PARTS = [${names.map(camelCase).join(', ')}];
`;
}
