import { columnsThatDiffer, differences, mirrorsOf, type AuditedRow, type Fact, type Mirror } from '@concord/service';
import type { World } from './instance';
import { SERVICE_PARTS } from './service-parts';
import type { StoredRow } from './stored';

const FACTS: readonly Fact[] = SERVICE_PARTS.flatMap(({ facts = [] }) => facts);
const MIRRORS: readonly Mirror[] = SERVICE_PARTS.flatMap((parts) => mirrorsOf(parts));

/** When all is at rest, every view says what the owner of the fact says. */
export function agreed(world: World): string[] {
  return MIRRORS.flatMap((mirror) => {
    const fact = FACTS.find(({ name }) => name === mirror.of)!;
    return differences(said(world, fact), said(world, mirror), fact.absent).map(({ key, expected, found }) => {
      const columns = columnsThatDiffer(expected, found).join(', ');
      const says = `${fact.name} is ${JSON.stringify(expected)}, the view has ${JSON.stringify(found)}`;
      return `${mirror.projection.name} differs from its fact for ${key} in ${columns}: ${says}.`;
    });
  });
}

const said = (world: World, { projection: { name }, rows }: Fact | Mirror): AuditedRow[] =>
  [...world.databases.get(name.split('.')[0]!)!.all<StoredRow>('rows')]
    .filter(([key]) => key.startsWith(`rows/${name}\n`))
    .flatMap(([, { row }]) => rows(row));
