import type { INestApplication } from '@nestjs/common';
import { RETENTION } from '@concord/event-store';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { DeclaredRoute } from './auth/declared-permissions';
import { concernsAll } from './auth/permissions';
import { nameByNoun, shareRefusals } from './api-components';
import { exampleOf, type Schema, type Schemas } from './api-example';
import { pathPartMax } from './input';
import { KEY, KEY_CHARACTERS_MAX } from './incoming';
import { TITLES } from './problem.filter';

interface Parameter {
  readonly name: string;
  readonly in: string;
  description?: string;
  required?: boolean;
  schema?: Schema;
}

interface Answer {
  description: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema: Schema; example?: unknown }>;
}

interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, Answer>;
  tags?: string[];
}

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** The contact for users of the API. */
interface Contact {
  readonly email?: string | undefined;
  readonly url?: string | undefined;
}

/** The OpenAPI document of a service: the declarations of the controllers, and what holds for all routes. */
export function apiDocument(
  app: INestApplication,
  service: { readonly name: string; readonly title: string; readonly description: string },
  routes: readonly DeclaredRoute[],
  { email, url }: Contact = {},
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(service.title)
    .setDescription(`${service.description} An optional member of a request may be null as well.`)
    .setVersion('1.0.0')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => operationId(service.name, controller, method),
  });
  // Nest puts an empty contact there, which would look like a contact.
  delete document.info.contact;
  if (email || url) document.info.contact = { ...(url && { url }), ...(email && { email }) };
  const schemas = ((document.components ??= {}).schemas ??= {}) as Schemas;
  schemas['Problem'] = problemSchema;
  const paths = document.paths as unknown as Record<string, Record<string, Operation>>;
  for (const route of routes) {
    const operation = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
    if (operation) complete(operation, route, schemas);
  }
  const tags = new Set(
    Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ tags: own }) => own ?? [])),
  );
  document.tags = [...tags].sort().map((name) => ({ name, description: `Routes about ${name.replaceAll('-', ' ')}.` }));
  shareRefusals(document);
  nameByNoun(document);
  return document;
}

/** `orders`, `OrderController`, `place` -> `ordersOrderPlace`: unique over all services, and stable. */
function operationId(service: string, controller: string, method: string): string {
  const words = [...service.split('-'), controller.replace(/Controller$/, ''), method];
  return words.map((word, n) => (n === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

function complete(
  operation: Operation,
  { method, access, status, isBodyOptional }: DeclaredRoute,
  schemas: Schemas,
): void {
  const isRead = method === 'GET';
  const { requestBody, responses } = operation;
  operation.description = [
    operation.description ?? `${operation.summary}.`,
    NEEDS[access as keyof typeof NEEDS] ?? `Needs the permission \`${access}\`.`,
    ...(isUnnarrowed(access) ? ['Refused where the token names scopes (`token-limited`, 403).'] : []),
  ].join('\n\n');
  for (const parameter of operation.parameters ?? []) describe(parameter);
  (operation.parameters ??= []).push(...headersOf(method, access !== 'public'));
  if (requestBody) {
    requestBody.required = !isBodyOptional;
    for (const content of Object.values(requestBody.content)) {
      close(content.schema, schemas);
      content.example ??= exampleOf(content.schema, schemas);
    }
  }
  const { default: success, ...rest } = responses;
  operation.responses = { ...rest, ...(success && { [status]: success }), ...problems(operation, method, access) };
  for (const [code, answer] of Object.entries(operation.responses)) {
    if (!code.startsWith('2')) continue;
    answer.description ||= operation.summary ?? 'Done.';
    answer.headers = { ...answer.headers, ...(isRead ? READ_HEADERS : WRITE_HEADERS) };
    for (const content of Object.values(answer.content ?? {})) content.example ??= exampleOf(content.schema, schemas);
  }
}

const NEEDS = { public: 'Open to everybody.', 'signed-in': 'Open to every caller with a valid token.' } as const;

const isUnnarrowed = (access: DeclaredRoute['access']) =>
  access && access !== 'public' && access !== 'signed-in' && concernsAll(access);

function describe(parameter: Parameter): void {
  // A route reads a header of HTTP where it is there.
  if (parameter.in === 'header') parameter.required = false;
  if (parameter.in !== 'path') return;
  parameter.description ??= `The ${parameter.name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()} of the route.`;
  parameter.schema = {
    type: 'string',
    minLength: 1,
    maxLength: pathPartMax(parameter.name),
    pattern: '^[^\\u0000/]+$',
  };
}

const text = (maxLength: number, pattern?: string): Schema => ({
  type: 'string',
  minLength: 1,
  maxLength,
  ...(pattern && { pattern }),
});

const header = (name: string, description: string, schema: Schema, required = false): Parameter => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});

const TOKEN = '[a-z-]{1,40}\\.[0-9]{1,3}\\.[0-9]{1,5}\\.[0-9]{1,19}\\.[0-9]{1,15}';
const CONSISTENCY_TOKEN = header(
  'Consistency-Token',
  'The Consistency-Token of an earlier write, or several separated by commas: the request then sees those writes.',
  text(1_000, `^${TOKEN}(, ?${TOKEN}){0,15}$`),
);

/** The headers of ours that a request of this method may or must send. */
function headersOf(method: string, isGuarded: boolean): Parameter[] {
  if (!isGuarded) return [];
  if (method === 'GET') return [{ ...CONSISTENCY_TOKEN }];
  const key = header(
    'Idempotency-Key',
    `A new UUID for every new request, the same one for a retry: for ${RETENTION.idempotency_keys.days} days a retry gets the first answer. Later the answer is gone, and the request is still not executed again: 422 \`idempotency-key-reused\`, or the refusal of a second request.`,
    text(KEY_CHARACTERS_MAX, KEY.source),
    method === 'POST',
  );
  const match = header(
    'If-Match',
    'The ETag of an earlier answer: the request is refused with 412 where the object has changed meanwhile.',
    text(20, '^(\\*|(W/)?"?[0-9]{1,15}"?)$'),
  );
  return [{ ...key }, { ...match }, { ...CONSISTENCY_TOKEN }];
}

const READ_HEADERS = {
  'Projection-Lag-Ms': {
    description: 'How old the facts of other services may be here, in milliseconds.',
    schema: { type: 'integer', minimum: 0 },
  },
};

const WRITE_HEADERS = {
  'Consistency-Token': {
    description: 'The token of this write: a read that sends it, to any service, sees the write.',
    schema: { type: 'string' },
  },
  ETag: { description: 'The version, for If-Match.', schema: { type: 'string' } },
  'Idempotency-Replayed': {
    description: '`true` where the request is a retry and was not executed again.',
    schema: { type: 'string', enum: ['true'] },
  },
};

/** The refusals of every route, and those that its description names, such as (`order-pending`, 409). */
function problems({ description, requestBody, responses }: Operation, method: string, access: unknown) {
  const isWrite = method !== 'GET';
  const codes = [
    ...[...(description ?? '').matchAll(/`[a-z0-9-]+`, (4\d\d)\b/g)].map(([, status]) => Number(status)),
    ...(access === 'public' ? [] : [401, 403, 408, 429, 503]),
    400,
    431,
    500,
    404,
    ...(isWrite ? [409, 412, 422, 413, 415, 417] : []),
    ...(requestBody ? [413, 415] : []),
  ];
  return Object.fromEntries(
    [...new Set(codes)]
      .sort((a, b) => a - b)
      .map((status) => [
        String(status),
        {
          description: responses[String(status)]?.description ?? `${TITLES[status]}.`,
          ...(status === 429 || status === 503
            ? { headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer', minimum: 1 } } } }
            : {}),
          content: {
            'application/problem+json': {
              schema: PROBLEM,
              example: {
                type: `/errors/${EXAMPLES[status] ?? 'request-invalid'}`,
                title: TITLES[status],
                status,
                code: EXAMPLES[status] ?? 'request-invalid',
                detail: 'What is wrong, and what to do.',
                traceId: '0198f3a2-7c1e-7000-8000-0123456789ab',
              },
            },
          },
        } satisfies Answer,
      ]),
  );
}

const EXAMPLES: Readonly<Record<number, string>> = {
  401: 'token-missing',
  403: 'permission-missing',
  404: 'route-unknown',
  408: 'request-too-slow',
  409: 'version-conflict',
  412: 'version-conflict',
  413: 'body-too-large',
  415: 'media-type-unknown',
  417: 'expectation-failed',
  422: 'idempotency-key-reused',
  429: 'too-many-requests',
  431: 'headers-too-large',
  500: 'internal-error',
  503: 'overloaded',
};

/** A request has only the members of its schema. */
function close(schema: Schema, schemas: Schemas): void {
  if (schema.$ref) {
    const target = schemas[schema.$ref.split('/').pop()!]!;
    if (target.additionalProperties === undefined) {
      target.additionalProperties = false;
      close(target, schemas);
    }
    return;
  }
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) close(part, schemas);
  if (schema.items) close(schema.items, schemas);
  for (const member of Object.values(schema.properties ?? {})) close(member, schemas);
}

const problemSchema: Schema = {
  type: 'object',
  description: 'A refusal or a failure, by RFC 9457. Some codes have further members.',
  required: ['type', 'title', 'status', 'code', 'detail', 'traceId'],
  properties: {
    type: { type: 'string', description: '`/errors/` and the code.' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: {
      type: 'string',
      pattern: '^[a-z0-9-]+$',
      description: 'Stable for ever; all are listed in docs/errors.md.',
    },
    detail: { type: 'string', description: 'What was wrong, and what to do.' },
    traceId: {
      type: 'string',
      description: 'Under which the log speaks of it: the trace of the request, or its own id.',
    },
    errors: {
      type: 'array',
      maxItems: 100,
      description: 'The wrong fields.',
      items: {
        type: 'object',
        required: ['path', 'rule', 'message'],
        properties: {
          path: { type: 'string', description: 'Such as `lines.0.quantity`.' },
          rule: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
};
