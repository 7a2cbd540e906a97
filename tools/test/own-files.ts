import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The root of the repository. */
export const root = path.resolve(__dirname, '../..');

/** Tracked and new files alike, without what git ignores; in a copy that is no git checkout, what is not made by tools. */
export function ownFiles(): string[] {
  if (!existsSync(path.join(root, '.git'))) {
    const made = /(^|\/)(node_modules|dist|\.nx|\.concord)(\/|$)/;
    return globSync('**/*.*', { cwd: root, exclude: (file) => made.test(file) });
  }
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((file) => file !== '' && existsSync(path.join(root, file)));
}

/** The text of a file, whose path begins at the root. */
export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The files and folders to which a page links, by their paths from the root. Addresses and links within the page are left out. */
export function linksOf(page: string, text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^([a-z]+:|#)/i.test(target))
    .map((target) => path.posix.join(path.posix.dirname(page), decodeURI(target.replace(/[?#].*$/, ''))));
}

function withoutCode(page: string): string {
  return page.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`\n]*`/g, '');
}
