// The concord command, on the build output: finding that nothing is new costs less than compiling at every start.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, buildScreens } from './build.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Builds what changed and runs apps/cli in this process with these arguments. */
export async function concord(args) {
  await build();
  if (args[0] === 'start') buildScreens();
  const main = path.join(root, 'apps', 'cli', 'dist', 'main.js');
  if (!existsSync(main)) {
    console.error('apps/cli/src/main.ts is not there: this checkout is incomplete, git status shows what is missing.');
    process.exit(1);
  }
  // Stack traces name the TypeScript lines; compiled code is kept between starts, which saves a third of a second.
  process.setSourceMapsEnabled(true);
  enableCompileCache(path.join(root, 'node_modules', '.cache', 'node'));
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await concord(process.argv.slice(2));
