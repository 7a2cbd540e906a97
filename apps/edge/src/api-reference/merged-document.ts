/** As much of an OpenAPI document as is needed to merge it with others. */
export interface ApiDocument {
  readonly openapi?: string;
  readonly info?: { readonly title?: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const SHARED_COMPONENTS = 'securitySchemes';

/**
 * One document of all services: paths as the door has them, schemas and tags with the name of their service, since two
 * services may call different things by one name. Services without a document are named in the description.
 */
export function mergedDocument(documents: ReadonlyMap<string, ApiDocument | undefined>): object {
  const known = [...documents].flatMap(([service, document]) => (document ? [[service, document] as const] : []));
  const away = [...documents].flatMap(([service, document]) => (document ? [] : [service]));
  const absent = away.length > 0 ? ` Not reachable now, and left out: ${away.join(', ')}.` : '';
  const parts = known.map(([service, document]) => partOf(service, document));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Concord',
      version: '1.0.0',
      description: `The REST APIs of all services under one address. A request needs a token, or the session of a person who is signed in.${absent}`,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: parts.flatMap(({ tags }) => tags),
    'x-tagGroups': parts.map(({ title, tags }) => ({ name: title, tags: tags.map(({ name }) => name) })),
    paths: Object.assign({}, ...parts.map(({ paths }) => paths)) as object,
    components: mergedComponents(parts.map(({ components }) => components)),
  };
}

function partOf(service: string, document: ApiDocument) {
  const named = renamed(document, service) as ApiDocument;
  const entries = Object.entries(named.paths ?? {}).map(
    ([path, operations]) => [`/${service}${path}`, tagged(operations, service)] as const,
  );
  return {
    title: named.info?.title ?? service,
    tags: (named.tags ?? []).map((tag) => ({ ...tag, name: tagOf(service, tag.name) })),
    paths: Object.fromEntries(entries),
    components: prefixed(named.components ?? {}, service),
  };
}

const tagOf = (service: string, tag: string) => `${service}: ${tag}`;
const nameOf = (service: string, name: string) => `${service}.${name}`;

const tagged = (operations: Readonly<Record<string, unknown>>, service: string) =>
  Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => {
      const { tags } = operation as { tags?: readonly string[] };
      return [method, tags ? { ...(operation as object), tags: tags.map((tag) => tagOf(service, tag)) } : operation];
    }),
  );

/** Every reference to a component leads to its new name. */
function renamed(value: unknown, service: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, service));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const reference = key === '$ref' && typeof member === 'string' && /^#\/components\/(\w+)\/(.+)$/.exec(member);
      if (!reference) return [key, renamed(member, service)];
      const [, kind = '', name = ''] = reference;
      return [key, `#/components/${kind}/${kind === SHARED_COMPONENTS ? name : nameOf(service, name)}`];
    }),
  );
}

const prefixed = (components: NonNullable<ApiDocument['components']>, service: string) =>
  Object.fromEntries(
    Object.entries(components).map(([kind, members]) => {
      const entries = Object.entries(members).map(([name, member]) => [nameOf(service, name), member] as const);
      return [kind, kind === SHARED_COMPONENTS ? members : Object.fromEntries(entries)];
    }),
  );

function mergedComponents(all: readonly NonNullable<ApiDocument['components']>[]) {
  const entries = all.flatMap((components) => Object.entries(components));
  const kinds = Map.groupBy(entries, ([kind]) => kind);
  return Object.fromEntries(
    [...kinds].map(([kind, parts]) => [kind, Object.assign({}, ...parts.map(([, members]) => members)) as object]),
  );
}
