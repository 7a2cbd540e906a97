// Brings sources into shape; with paths only those.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is formatted and checked. Prose and generated documents are left out: their line breaks are meant. */
export const FORMATTED = [
  'apps/**/*.{ts,tsx,js,mjs,cjs}',
  'libs/**/*.{ts,tsx,js,mjs,cjs}',
  'tools/**/*.{ts,js,mjs,cjs}',
  '*.{js,cjs,mjs}',
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  const paths = process.argv.slice(2);
  const oxfmt = path.join(root, 'node_modules', '.bin', 'oxfmt');
  const { status } = spawnSync(oxfmt, paths.length > 0 ? paths : FORMATTED, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
