import { WORDS } from './all-words';

type Texts = { readonly [name: string]: string | Texts };

const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'string' ? [[`${path}${name}`, text] as [string, string]] : flat(text, `${path}${name}.`),
  );
const gaps = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort((a, b) => (a < b ? -1 : 1));

describe.each(Object.entries(WORDS))('the words of %s', (_, { english, italian }) => {
  const [inEnglish, inItalian] = [new Map(flat(english as Texts)), new Map(flat(italian as Texts))];

  it('are the same in both languages', () =>
    expect([...inItalian.keys()].sort()).toEqual([...inEnglish.keys()].sort()));

  it('have the same gaps in both languages', () => {
    const different = [...inEnglish].filter(
      ([name, text]) => String(gaps(text)) !== String(gaps(inItalian.get(name) ?? '')),
    );
    expect(different.map(([name]) => name)).toEqual([]);
  });

  it('are never empty', () =>
    expect([...inEnglish, ...inItalian].filter(([, text]) => text.trim() === '').map(([name]) => name)).toEqual([]));
});
