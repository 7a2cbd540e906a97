import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { WORDS } from './all-words';

type Texts = { readonly [name: string]: string | Texts };

const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'string' ? [[`${path}${name}`, text] as [string, string]] : flat(text, `${path}${name}.`),
  );
const gaps = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort((a, b) => (a < b ? -1 : 1));

const SCREENS = path.join(__dirname, '..');
const code = globSync('**/!(*.spec).{ts,tsx}', { cwd: SCREENS })
  .map((file) => readFileSync(path.join(SCREENS, file), 'utf8'))
  .join('\n');
const named = new Set([...code.matchAll(/['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g)].map(([, name = '']) => name));
/** What stands before the part of a name that is known only while the screen runs. */
const begun = [...code.matchAll(/`([\w-]+\.(?:[\w-]+\.)*[\w-]*)\$\{/g)].map(([, name = '']) => name);
const isUsed = (name: string) =>
  named.has(name) || named.has(name.replace(/_(one|other)$/, '')) || begun.some((each) => name.startsWith(each));

describe.each(Object.entries(WORDS))('the words of %s', (screen, { english, italian }) => {
  const [inEnglish, inItalian] = [new Map(flat(english as Texts)), new Map(flat(italian as Texts))];

  it('are the same in both languages', () =>
    expect([...inItalian.keys()].sort()).toEqual([...inEnglish.keys()].sort()));

  it('have the same gaps in both languages', () => {
    const different = [...inEnglish].filter(
      ([name, text]) => String(gaps(text)) !== String(gaps(inItalian.get(name) ?? '')),
    );
    expect(different.map(([name]) => name)).toEqual([]);
  });

  it('are all used', () =>
    expect([...inEnglish.keys()].map((name) => `${screen}.${name}`).filter((name) => !isUsed(name))).toEqual([]));

  it('are never empty', () =>
    expect([...inEnglish, ...inItalian].filter(([, text]) => text.trim() === '').map(([name]) => name)).toEqual([]));
});
