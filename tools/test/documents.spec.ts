import path from 'node:path';
import { linksOf, ownFiles, read } from './own-files';

// What the documents owe their readers, as far as a machine sees it. Each rule is shown on a text that breaks it.

const files = ownFiles();
const pages = files.filter((file) => file.endsWith('.md'));

it('every page is linked from another one', () =>
  expect(unlinked(pages, (page) => linksOf(page, read(page)))).toEqual([]));

it('every decision has a number of its own, in its name and in its heading', () => {
  const decisions = pages.filter((page) => page.startsWith('docs/decisions/'));
  expect(misnumbered(decisions.map((page) => [path.basename(page), read(page)]))).toEqual([]);
});

it('the changelog names every new version of an event under Contracts', () =>
  expect(
    unannounced(Object.keys(JSON.parse(read('libs/contracts/contracts.lock.json'))), read('CHANGELOG.md')),
  ).toEqual([]));

it('what an upgrade needs stands under Upgrade of the changelog', () =>
  expect(strayNotes(read('CHANGELOG.md'))).toEqual([]));

it('every figure for Prometheus is explained', () => {
  const programs = files.filter((file) => /^(apps|libs)\/[^/]+\/src\/.*\.ts$/.test(file) && !file.endsWith('.spec.ts'));
  expect(unexplainedFigures(programs.map(read).join('\n'), read('docs/operations.md'))).toEqual([]);
});

it('"Going live" names every secret of the compose file, and only variables that it passes', () =>
  expect(unfitForCompose(goingLive(read('docs/operations.md')), read('docker-compose.yml'))).toEqual([]));

describe('the rules on documents', () => {
  it('find a secret that a page does not name, and a variable that Compose does not pass', () => {
    const compose = "X: ${ONE:-}\nsecrets:\n  # Secrets: of tests.\n  a-key: { file: 'x' }\n  b-key: { file: 'x' }\n";
    const findings = unfitForCompose('```sh\nONE=1\nTWO=2\n```\n\nThe file `a-key`.', compose);
    expect(findings).toEqual([expect.stringContaining('b-key'), expect.stringContaining('TWO')]);
  });
  it('find a page that nobody links to, but itself', () => {
    const links: Record<string, string[]> = {
      'README.md': ['docs/api.md', 'docs/decisions'],
      'docs/orphan.md': ['docs/orphan.md'],
    };
    const named = ['README.md', 'CHANGELOG.md', 'docs/api.md', 'docs/decisions/0001-decide.md', 'docs/orphan.md'];
    const findings = unlinked(named, (page) => links[page] ?? ['CHANGELOG.md']);
    expect(findings).toEqual([expect.stringContaining('docs/orphan.md')]);
  });
  it('find two decisions with one number, and a heading with another number', () => {
    const findings = misnumbered([
      ['0001-decide.md', '# 1. Decide'],
      ['0001-make.md', '# 1. Make'],
      ['0002-run.md', '# 3. Run'],
    ]);
    expect(findings).toEqual([expect.stringContaining('0001-make.md'), expect.stringContaining('0002-run.md')]);
  });
  it('find a version that the changelog does not name where it should', () => {
    const changelog = '### Contracts\n\n- `OrderPlaced` 2 says more.\n\n### Added\n\n- `OrderPlaced` 3.\n';
    const findings = unannounced(['OrderPlaced.v1', 'OrderPlaced.v2', 'OrderPlaced.v3'], changelog);
    expect(findings).toEqual([expect.stringContaining('`OrderPlaced` 3')]);
  });
  it('find a note on an upgrade elsewhere', () =>
    expect(strayNotes('### Added\n\n- A rule. **Upgrade:** set it.\n')).toHaveLength(1));
  it('find a figure without an explanation', () =>
    expect(
      unexplainedFigures(
        "new Gauge({\n  name: 'concord_one',\n gauge('concord_two', 'Two.') gauges.add(\n 'concord_three', cookie({ name: 'concord_session', sameSite",
        '`concord_two`',
      ),
    ).toEqual([expect.stringContaining('concord_one'), expect.stringContaining('concord_three')]));
});

/** The main README is where readers begin. A link to a folder leads to all pages in it. */
function unlinked(named: readonly string[], linksIn: (page: string) => readonly string[]): string[] {
  const targets = new Set(named.flatMap((page) => linksIn(page).filter((target) => target !== page)));
  return named
    .filter((page) => page !== 'README.md' && !targets.has(page) && !targets.has(path.posix.dirname(page)))
    .map((page) => `${page} is linked from no other page: link it where its reader begins, such as README.md.`);
}

function misnumbered(decisions: readonly (readonly [string, string])[]): string[] {
  const seen = new Set<number>();
  return decisions.flatMap(([name, text]) => {
    const number = Number(/^\d{4}/.exec(name)?.[0]);
    const isOwn = !seen.has(number) && text.startsWith(`# ${number}. `);
    seen.add(number);
    return isOwn ? [] : [`docs/decisions/${name}: give it the next free number, in its name and in its heading.`];
  });
}

function unannounced(locked: readonly string[], changelog: string): string[] {
  const contracts = [...changelog.matchAll(/^### Contracts\n([\s\S]*?)(?=^##|$(?![\s\S]))/gm)].map(([, text]) => text);
  return locked.flatMap((name) => {
    const [type, version] = name.split('.v');
    const isNamed = version === '1' || new RegExp(`\`${type}\` ${version}\\b`).test(contracts.join('\n'));
    return isNamed ? [] : [`CHANGELOG.md has no \`${type}\` ${version} under Contracts: say what it adds.`];
  });
}

function strayNotes(changelog: string): string[] {
  return changelog
    .split('\n')
    .filter((line) => line.includes('**Upgrade:**'))
    .map((line) => `CHANGELOG.md: move this to a section "### Upgrade": ${line.slice(0, 80)} …`);
}

function unexplainedFigures(programs: string, page: string): string[] {
  const declared = /(?:(?:Gauge|Counter|Histogram)\(\{\s*name: |gauge\(\s*|gauges\.add\(\s*)'(concord_\w+)'/g;
  const names = [...programs.matchAll(declared)].map(([, name = '']) => name);
  return [...new Set(names)]
    .filter((name) => !page.includes(`\`${name}\``))
    .map((name) => `docs/operations.md does not explain ${name}: add it to "Logs, health and figures".`);
}

const goingLive = (page: string) => /^## Going live\n([\s\S]*?)^## /m.exec(page)?.[1] ?? '';

/** A database password stands in the page for those of all services. */
function unfitForCompose(page: string, compose: string): string[] {
  const [, secrets = ''] = /^secrets:\n([\s\S]*)/m.exec(compose) ?? [];
  const [, settings = ''] = /^ *```sh\n([\s\S]*?)```/m.exec(page) ?? [];
  return [
    ...[...secrets.matchAll(/^  ([a-z-]+): \{/gm)]
      .map(([, name = '']) => name)
      .filter((name) => !name.endsWith('-database-password') && !page.includes(`\`${name}\``))
      .map((name) => `docs/operations.md does not name the secret ${name} under "Going live": add it.`),
    ...[...settings.matchAll(/^([A-Z_]+)=/gm)]
      .map(([, name = '']) => name)
      .filter((name) => !compose.includes(`\${${name}:-`) && !new RegExp(`^ +${name}:$`, 'm').test(compose))
      .map((name) => `docs/operations.md sets ${name}, which docker-compose.yml does not pass on: remove it.`),
  ];
}
