import type { Role } from '@concord/service';
import { isProblem, type ServiceName } from '@concord/client';
import type { System } from '../src/system/system';
import { pathClientAs } from './path-client';
import { resolved, type Parameter, type Schema } from './hostile/openapi';
import { documentsOf, routesOf, type Route } from './hostile/routes';

type Item = Readonly<Record<string, unknown>>;
type Read = (service: ServiceName, path: string) => Promise<readonly Item[] | undefined>;

/** Staff who may not read personal data, and somebody of one warehouse. */
const LIMITED: readonly { roles: readonly Role[]; scopes?: { warehouseIds: string[] } }[] = [
  ...(['marketing_manager', 'business_analyst', 'content_editor', 'tester'] as const).map((role) => ({
    roles: [role],
  })),
  { roles: ['inventory_manager', 'logistics_manager'], scopes: { warehouseIds: ['MAIN'] } },
];
const ALL: Role[] = ['service', 'cs_lead', 'logistics_manager', 'inventory_manager', 'head_of_digital'];

/**
 * Asks every list whose rows hide members by the values that are hidden, under every parameter, and tells which lists
 * answer otherwise for the hidden value than for another one: they give it away.
 */
export async function toldByFilters(
  system: System,
): Promise<{ readonly lists: readonly string[]; readonly told: string[] }> {
  const lists = routesOf(await documentsOf(system)).filter(hidesMembers);
  const told: string[] = [];
  const everything = await reader(system, { roles: ALL });
  for (const limited of LIMITED) {
    const seen = await reader(system, limited);
    for (const list of lists) {
      const { service, path, operation } = list;
      const values = hiddenValues((await seen(service, path)) ?? [], (await everything(service, path)) ?? []);
      for (const parameter of (operation.parameters ?? []).filter(isFilter))
        for (const value of [...values].filter((each) => fits(parameter, each))) {
          const answers = await Promise.all(
            [value, other(parameter, value)].map((each) =>
              seen(service, `${path}?${parameter.name}=${encodeURIComponent(each)}`),
            ),
          );
          const [asked, otherwise] = answers.map((answer) => JSON.stringify(answer));
          if (asked !== otherwise) told.push(`${limited.roles.join()}: GET ${service}${path} by ${parameter.name}`);
        }
    }
  }
  return { lists: lists.map(({ service, path }) => `${service}${path}`), told: [...new Set(told)] };
}

async function reader(system: System, token: (typeof LIMITED)[number]): Promise<Read> {
  const client = pathClientAs(system, token);
  return async (service, path) => {
    const answer = await client.read<{ items: Item[] }>(service, path).catch((error: unknown) => {
      if (!isProblem(error)) throw error;
    });
    return answer?.items;
  };
}

/** Texts that a row holds and that the same row, as the limited caller sees it, says to have left out. */
function hiddenValues(seen: readonly Item[], full: readonly Item[]): ReadonlySet<string> {
  const values = new Set<string>();
  for (const [n, row] of seen.entries())
    for (const name of (row['masked'] as string[] | undefined) ?? []) {
      const value = name.split('.').reduce<unknown>((at, part) => (at as Item | undefined)?.[part], full[n]);
      if (typeof value === 'string') values.add(value);
    }
  return values;
}

function hidesMembers({ method, path, operation, document }: Route): boolean {
  const schema = operation.responses['200']?.content?.['application/json']?.schema;
  if (method !== 'GET' || path.includes('{') || !schema) return false;
  const items: Schema | undefined = resolved(schema, document).properties?.['items']?.items;
  return items !== undefined && 'masked' in (resolved(items, document).properties ?? {});
}

const isFilter = ({ in: place, name }: Parameter) => place === 'query' && !['limit', 'cursor'].includes(name);

const fits = ({ schema }: Parameter, value: string) => schema.enum?.includes(value) ?? true;

const other = ({ schema }: Parameter, value: string): string =>
  (schema.enum as readonly string[] | undefined)?.find((each) => each !== value) ?? 'nothing-is-called-so';
