import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';

/** What we compile; the code of others is shown as it runs. */
const OURS = /[/\\](?:apps|libs)[/\\][^/\\]+[/\\]dist[/\\]/;

/**
 * Shows errors with the lines of the sources. Node's `--enable-source-maps` keeps the map of every module that is loaded
 * in memory, 26 MB in a service; here a map is read when an error passes through its file.
 */
export function showSourcesInStacks(): void {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string) => {
    if (!maps.has(file)) maps.set(file, readMap(file));
    return maps.get(file);
  };
  Error.prepareStackTrace = (error, sites) =>
    [String(error), ...sites.map((site) => `    at ${inSource(site, mapOf)}`)].join('\n');
}

function inSource(site: NodeJS.CallSite, mapOf: (file: string) => SourceMap | undefined): string {
  const shown = (site as { toString(): string }).toString();
  const file = site.getFileName();
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
  if (!file || line === null || column === null || !OURS.test(file)) return shown;
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  if (!entry || !('originalSource' in entry)) return shown;
  const source = path.resolve(path.dirname(file), entry.originalSource);
  const place = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return shown.replace(`${file}:${line}:${column}`, place);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  } catch {
    // A stack with the compiled lines is better than none.
    return undefined;
  }
}
