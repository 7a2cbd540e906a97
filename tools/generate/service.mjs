// npm run generate -- service NAME: a service that starts, with its topic, database, compose entries and place in the
// simulation. What it does is added with the recipes of CONTRIBUTING.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { camelCase, pascalCase } from './registered.mjs';

/** Writes the files of a new service and registers it. Throws a sentence where the name cannot be used. */
export function createService(root, name, services) {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name ?? ''))
    throw new Error('Name the service in lower-case letters and dashes: npm run generate -- service loyalty');
  if (name in services || existsSync(path.join(root, 'apps', name)))
    throw new Error(`apps/${name} is there already: choose another name.`);
  const port = Math.max(...Object.values(services)) + 1;
  const title = `${name[0].toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
  const write = (file, text) => {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    console.log(`wrote ${file}`);
  };
  const change = (file, from, to) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not hold "${from}": register the service by hand.`);
    write(file, text.replace(from, to));
  };
  write(`apps/${name}/package.json`, manifest(name));
  write(`apps/${name}/src/main.ts`, MAIN_FILE);
  write(`apps/${name}/src/declaration.ts`, declarationFile(name, title));
  write(`apps/${name}/src/${name}.module.ts`, moduleFile(name));
  write(`apps/${name}/README.md`, readme(title));
  write(`libs/contracts/src/${name}.ts`, contracts(name));
  const key = name.includes('-') ? `'${name}'` : name;
  change('libs/contracts/src/services.ts', '\n} as const;', `\n  ${key}: ${port},\n} as const;`);
  change(
    'libs/contracts/src/index.ts',
    "export * from './services';",
    `export * from './services';\nexport * from './${name}';`,
  );
  const row = `| [${name}](apps/${name}/README.md) | nothing yet | nobody yet |`;
  change('README.md', '\n\nNo business decision waits', `\n${row}\n\nNo business decision waits`);
  // The next command installs by the lock, which links the new package.
  const npm = spawnSync('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (npm.status !== 0) throw new Error(`npm install failed:\n${npm.stderr}`);
  return port;
}

const manifest = (name) =>
  `${JSON.stringify(
    {
      name: `@concord/${name}`,
      version: '0.1.0',
      private: true,
      license: 'MIT',
      exports: { '.': { '@concord/source': `./src/${name}.module.ts`, default: `./dist/${name}.module.js` } },
      nx: { tags: ['type:service'], targets: { build: {}, unit: {} } },
    },
    null,
    2,
  )}\n`;

const MAIN_FILE = `import { main } from '@concord/service';
import { declaration } from './declaration';

void main(declaration);
`;

const declarationFile = (name, title) => `import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import type { ServiceDeclaration } from '@concord/service';
import { ${camelCase(name)}, ${pascalCase(name)}Module } from './${name}.module';

/** What runs under the name of ${name}, and how its API is titled. */
export const declaration: ServiceDeclaration = {
  module: ${pascalCase(name)}Module,
  parts: ${camelCase(name)},
  title: '${title}',
  description: 'What ${title.toLowerCase()} does, in one sentence.',
  port: SERVICES${name.includes('-') ? `['${name}']` : `.${name}`},
  services: SERVICE_NAMES,
};
`;

const moduleFile = (name) => `import { Module } from '@nestjs/common';
import { service, settingsOf, type ServiceParts } from '@concord/service';

/** What ${name} is made of. */
export const ${camelCase(name)}: ServiceParts = {
  name: '${name}',
  deciders: [],
  projections: [settingsOf('${name}')],
  policies: [],
};

@Module({ imports: [service(${camelCase(name)})], controllers: [] })
export class ${pascalCase(name)}Module {}
`;

const readme = (title) => `# ${title}

What this service owns, in two sentences.

| aggregate | stream | moves |
| --------- | ------ | ----- |

<!-- Events: written by npm run generate. -->

<!-- End of events. -->

| route | what it does |
| ----- | ------------ |
`;

const contracts = (name) => `/** What ${name} publishes on \`${name}.events\`. */
export const ${camelCase(name)}Events = {};
`;
