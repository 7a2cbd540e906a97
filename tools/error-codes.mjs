// Finds the error codes in the sources, so that their table cannot lag behind them.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const KINDS = { conflict: 409, rule: 422, notFound: 404 };
// `conflict('code', `detail`)` and `new Problem(409, 'code', 'detail')`, over several lines or one.
const REJECTIONS = /\b(conflict|rule|notFound)\(\s*'([a-z0-9-]+)',\s*(`[^`]*`|'(?:[^'\\]|\\.)*'|"[^"]*"|\w+)?/g;
const PROBLEMS =
  /new Problem\(\s*(\d{3}),\s*(['`])([a-z0-9-]+|\$\{what\}-unknown)\2,\s*(`[^`]*`|'(?:[^'\\]|\\.)*'|"[^"]*"|\w+)?/g;
const NAMED_REJECTIONS = /new Rejection\(\s*'([a-z0-9-]+)'/g;
const LOOKED_UP = /views\s*\.one\(\s*\w+,\s*\{[^}]*\},\s*'([a-z-]+)'/g;
const REFUSED = /\b(?:refused|missing)\(\s*'([a-z0-9-]+)',\s*(`[^`]*`|'(?:[^'\\]|\\.)*')/g;

/** Rows of code, status, place and detail, by code. */
export function parse(root) {
  const found = new Map();
  const add = (code, status, file, detail) => {
    const where = file.split(path.sep)[1];
    const row = found.get(code) ?? { code, status, places: new Set(), detail: clean(detail) };
    row.places.add(where);
    if (!row.detail) row.detail = clean(detail);
    found.set(code, row);
  };
  for (const file of globSync('{apps,libs}/*/src/**/*.ts', { cwd: root }).toSorted((a, b) => a.localeCompare(b))) {
    if (file.endsWith('.spec.ts') || file.startsWith('apps/cli')) continue;
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, kind, code, detail] of text.matchAll(REJECTIONS)) add(code, KINDS[kind], file, detail);
    for (const [, status, , code, detail] of text.matchAll(PROBLEMS))
      if (!code.startsWith('$')) add(code, Number(status), file, detail);
    for (const [, code] of text.matchAll(NAMED_REJECTIONS)) add(code, 412, file, '');
    for (const [, what] of text.matchAll(LOOKED_UP)) add(`${what}-unknown`, 404, file, `'There is no such ${what}.'`);
    if (file.includes('auth')) for (const [, code, detail] of text.matchAll(REFUSED)) add(code, 401, file, detail);
  }
  return [...found.values()]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ places, ...row }) => ({ ...row, where: [...places].sort((a, b) => a.localeCompare(b)).join(', ') }));
}

function clean(detail = '') {
  if (!/^['"`]/.test(detail)) return '';
  return detail
    .slice(1, -1)
    .replace(/\$\{[^}]*\}/g, '…')
    .replace(/\\'/g, "'")
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|');
}
