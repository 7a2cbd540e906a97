import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** A file that must not pass, where it would do harm, and the rule that must refuse it. */
interface Canary {
  readonly forbids: string;
  readonly file: string;
  readonly source: string;
  readonly rule: string;
}

const BOUNDARY = '@nx(enforce-module-boundaries)';
const IMPORTS = 'eslint(no-restricted-imports)';
const PURE = 'concord(pure)';

const canaries: readonly Canary[] = [
  {
    forbids: 'a service that imports another service',
    file: 'apps/orders/src/canary/service.ts',
    source: `import { InventoryModule } from '@concord/inventory';\nexport const stolen = InventoryModule;`,
    rule: BOUNDARY,
  },
  {
    forbids: 'a pure library that imports an adapter',
    file: 'libs/event-sourcing/src/canary/adapter.ts',
    source: `import * as store from '@concord/event-store';\nexport const stolen = store;`,
    rule: BOUNDARY,
  },
  {
    forbids: 'a pure library that imports a database client',
    file: 'libs/event-sourcing/src/canary/database.ts',
    source: `import { Client } from 'pg';\nexport const client = Client;`,
    rule: BOUNDARY,
  },
  {
    forbids: 'a clock in a decider',
    file: 'apps/orders/src/canary/clock.decider.ts',
    source: `export const decide = (): number => Date.now();`,
    rule: PURE,
  },
  {
    forbids: 'a clock in a rule without a suffix',
    file: 'apps/orders/src/canary/clock.ts',
    source: `export const now = (): number => Date.now();`,
    rule: PURE,
  },
  {
    forbids: 'an aggregate that imports a decider',
    file: 'apps/orders/src/canary/upwards.aggregate.ts',
    source: `import { order } from '../order/order.decider';\nexport const stolen = order;`,
    rule: 'concord(one-way)',
  },
  {
    forbids: 'a decider that imports a projection',
    file: 'apps/orders/src/canary/upwards.decider.ts',
    source: `import { OrderRow } from '../order/order-history.projection';\nexport const stolen = OrderRow;`,
    rule: 'concord(one-way)',
  },
  {
    forbids: 'an object literal that is spread into another one',
    file: 'apps/orders/src/canary/spread-object.ts',
    source: `export const order = { ...{ id: 'o1', lines: 2 }, status: 'placed' };`,
    rule: 'concord(plain-literals)',
  },
  {
    forbids: 'a list that is spread into another one',
    file: 'apps/orders/src/canary/spread-list.ts',
    source: `export const statuses = [...['placed', 'confirmed'], 'rejected'];`,
    rule: 'concord(plain-literals)',
  },
  {
    forbids: 'a new Date() in a projection',
    file: 'apps/orders/src/canary/clock.projection.ts',
    source: `export const apply = (): Date => new Date();`,
    rule: PURE,
  },
  {
    forbids: 'chance in a process',
    file: 'apps/orders/src/canary/chance.process.ts',
    source: `export const react = (): number => Math.random();`,
    rule: PURE,
  },
  {
    forbids: 'a decider that waits',
    file: 'apps/orders/src/canary/waiting.decider.ts',
    source: `export async function decide(): Promise<void> {}`,
    rule: PURE,
  },
  {
    forbids: 'the environment in a policy',
    file: 'apps/orders/src/canary/environment.policy.ts',
    source: `export const limit = process.env['LIMIT'];`,
    rule: 'eslint(no-restricted-globals)',
  },
  {
    forbids: 'TypeORM in a decider',
    file: 'apps/orders/src/canary/table.decider.ts',
    source: `import { Entity } from 'typeorm';\nexport const entity = Entity;`,
    rule: IMPORTS,
  },
  {
    forbids: 'the Kafka client outside the event bus',
    file: 'apps/orders/src/canary/client.ts',
    source: `import { Kafka } from 'kafkajs';\nexport const kafka = Kafka;`,
    rule: IMPORTS,
  },
  {
    forbids: 'test fixtures in a service',
    file: 'apps/orders/src/canary/fixtures.ts',
    source: `import { eventually } from '@concord/testing';\nexport const wait = eventually;`,
    rule: IMPORTS,
  },
  {
    forbids: 'tables that TypeORM changes by itself',
    file: 'apps/orders/src/canary/synchronize.ts',
    source: `export const options = { type: 'postgres', synchronize: true };`,
    rule: 'concord(no-synchronize)',
  },
  {
    forbids: 'a promise that nobody waits for',
    file: 'apps/orders/src/canary/floating.ts',
    source: `export function start(): void {\n  Promise.resolve();\n}`,
    rule: 'typescript(no-floating-promises)',
  },
];

const allowed = {
  file: 'apps/orders/src/canary/table.projection.ts',
  source: `import { ApiProperty } from '@nestjs/swagger';\nimport { Entity } from 'typeorm';\nexport const decorators = [ApiProperty, Entity];`,
};

const files = [...canaries, allowed];
const folders = [...new Set(files.map(({ file }) => path.join(root, path.dirname(file))))];
let refusals: Map<string, string[]>;

// The linters are young, and Nx's rule is silent where it has no project graph: a rule counts once it was seen to bite.
beforeAll(async () => {
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  for (const { file, source } of files) writeFileSync(path.join(root, file), `${source}\n`);
  execFileSync(program('nx'), ['show', 'projects'], { cwd: root, env: { ...process.env, NX_DAEMON: 'false' } });
  refusals = await lint(files.map(({ file }) => file));
}, 60_000);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

it.each(canaries)('lint refuses $forbids', ({ file, rule }) => {
  expect(refusals.get(file)).toContain(rule);
});

it('lint accepts the decorators of a projection', () => {
  expect(existsSync(path.join(root, allowed.file))).toBe(true);
  expect(refusals.get(allowed.file)).toBeUndefined();
});

/** The rules that refused each file. */
function lint(paths: string[]): Promise<Map<string, string[]>> {
  return new Promise((resolve) => {
    execFile(program('oxlint'), [...paths, '--type-aware', '--format=json'], { cwd: root }, (_refused, stdout) => {
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
      const byFile = Map.groupBy(diagnostics, ({ filename }) => filename);
      resolve(new Map([...byFile].map(([file, found]) => [file, found.map(({ code }) => code)])));
    });
  });
}

function program(name: string): string {
  return path.join(root, 'node_modules', '.bin', name);
}
