// Who publishes and hears which events, from the modules of the services: parts of their READMEs, and of the main one.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { between, camelCase } from './registered.mjs';

const BEGIN = '<!-- Events: written by npm run generate. -->';
const END = '<!-- End of events. -->';

/** What each service hears of others, by its name: the reactions and views that hear, each with the events. */
export function hearersOf(root, services) {
  const require = createRequire(path.join(root, 'package.json'));
  return Object.fromEntries(
    Object.keys(services).map((service) => {
      const parts = require(path.join(root, 'apps', service, 'dist', `${service}.module.js`))[camelCase(service)];
      const { policies = [], processes = [], projections = [] } = parts;
      const heard = (events) => Object.values(events).filter((event) => event.service && event.service !== service);
      const shortName = ({ name }) => name.replace(`${service}.`, '');
      const those = [
        ...policies.map((policy) => ({ name: shortName(policy), isView: false, heard: heard(policy.events) })),
        ...processes.map((process) => ({ name: shortName(process), isView: false, heard: heard(process.hears) })),
        ...projections.map((view) => ({ name: shortName(view), isView: true, heard: heard(view.events) })),
      ];
      return [service, those.filter((hearer) => hearer.heard.length > 0)];
    }),
  );
}

/** The services that hear an event of another one. */
export const servicesThatHear = (hearers, { type }) =>
  Object.keys(hearers).filter((service) => hearers[service].some(({ heard }) => heard.some((e) => e.type === type)));

const code = (name) => `\`${name}\``;
const sourcesOf = (heard) => [...new Set(heard.map(({ service }) => service))].sort((a, b) => (a < b ? -1 : 1));

/** The README of a service with what the service publishes and hears between its marks. */
export function serviceReadme(root, service, published, hearers) {
  const text = readFileSync(path.join(root, 'apps', service, 'README.md'), 'utf8');
  const own = published.filter((event) => event.service === service).map(({ type }) => code(type));
  const reactions = hearers.filter(({ isView }) => !isView).map(reactionRow);
  const views = hearers.filter(({ isView }) => isView);
  const lines = [
    `**Publishes** on \`${service}.events\`: ${own.length > 0 ? own.join(', ') : 'nothing yet'}.`,
    ...(reactions.length > 0 ? [`| reaction | hears |\n| --- | --- |\n${reactions.join('\n')}`] : []),
    `**Views** of what others publish: ${views.map(viewText).join(', ')}.`,
    '[docs/events.md](../../docs/events.md) says when each event happens, what it holds, and who hears it.',
  ];
  return between(text, BEGIN, END, `\n${lines.join('\n\n')}\n`);
}

function reactionRow({ name, heard }) {
  const parts = sourcesOf(heard).map((source) => {
    const events = heard.filter(({ service }) => service === source).map(({ type }) => code(type));
    return `${source} ${events.join(', ')}`;
  });
  return `| ${code(name)} | ${parts.join('; ')} |`;
}

const viewText = ({ name, heard }) => `${code(name)} (${sourcesOf(heard).join(', ')})`;

/** The main README, whose table of services says in its last column whom each service hears. */
export function mainReadme(root, services, hearers) {
  const names = Object.keys(services);
  return readFileSync(path.join(root, 'README.md'), 'utf8').replace(
    /^(\| \[([a-z-]+)\]\(apps\/\2\/README\.md\) \| .* \| ).* \|$/gm,
    (row, begin, service) => {
      if (!names.includes(service)) return row;
      const sources = sourcesOf(hearers[service].flatMap(({ heard }) => heard));
      return `${begin}${sources.length === names.length - 1 ? 'all others' : sources.join(', ')} |`;
    },
  );
}
