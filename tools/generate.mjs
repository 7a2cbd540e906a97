// Writes what is derived from the sources: the lock of published event shapes and a golden sample of each, the AsyncAPI
// and OpenAPI documents, the types of the client, and the pages that list codes, permissions and variables. With --check
// nothing is written, and a file that is not up to date is a failure.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { parse as errorCodes } from './error-codes.mjs';
import { clientFiles } from './generate/client.mjs';
import { events } from './generate/events.mjs';
import { dashboard, prometheus } from './generate/observability.mjs';
import { configuration, environmentExample } from './generate/configuration.mjs';
import { errors } from './generate/errors.mjs';
import { hearersOf, mainReadme, serviceReadme, servicesThatHear } from './generate/hearing.mjs';
import { identity, routesOf } from './generate/identity.mjs';
import { compactJson, openApiDocuments } from './generate/openapi.mjs';
import { compose, imageRecipe, simulatedServices, TRIAL_SECRETS, trialSecrets } from './generate/registered.mjs';
import { createService } from './generate/service.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const isCheck = process.argv.includes('--check');
const problems = [];

const require = createRequire(import.meta.url);
await build();
if (process.argv[2] === 'service') {
  try {
    const name = process.argv[3];
    const { SERVICES } = require(path.join(root, 'libs/contracts/dist/services.js'));
    const port = createService(root, name, SERVICES);
    await build();
    delete require.cache[require.resolve(path.join(root, 'libs/contracts/dist/services.js'))];
    console.log(
      `apps/${name} listens on port ${port}. Next: "Add a command with an event and a route" in CONTRIBUTING.md.`,
    );
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
const contracts = require(path.join(root, 'libs/contracts/dist/index.js'));

const isEventType = (value) => value && typeof value === 'object' && 'schemaVersion' in value && 'service' in value;
const catalogues = Object.values(contracts).filter((value) => Object.values(value).every(isEventType));
const published = [...new Set(catalogues.flatMap((catalogue) => Object.values(catalogue)))].sort((a, b) =>
  a.type < b.type ? -1 : 1,
);
const docs = docComments();

lockShapes();
emit('docs/asyncapi.json', json(asyncApi()));
emit('tools/observability/prometheus.yml', prometheus(contracts.SERVICES));
emit('tools/observability/grafana/concord.json', dashboard());
const { TRIAL_MASTER_KEY } = require(path.join(root, 'libs/service/dist/vault/master-key.js'));
for (const [name, secret] of Object.entries(trialSecrets(contracts.SERVICES, TRIAL_MASTER_KEY)))
  emit(`${TRIAL_SECRETS}/${name}`, `${secret}\n`);
emit('Dockerfile', imageRecipe(root));
emit('apps/cli/src/simulate/service-parts.ts', simulatedServices(contracts.SERVICES));
const routes = routesOf(root, contracts.SERVICES);
const hearers = hearersOf(root, contracts.SERVICES);
emit(
  'docs/events.md',
  events(contracts, published, docs, (event) => servicesThatHear(hearers, event)),
);
for (const service of Object.keys(contracts.SERVICES))
  emit(`apps/${service}/README.md`, serviceReadme(root, service, published, hearers[service]));
emit('README.md', mainReadme(root, contracts.SERVICES, hearers));
emit('docs/errors.md', errors(root, routes, Object.keys(contracts.SERVICES), problems));
emit('docs/identity.md', identity(routes, require(path.join(root, 'libs/service/dist/auth/permissions.js'))));
const { VARIABLES } = require(path.join(root, 'libs/service/dist/config.js'));
emit('docker-compose.yml', compose(root, contracts.SERVICES, contracts.DOOR_PORT, VARIABLES));
const { DOOR_VARIABLES } = require(path.join(root, 'apps/edge/dist/config.js'));
emit('docs/configuration.md', configuration(VARIABLES, DOOR_VARIABLES));
emit('.env.example', environmentExample(VARIABLES));

const documents = await openApiDocuments(root, contracts.SERVICES);
emitAll(
  'docs/openapi',
  Object.fromEntries(Object.entries(documents).map(([name, document]) => [`${name}.json`, compactJson(document)])),
);
emitAll(
  'libs/client/src/generated',
  await clientFiles(
    documents,
    errorCodes(root).map(({ code }) => code),
    readFileSync(path.join(root, 'libs/contracts/src/short-id.ts'), 'utf8'),
  ),
);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

function emit(file, content) {
  const target = path.join(root, file);
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return;
  if (isCheck) return void problems.push(`${file} is not up to date: run \`npm run generate\` and commit it.`);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
  console.log(`wrote ${file}`);
}

/** Emits a folder that holds nothing else. */
function emitAll(folder, files) {
  for (const [file, content] of Object.entries(files)) emit(`${folder}/${file}`, content);
  for (const file of globSync('**/*.*', { cwd: path.join(root, folder) })) {
    if (file.split(path.sep).join('/') in files) continue;
    if (isCheck) problems.push(`${folder}/${file} belongs to no service: run \`npm run generate\`.`);
    else rmSync(path.join(root, folder, file));
  }
}

/** A shape in the lock was published: it never changes. Another shape needs another version. */
function lockShapes() {
  const file = 'libs/contracts/contracts.lock.json';
  const known = existsSync(path.join(root, file)) ? JSON.parse(readFileSync(path.join(root, file), 'utf8')) : {};
  const lock = { ...known };
  for (const { type, schemaVersion, schema, service } of published) {
    const name = `${type}.v${schemaVersion}`;
    const shape = JSON.parse(JSON.stringify({ service, ...schema }));
    if (known[name] && JSON.stringify(known[name]) !== JSON.stringify(shape))
      problems.push(
        `${name} was published in another shape: restore it, and add version ${schemaVersion + 1} with an upcast.`,
      );
    else lock[name] = shape;
    const sample = `libs/contracts/samples/${name}.json`;
    if (!existsSync(path.join(root, sample))) emit(sample, json(sampleOf(schema)));
  }
  if (problems.length === 0)
    emit(file, json(Object.fromEntries(Object.entries(lock).sort(([a], [b]) => (a < b ? -1 : 1)))));
}

/** Data of a shape, every field given. */
function sampleOf({ enum: values, type, format, minimum, minLength, maxLength, items, properties, patternProperties }) {
  if (values) return values[0];
  if (format === 'date-time') return '2026-01-05T09:00:00.000Z';
  if (type === 'string') return 'sample'.padEnd(minLength ?? 0, '-').slice(0, maxLength);
  if (type === 'integer' || type === 'number') return minimum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'array') return [sampleOf(items)];
  if (patternProperties) return { name: sampleOf(Object.values(patternProperties)[0]) };
  return Object.fromEntries(Object.entries(properties ?? {}).map(([name, schema]) => [name, sampleOf(schema)]));
}

function asyncApi() {
  const services = [...new Set(published.map(({ service }) => service))].sort((a, b) => a.localeCompare(b));
  const channels = {};
  const operations = {};
  const messages = {};
  for (const service of services) {
    const own = published.filter((event) => event.service === service);
    for (const { type, schemaVersion, schema } of own) {
      const { $id: _, ...payload } = schema;
      messages[type] = {
        name: type,
        summary: docs.get(type),
        contentType: 'application/json',
        headers: { $ref: '#/components/schemas/CloudEventHeaders' },
        payload: JSON.parse(JSON.stringify(payload)),
        'x-schema-version': schemaVersion,
      };
    }
    const refs = Object.fromEntries(own.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }]));
    channels[service] = {
      address: `${service}.events`,
      description: `Every public event of ${service}; the key is the stream, \`ce_subject\`, whose events are in one partition and in order. [events.md](events.md) says how to subscribe.`,
      messages: refs,
    };
    operations[`hear-${service}`] = { action: 'receive', channel: { $ref: `#/channels/${service}` } };
  }
  const header = (description) => ({ type: 'string', description });
  const headers = {
    type: 'object',
    required: [
      'ce_specversion',
      'ce_id',
      'ce_source',
      'ce_type',
      'ce_time',
      'ce_subject',
      'ce_pubseq',
      'ce_position',
      'ce_previous',
    ],
    properties: {
      ce_specversion: header('1.0'),
      ce_id: header('The id of the event: the same however often it is delivered.'),
      ce_source: header('/concord/<service>'),
      ce_type: header('The name of the event.'),
      ce_time: header('When it happened, ISO 8601 UTC.'),
      ce_subject: header('The stream: <aggregate>-<id>. Also the key of the message.'),
      ce_dataschema: header('/schemas/<service>/<type>/<version>'),
      'content-type': header('application/json'),
      ce_schemaversion: header('The version of the shape.'),
      ce_pubseq: header('1, 2, 3 … within the stream: a subscriber sees by it that none is missing.'),
      ce_position: header('era.txid.pos of the event, strictly increasing within a partition.'),
      ce_previous: header('The position of the event before it in the partition; 0.0.0 for the first.'),
      ce_correlationid: header('The id that events and requests of one cause share across services.'),
      ce_causationid: header('The event or request that caused it.'),
      ce_actor: header('JSON: kind, id and role of the actor.'),
      ce_channel: header('The sales channel of the request, where it has one.'),
      ce_settings: header('JSON: the versions of the settings on which the decision rests, where there are any.'),
      traceparent: header('W3C trace context, where the request had one.'),
    },
  };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Concord',
      version: '1.0.0',
      description:
        'CloudEvents 1.0 in Kafka binary mode. Delivered at least once; `ce_id` identifies a duplicate. Topics hold all versions of an event for ever: read `ce_schemaversion`. This document has the newest ones; older shapes are in libs/contracts/contracts.lock.json. Members with `x-personal` are sealed (`v1.…`) and unreadable outside.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels,
    operations,
    components: { messages, schemas: { CloudEventHeaders: headers } },
  };
}

/** The comment above each contract says when the event happens and who cares. */
function docComments() {
  const found = new Map();
  for (const file of globSync('libs/contracts/src/**/*.ts', { cwd: root })) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, comment, name] of text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const (\w+) = event\(/g))
      found.set(name, comment.replace(/\s*\n\s*\*\s?/g, ' ').trim());
  }
  for (const { type } of published)
    if (!found.has(type)) problems.push(`${type} has no comment that says when it happens and who cares.`);
  return found;
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
