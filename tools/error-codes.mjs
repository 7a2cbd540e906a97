// Finds the error codes in the sources, so that their table is complete.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const KINDS = { conflict: 409, rule: 422, notFound: 404 };
// `conflict('code', …)` and `new Problem(409, 'code', …)`, over several lines or one.
const REJECTIONS = /\b(conflict|rule|notFound)\(\s*'([a-z0-9-]+)'/g;
const PROBLEMS =
  /new Problem\(\s*(\d{3}|status\w*),\s*(['`])([a-z0-9-]+|\$\{what\}-unknown)\2,\s*(`[^`]*`|'(?:[^'\\]|\\.)*'|"[^"]*"|\w+)?/g;
const NAMED_REJECTIONS = /new Rejection\(\s*'([a-z0-9-]+)'/g;
const LOOKED_UP = /views\s*\.one\(\s*\w+,\s*\{[^}]*\},\s*'([a-z-]+)'/g;
const REFUSED = /\b(?:refused|missing)\(\s*'([a-z0-9-]+)',\s*(`[^`]*`|'(?:[^'\\]|\\.)*')/g;

/** Every error code of the services, with its statuses and the projects that refuse with it, by code. */
export function parse(root) {
  const found = new Map();
  const add = (code, status, file) => {
    const row = found.get(code) ?? { code, statuses: new Set(), projects: new Set() };
    row.statuses.add(status);
    row.projects.add(file.split(path.sep)[1]);
    found.set(code, row);
  };
  for (const file of globSync('{apps,libs}/*/src/**/*.ts', { cwd: root }).toSorted((a, b) => a.localeCompare(b))) {
    if (
      file.endsWith('.spec.ts') ||
      file.endsWith('-in-specs.ts') ||
      file.startsWith('apps/cli') ||
      file.startsWith('libs/testing')
    )
      continue;
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, kind, code] of text.matchAll(REJECTIONS)) add(code, KINDS[kind], file);
    for (const [, status, , code] of text.matchAll(PROBLEMS))
      if (!code.startsWith('$')) add(code, /^\d/.test(status) ? Number(status) : 'other 4xx', file);
    for (const [, code] of text.matchAll(NAMED_REJECTIONS)) add(code, 412, file);
    for (const [, what] of text.matchAll(LOOKED_UP)) add(`${what}-unknown`, 404, file);
    if (file.includes('auth')) for (const [, code] of text.matchAll(REFUSED)) add(code, 401, file);
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
