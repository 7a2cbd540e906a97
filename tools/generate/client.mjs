// libs/client/src/generated: the types of every service from its OpenAPI document, and the routes as the client's calls
// look them up. The client itself (libs/client/src) is written by hand and knows no route.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { camelCase, pascalCase } from './registered.mjs';

const NOTE = '// Written by npm run generate from docs/openapi.\n';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** The routes that every service has alike are typed once, under this name. */
const SHARED = 'operations';

/**
 * The generated files of the client as `{ file: content }`, from the documents by service and all error codes. The rule of
 * short ids is copied from the contracts: the client stands alone.
 */
export async function clientFiles(documents, codes, shortIds) {
  const services = Object.keys(documents);
  const isShared = sharedRoutes(documents);
  const parts = services.map((service) => [service, reduced(documents[service], (route) => !isShared(route))]);
  const [first] = services;
  const shared = JSON.stringify(reduced(documents[first], isShared)).replaceAll(
    `"operationId":"${camelCase(first)}`,
    `"operationId":"${SHARED}`,
  );
  parts.push([SHARED, JSON.parse(shared)]);
  const files = {
    ['services.ts']: servicesFile(services),
    ['codes.ts']: codesFile(codes),
    ['short-id.ts']: `// Copied by npm run generate from libs/contracts/src/short-id.ts.\n${shortIds}`,
  };
  for (const [name, document] of parts) {
    files[`${name}/types.ts`] = await typesFile(document);
    files[`${name}/routes.ts`] = routesFile(name, document);
  }
  return files;
}

/** Whether all services have this route, and describe it in the same words. */
function sharedRoutes(documents) {
  const described = Object.entries(documents).map(([service, { paths }]) => {
    const prefix = `"operationId":"${camelCase(service)}`;
    const routes = Object.entries(paths).flatMap(([route, operations]) =>
      Object.entries(operations).map(([method, operation]) => [
        `${method} ${route}`,
        JSON.stringify(operation).replace(prefix, ''),
      ]),
    );
    return new Map(routes);
  });
  const [one, ...others] = described;
  return (route) => one.has(route) && others.every((routes) => routes.get(route) === one.get(route));
}

/** The document with these routes alone. The client sets the headers, and throws what is not a success. */
function reduced(document, isWanted) {
  const { paths, ...rest } = structuredClone(document);
  const kept = {};
  for (const [route, operations] of Object.entries(paths))
    for (const [method, operation] of Object.entries(operations)) {
      if (!isWanted(`${method} ${route}`)) continue;
      operation.parameters = operation.parameters?.filter((parameter) => parameter.in !== 'header');
      operation.responses = Object.fromEntries(
        Object.entries(operation.responses).filter(([status]) => status.startsWith('2')),
      );
      (kept[route] ??= {})[method] = operation;
    }
  const schemas = {};
  keepSchemas(kept, rest.components.schemas, schemas);
  return { ...rest, components: { schemas }, paths: kept };
}

/** Adds to `kept` every schema that the value refers to, directly or by way of another one. */
function keepSchemas(value, schemas, kept) {
  for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    if (name in kept) continue;
    kept[name] = schemas[name];
    keepSchemas(schemas[name], schemas, kept);
  }
}

async function typesFile(document) {
  // The routes name the schema of an answer: a type for each status would say it again.
  const unanswered = structuredClone(document);
  for (const operations of Object.values(unanswered.paths))
    for (const operation of Object.values(operations))
      if (answerOf(operation)?.$ref || eventsOf(operation.responses)) operation.responses = {};
  const folder = mkdtempSync(path.join(tmpdir(), 'concord-types-'));
  try {
    await createClient({
      input: unanswered,
      output: { path: folder, entryFile: false, postProcess: [] },
      plugins: [{ name: '@hey-api/typescript', topType: 'unknown' }],
      logs: { level: 'silent', file: false },
    });
    const file = path.join(folder, 'types.gen.ts');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : 'export {};\n';
    return NOTE + text.replace(/^\/\/ This file.*\n/, '').replace(/export type ClientOptions = \{[\s\S]*?\n\};\n+/, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function routesFile(name, { paths }) {
  const used = new Set();
  const use = (type) => (used.add(type), type);
  const methods = METHODS.map((method) => {
    const lines = Object.entries(paths).flatMap(([route, { [method]: operation }]) =>
      operation ? [routeLines(route, operation, use)] : [],
    );
    return `  ${method}: {${lines.length > 0 ? `\n${lines.join('\n')}\n  ` : ''}};`;
  });
  const kinds = ['EventRoute', 'Route'].filter((kind) => methods.join().includes(` ${kind}<`));
  return `${NOTE}${importing(kinds, '../../route')}${importing([...used], './types')}
/** The routes of ${name === SHARED ? 'every service, for those who run it' : name}. */
export interface ${pascalCase(name)}Routes {
${methods.join('\n')}
}
`;
}

/** A service that has just been made has no routes of its own, and needs no types. */
function importing(names, from) {
  if (names.length === 0) return '';
  const lines = names.sort((a, b) => (a < b ? -1 : 1)).map((name) => `  ${name},\n`);
  return `import type {\n${lines.join('')}} from '${from}';\n`;
}

function routeLines(route, operation, use) {
  const { operationId, summary, responses } = operation;
  const request = use(`${pascal(operationId)}Data`);
  const streamed = eventsOf(responses);
  if (streamed) {
    const types = Object.entries(streamed).map(([type, { $ref }]) => `${type}: ${$ref ? use(nounOf($ref)) : 'object'}`);
    return `    /** ${summary}. */\n    '${route}': EventRoute<${request}, { ${types.join('; ')} }>;`;
  }
  const schema = answerOf(operation);
  const named = schema?.$ref ? nounOf(schema.$ref) : `${pascal(operationId)}Response`;
  const answer = schema ? use(named) : 'unknown';
  return `    /** ${summary}. */\n    '${route}': Route<${request}, ${answer}>;`;
}

/** The schema of what an operation answers with success; different ones for one operation would need a union. */
function answerOf({ operationId, responses }) {
  const schemas = Object.values(responses).flatMap(({ content = {} }) =>
    Object.values(content).map(({ schema }) => schema),
  );
  if (new Set(schemas.map((schema) => JSON.stringify(schema))).size > 1)
    throw new Error(`${operationId} answers in different shapes: the client types one.`);
  return schemas[0];
}

/** The events that an answer streams, with the schema of their data by type; undefined where it is no stream. */
function eventsOf(responses) {
  const [stream] = Object.values(responses).flatMap(({ content = {} }) => content['text/event-stream'] ?? []);
  const messages = stream?.schema.contentSchema.anyOf.map(({ properties: { event, data } }) => [event.enum[0], data]);
  return messages && Object.fromEntries(messages);
}

const nounOf = (reference) => pascal(reference.split('/').pop());
const pascal = (name) => name[0].toUpperCase() + name.slice(1);

function servicesFile(services) {
  const names = [...services, SHARED];
  return `${NOTE}${names.map((name) => `import type { ${pascalCase(name)}Routes } from './${name}/routes';`).join('\n')}

${names.map((name) => `export type * as ${pascalCase(name)} from './${name}/types';`).join('\n')}
export type { OperationsRoutes };

/** The routes of each service, under the name that a client offers it by. */
export interface ServiceRoutes {
${services.map((name) => `  ${camelCase(name)}: ${pascalCase(name)}Routes;`).join('\n')}
}

/** The name of each service in addresses, by its name in a client. */
export const SERVICES = {
${services.map((name) => `  ${camelCase(name)}: '${name}',`).join('\n')}
} as const;
`;
}

const codesFile = (codes) => `${NOTE}
/** Every error code; docs/errors.md says what each one means and what to do. */
export type ProblemCode =
${codes.map((code) => `  | '${code}'`).join('\n')};
`;
