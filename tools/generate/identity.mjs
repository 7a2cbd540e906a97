// docs/identity.md: what a token must hold, and who may call what, from the grants and the routes themselves.
import 'reflect-metadata';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pascalCase } from './registered.mjs';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** All routes of the services as `{ service, method, path, permission, description }`. */
export function routesOf(root, services) {
  const require = createRequire(path.join(root, 'package.json'));
  // Several services in one process: Nest warns about what nobody starts here.
  require('@nestjs/common').Logger.overrideLogger(false);
  return Object.keys(services).flatMap((service) => {
    const found = require(path.join(root, 'apps', service, 'dist', `${service}.module.js`));
    const module = found[`${pascalCase(service)}Module`];
    const kit = (Reflect.getMetadata('imports', module) ?? []).flatMap(({ controllers = [] }) => controllers);
    const own = Reflect.getMetadata('controllers', module) ?? [];
    return [
      ...own.flatMap((controller) => handlersOf(controller, service)),
      ...kit.flatMap((controller) => handlersOf(controller, 'every service')),
    ];
  });
}

function handlersOf(controller, service) {
  const base = Reflect.getMetadata('path', controller) ?? '';
  return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
    const handler = Object.getOwnPropertyDescriptor(controller.prototype, name).value;
    const method = typeof handler === 'function' ? Reflect.getMetadata('method', handler) : undefined;
    if (method === undefined) return [];
    const permission =
      Reflect.getMetadata('concord:access', handler) ?? Reflect.getMetadata('concord:access', controller);
    const route = `/${[base, Reflect.getMetadata('path', handler)].join('/')}`
      .replace(/\/+/g, '/')
      .replace(/(.)\/$/, '$1');
    const { description = '' } = Reflect.getMetadata('swagger/apiOperation', handler) ?? {};
    return [{ service, method: METHODS[method], path: route.replace(/:(\w+)/g, '{$1}'), permission, description }];
  });
}

const byText = (a, b) => (a < b ? -1 : 1);
const OUTSIDERS = ['customer', 'service', 'feed_reader'];

/** Roles for people: all employees together are "all employees". */
function rolesText(roles, all) {
  const employees = all.filter((role) => !OUTSIDERS.includes(role));
  const isForAll = employees.every((role) => roles.includes(role));
  const named = roles.filter((role) => !isForAll || OUTSIDERS.includes(role)).map((role) => `\`${role}\``);
  return [...(isForAll ? ['all employees'] : []), ...named].join(', ');
}

export function identity(routes, { GRANTS, ROLES }) {
  const byPermission = new Map();
  for (const { service, method, path: route, permission } of routes) {
    const those = byPermission.get(permission) ?? new Set();
    byPermission.set(permission, those.add(`\`${method} ${route}\` (${service})`));
  }
  const permissions = Object.entries(GRANTS).map(([permission, roles]) => {
    const those = [...(byPermission.get(permission) ?? ['widens what other routes take or answer'])].sort(byText);
    return `| \`${permission}\` | ${rolesText(roles, ROLES)} | ${those.join('<br>')} |`;
  });
  const forAll = [...(byPermission.get('signed-in') ?? [])].sort(byText).map((route) => `- ${route}`);
  const open = [...(byPermission.get('public') ?? [])].sort(byText).map((route) => `- ${route}`);
  return `# Identity: tokens, roles and permissions

Concord issues no tokens in operation. Your identity provider does; every service checks each token by itself. This page is written by \`npm run generate\` from the grants and the routes.

## Connect your identity provider

1. Set \`AUTH_JWKS\` to the address of its key set, \`AUTH_ISSUER\` to its issuer exactly as it stands in \`iss\`, and \`AUTH_AUDIENCE\` if tokens name another audience than \`concord\`. Set \`NODE_ENV=production\`: the development issuer then refuses to run.
2. Let it put the claims below into access tokens.
3. Ask any service who the caller is: \`curl -H "Authorization: Bearer $TOKEN" http://localhost:3001/v1/me\`. The answer lists the roles and the permissions of the token in this service. A 401 names what is wrong with the token.
4. Register the door as a client, for the sign-in of people:
   - authorisation code with PKCE (S256); the client is confidential with \`client_secret_basic\`, or public with no secret;
   - the scope \`openid profile offline_access\` (\`OIDC_SCOPE\`), and discovery below \`AUTH_ISSUER\` (\`/.well-known/openid-configuration\`);
   - the redirect address \`<CONCORD_PUBLIC_URL>/auth/callback\`, and the address after sign-out \`<CONCORD_PUBLIC_URL>/\`.

   Set \`OIDC_CLIENT_ID\` and \`OIDC_CLIENT_SECRET\` ([configuration.md](configuration.md#the-door)). Access tokens must be JWTs for the audience above. Some providers want \`OIDC_PARAMETERS\` for that, such as \`audience=concord\`, or \`prompt=consent\` before they give a refresh token.
5. Register machine clients (client credentials): one with the role \`feed_reader\` for Concord's own services ([Going live](operations.md#going-live)), and one with the role \`service\` for each system of a partner.

Keys are fetched when a token names a key that is not known yet, and then kept: a provider may rotate its keys at any time. With \`NODE_ENV=production\`, the address of the keys must be https.

| limit of a token | |
| --- | --- |
| signature | EdDSA, ES256 or RS256; never a symmetric key |
| length | 8,192 characters for an access token; some 11,000 for access and refresh token together, which lie in cookies |
| \`iat\` | not in the future |
| \`exp\` | 400 days from now at most; the token is valid for 60 s more, because clocks differ |

A token cannot be taken back before its end: let it live minutes.

## Guests

Whoever shops without signing in is a guest: a customer of their own, whose \`customer_id\` begins with \`guest-\`. Your identity provider knows no guests, so the door signs their tokens (\`POST /auth/guest\`) with a key of its own.

1. Make a key with \`openssl rand -base64 32\`, and give it to the door as \`CONCORD_GUEST_KEY\`.
2. Tell every service \`AUTH_GUEST_JWKS=<CONCORD_PUBLIC_URL>/auth/guest-keys\`.

Services accept a token of the issuer \`concord-guests\` for one guest alone: with the role \`customer\` and nothing else. Without the key there are no guests in production. Your provider must give nobody a \`customer_id\` that begins with \`guest-\`: a customer who signs in may take the basket of such a customer over.

## Claims

| claim | needed | meaning |
| --- | --- | --- |
| \`iss\`, \`aud\`, \`exp\` | always | The issuer, the audience (\`concord\`) and the end of the token. |
| \`sub\` | always | Who calls: up to 200 characters. Stored answers of an \`Idempotency-Key\` belong to this caller. |
| \`client_id\` or \`azp\` | optional | The client that asks on behalf of \`sub\`. |
| \`roles\` | always | A list of the roles below. A role that Concord does not know gives nothing. |
| \`customer_id\` | with role \`customer\` | The customer whose own orders, returns and cases the caller may see. |
| \`scopes.warehouseIds\` | optional | The codes of the only warehouses that the caller may see and touch, with the orders that they send. Sums over all warehouses are refused or left out. Absent: all. |
| \`scopes.channels\` | optional | The only channels (\`b2c\`, \`b2b\`) of the caller, for orders, the customers who order there, and all that belongs to them. Customers without an order are visible to every caller who has at least one channel. Absent: all. |
| \`limits.refundMinor\` | optional | The most that the caller may refund of one order, in minor units of \`limits.refundCurrency\`. Absent: the setting \`refund.agent-limit\`, for \`cs_lead\` \`refund.lead-limit\`. It does not hold for \`head_of_digital\`. |
| \`limits.refundCurrency\` | optional, with \`limits.refundMinor\` | The currency of the limit, ISO 4217. Absent: GBP. Refunds of orders in another currency are refused (\`refund-limit-in-other-currency\`, 422): amounts of two currencies are not compared. |

A scope or a limit of the wrong shape or with a name that is not above is refused with 401: passing over it would widen what the caller may do. A token with scopes may not look into events, their states, the feed, invariants or what is parked, which show all channels and warehouses (\`token-limited\`, 403).

The claims of a manager of one warehouse:

\`\`\`json
{
  "iss": "https://id.example.org/realms/shop",
  "aud": "concord",
  "sub": "3f0c8a52",
  "exp": 1893456000,
  "roles": ["inventory_manager"],
  "scopes": { "warehouseIds": ["milan"] }
}
\`\`\`

In Keycloak, for example:

- Create the realm roles of the table.
- Add a mapper "User Realm Role" with the claim name \`roles\` (multivalued, in access tokens).
- Add an "Audience" mapper for \`concord\`.
- Add mappers "User Attribute" for \`customer_id\`, \`scopes\` and \`limits\`; those of \`scopes\` and \`limits\` have the JSON type JSON.

## Roles

Employees: ${ROLES.filter((role) => !OUTSIDERS.includes(role))
    .map((role) => `\`${role}\``)
    .join(
      ', ',
    )}. Others: \`customer\`, \`service\`, \`feed_reader\`. One person may hold several. \`service\` is a partner's system. \`feed_reader\` is Concord's own services: they read each other's feeds, positions and facts.

## Permissions

Every route declares one permission; its OpenAPI operation says so under \`x-permission\`. \`GET /v1/me\` of a service lists those that the caller has there: a screen shows the actions that these allow.

| permission | roles | routes |
| --- | --- | --- |
${permissions.join('\n')}

With any valid token, whatever its roles (\`x-permission: signed-in\`):

${forAll.join('\n')}

Without a token:

${open.join('\n')}
`;
}
