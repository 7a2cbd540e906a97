import Schema from 'typebox/schema';
import type { PathClient } from './path-client';
import type { System } from '../src/system/system';
import { documentsOf, routesOf, type Route } from './hostile/routes';

/** Of each list so many things are read one by one. */
const READ_MAX = 20;

type Item = Readonly<Record<string, unknown>>;

/** Reads every list of every service, and the first things in it, and tells which answers do not fit the documents. */
export async function unfitAnswers(
  system: System,
  client: PathClient,
): Promise<{ readonly compared: number; readonly unfit: string[] }> {
  // A stream of events has no end.
  const reads = routesOf(await documentsOf(system)).filter(
    ({ method, operation }) => method === 'GET' && operation.responses['200']?.content?.['application/json'],
  );
  const unfit: string[] = [];
  let compared = 0;

  async function read({ service, operation, document }: Route, path: string): Promise<readonly Item[]> {
    const { schema } = operation.responses['200']!.content!['application/json']!;
    const answer = await client.read<{ readonly items?: readonly Item[] }>(service, path);
    const [fits, errors] = Schema.Errors({ ...schema, components: document.components } as object, answer);
    compared += 1;
    if (!fits) unfit.push(`GET ${service}${path}: ${JSON.stringify(errors.slice(0, 3))}`);
    return answer.items ?? [];
  }

  const needsMore = ({ operation }: Route) =>
    operation.parameters?.some(({ in: place, required }) => place === 'query' && required);
  const items = new Map<string, readonly Item[]>();
  for (const route of reads)
    if (!route.path.includes('{') && !needsMore(route))
      items.set(`${route.service} ${route.path}`, await read(route, route.path));
  for (const route of reads) {
    const [, list = '', noun = '', name = '', rest = ''] = /^(.*\/(\w+)s)\/\{(\w+)\}([^{]*)$/.exec(route.path) ?? [];
    for (const item of items.get(`${route.service} ${list}`)?.slice(0, READ_MAX) ?? []) {
      const key = item[name] ?? item[`${noun}Id`];
      await read(route, `${list}/${encodeURIComponent(String(key))}${rest}`);
    }
  }
  return { compared, unfit };
}
