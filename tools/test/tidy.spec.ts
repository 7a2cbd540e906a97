import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { linksOf, ownFiles, read, root } from './own-files';

// The house rules that no linter knows. Each finding says what to do about it.

const files = ownFiles();
const sources = files.filter((file) => /\.(ts|tsx|js|mjs|cjs)$/.test(file));
/** A longer file holds more than one idea. */
const LINES_MAX = 400;
const pages = files.filter((file) => file.endsWith('.md'));

it('every npm task that a page names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const findings = pages.flatMap((page) =>
    [...read(page).matchAll(/\bnpm run ([a-z][\w:-]*)/g)]
      .filter(([, task = '']) => !(task in scripts))
      .map(([, task]) => `${page} names "npm run ${task}": add that script to package.json or correct the page.`),
  );
  expect(findings).toEqual([]);
});

it('every link to a file of this repository leads somewhere', () => {
  const findings = pages.flatMap((page) =>
    linksOf(page, read(page))
      .filter((target) => !existsSync(path.join(root, target)))
      .map((target) => `${page} links to ${target}, which is not there: correct the link or write the page.`),
  );
  expect(findings).toEqual([]);
});

it('folders are named after what is in them', () => {
  const vague = new Set(
    'dto interfaces utils util helpers common shared types constants entities enums base core models infrastructure application'.split(
      ' ',
    ),
  );
  const folders = new Set(files.map((file) => path.dirname(file)));
  const findings = [...folders]
    .filter((folder) => folder.split('/').some((part) => vague.has(part)))
    .map((folder) => `${folder}: a folder is named after a business noun, not after a kind of code; rename it.`);
  expect(findings).toEqual([]);
});

it('no file is longer than 400 lines', () => {
  const generated = /^libs\/client\/src\/generated\//;
  const findings = sources
    .filter((file) => !generated.test(file))
    .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > LINES_MAX)
    .map(
      ({ file, lines }) => `${file} has ${lines} lines: cut it along an idea, into files named after what they hold.`,
    );
  expect(findings).toEqual([]);
});

it('no note says that something is still to be done', () => {
  // Written so that this file does not find itself.
  const note = /\b(?:TO(?:DO)|FIX(?:ME))\b/;
  const findings = sources
    .filter((file) => note.test(read(file)))
    .map((file) => `${file}: do what the note says, or make it a whole sentence on why it is as it is.`);
  expect(findings).toEqual([]);
});

it('no number of the shop is a constant where decisions are made', () => {
  const number = /\bconst [A-Z][A-Z0-9_]*_(?:DAYS|HOURS|MINUTES|PERCENT)\b[^=]*= *[\d.]/;
  const findings = sources
    .filter((file) => /^apps\/.*\.(?:decider|policy|process)\.ts$/.test(file) && number.test(read(file)))
    .map((file) => `${file}: make the number a setting; libs/contracts/src/settings.ts holds them.`);
  expect(findings).toEqual([]);
});

it('no spec is left out and none runs alone', () => {
  const focus = /\b(?:it|test|describe)\.(?:only|skip|todo)\b|\b(?:x|f)(?:it|describe)\(/;
  const findings = sources
    .filter((file) => file.endsWith('.spec.ts') && focus.test(read(file).replace(/\/[^/\n]+\/;/g, '')))
    .map((file) => `${file}: remove .only, .skip or .todo; a spec that cannot pass is fixed or deleted.`);
  expect(findings).toEqual([]);
});

it('a spec of a policy, a process or a projection stands beside it', () => {
  const findings = sources
    .filter((file) => /^apps\/.*\.(?:policy|process|projection)(?:\.int)?\.spec\.ts$/.test(file))
    .filter((file) => !files.includes(file.replace(/(?:\.int)?\.spec\.ts$/, '.ts')))
    .map((file) => `${file} tests no file of its name: name the spec after the file that it tests.`);
  expect(findings).toEqual([]);
});

it('every permission is asked for somewhere', () => {
  const grants = 'libs/service/src/auth/permissions.ts';
  const others = sources.filter((file) => /\/src\//.test(file) && file !== grants && !file.endsWith('.spec.ts'));
  const text = others.map(read).join('\n');
  const findings = [...read(grants).matchAll(/^  '([a-z0-9.-]+)':/gm)]
    .map(([, permission = '']) => permission)
    .filter((permission) => !text.includes(`'${permission}'`))
    .map((permission) => `${grants} grants ${permission}, which nothing asks for: remove it.`);
  expect(findings).toEqual([]);
});

/** What the routes of a service show, and the scopes of the tokens that must not reach it elsewhere. */
const SCOPES: readonly (readonly [RegExp, string])[] = [
  [/orderId|\bcustomerId[?!]?:/, 'channels'],
  [/orderId|\bcustomerId[?!]?:|demand\w*Warehouse|demandOrder|narrowToOwn/, 'warehouseIds'],
];

it.each(SCOPES)('every service that shows %s is walked with a token of other %s', (shown, scope) => {
  const apps = readdirSync(path.join(root, 'apps'));
  const findings = apps.flatMap((app) => {
    const own = sources.filter((file) => file.startsWith(`apps/${app}/`));
    const shows = own.some((file) => file.endsWith('.controller.ts') && shown.test(read(file)));
    const walks = own
      .map((file) => (file.endsWith('.int.spec.ts') ? read(file) : ''))
      .some((text) => text.includes('reachesOutOfScope(') && new RegExp(`\\b${scope}(?: }|: \\[|\\))`).test(text));
    return shows && !walks
      ? [`apps/${app}/test walks no route with a token of other ${scope}: use reachesOutOfScope.`]
      : [];
  });
  expect(findings).toEqual([]);
});

it('every alert has a section that says what to do', () => {
  const page = read('docs/operations.md');
  const alerts = [...read('tools/observability/alerts.yml').matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  const tested = read('tools/observability/alerts.test.yml');
  expect(alerts.length).toBeGreaterThan(0);
  const findings = alerts.flatMap((name) => [
    ...(page.includes(`### ${name}\n`) ? [] : [`docs/operations.md has no section on ${name}: write what to do.`]),
    ...(tested.includes(`alertname: ${name}`) ? [] : [`alerts.test.yml does not test ${name}: add a case.`]),
  ]);
  expect(findings).toEqual([]);
});

it('every environment variable that a program reads is explained', () => {
  const page = read('docs/configuration.md');
  const programs = sources.filter(
    (file) => /^(apps|libs)\/[^/]+\/src\//.test(file) && !/libs\/testing|\.spec\.ts$/.test(file),
  );
  const findings = programs.flatMap((file) =>
    [...read(file).matchAll(/\b(?:process\.env|environment)\['?([A-Z][A-Z_]+)'?\]/g)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'PATH' && !page.includes(`\`${name}\``))
      .map(
        (name) => `${file} reads ${name}: add it to tools/generate/configuration.mjs or to libs/service/src/config.ts.`,
      ),
  );
  expect(findings).toEqual([]);
});

it('the lock file names no registry', () => {
  const hosts = read('package-lock.json').match(/"resolved": "http[^"]*"/g) ?? [];
  expect(hosts.slice(0, 3).map((host) => `${host}: run npm install with the .npmrc of this repository.`)).toEqual([]);
});

it('the README names every service', () => {
  const services = readdirSync(path.join(root, 'apps')).filter((app) => {
    const manifest = `apps/${app}/package.json`;
    return existsSync(path.join(root, manifest)) && read(manifest).includes('type:service');
  });
  const findings = services
    .filter((service) => !read('README.md').includes(`[${service}](apps/${service}/README.md)`))
    .map((service) => `README.md has no row for apps/${service} in its table of services: add it.`);
  expect(findings).toEqual([]);
});
