import { ownFiles, read } from './own-files';

// What a machine can see of plain English. Each rule is shown on a text that breaks it.

const WORDS_MAX = 40;
const PHRASES: readonly [RegExp, string][] = [
  [/\b(?:leaves?|left|leaving)\s+(?:\S+\s+){0,3}away\b/i, 'leave out'],
  [/\bfor trying out\b/i, 'for development'],
  [/\bmanieth\b/i, 'the number of it'],
  [/\bwhat is not heard\b/i, 'events that the service does not subscribe to'],
];

const files = ownFiles();
const sources = files.filter((file) => /\.(ts|mjs|cjs)$/.test(file) && !file.startsWith('libs/client/src/generated/'));
// The changelog and generated tables are lists, not sentences; so are the events in the README of a service.
const pages = files.filter(
  (file) => file.endsWith('.md') && !/CHANGELOG|docs\/(?:events|errors|configuration|identity)\.md/.test(file),
);

describe('plain English', () => {
  it.each([
    ['a comment', () => sources.flatMap((file) => commentsOf(read(file)).map((text) => ({ file, text })))],
    ['a page', () => pages.flatMap((file) => paragraphsOf(read(file)).map((text) => ({ file, text })))],
  ])('has no sentence of more than 40 words in %s', (_, texts) => {
    const findings = texts().flatMap(({ file, text }) =>
      longSentences(text).map((sentence) => `${file}: cut this sentence in two: ${sentence.slice(0, 80)} …`),
    );
    expect(findings).toEqual([]);
  });

  it('uses the usual phrase where there is one', () => {
    const findings = [...sources, ...pages]
      .filter((file) => file !== 'tools/test/words.spec.ts')
      .flatMap((file) => phrasesIn(read(file)).map((remedy) => `${file}: write "${remedy}".`));
    expect(findings).toEqual([]);
  });

  it('explains a word of ours that stands in a heading', () => {
    const glossary = read('docs/glossary.md');
    const findings = pages.flatMap((page) =>
      unexplained(headingsOf(read(page)), glossary).map(
        (word) => `${page} has "${word}" in a heading, which docs/glossary.md lacks: add it there.`,
      ),
    );
    expect(findings).toEqual([]);
  });
});

describe('the rules on words', () => {
  it('find a long sentence, in a comment and in a page', () => {
    const long = `${Array.from({ length: 41 }, () => 'word').join(' ')}.`;
    expect(commentsOf(`/** ${long} */\nconst a = 1;\n// Short. ${long}`).flatMap(longSentences)).toHaveLength(2);
    expect(
      paragraphsOf(`# Page\n\n- ${long}\n- Short.\n\n\`\`\`\n${long}\n\`\`\``).flatMap(longSentences),
    ).toHaveLength(1);
  });
  it('find the phrases', () =>
    expect(['leave the currency away', 'is left away', 'an issuer for trying out'].flatMap(phrasesIn)).toEqual([
      'leave out',
      'leave out',
      'for development',
    ]));
  it('find a word of ours without an explanation', () =>
    expect(unexplained(['The way of a relay'], '| **lane** | A partition. |')).toEqual(['relay']));
});

/** The sentences of a text with too many words. Code and numbers count as a word each. */
function longSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+(?=\S)/)
    .filter((sentence) => sentence.split(/\s+/).filter((word) => /\w/.test(word)).length > WORDS_MAX);
}

function phrasesIn(text: string): string[] {
  return PHRASES.filter(([phrase]) => phrase.test(text)).map(([, remedy]) => remedy);
}

/** File names that are the trade's words, or everybody's. */
const USUAL = new Set(['kafka', 'lists']);

/** Words of ours are the names of the files of `libs`: `relay`, `lane`, `parking`. */
function unexplained(headings: readonly string[], glossary: string): string[] {
  const ours = new Set(
    files.flatMap((file) => /^libs\/event-\w+\/src\/(?:engine\/)?([a-z]+)\.ts$/.exec(file)?.[1] ?? []),
  );
  const words = headings.flatMap((heading) => heading.toLowerCase().match(/[a-z]+/g) ?? []);
  return [...new Set(words)].filter(
    (word) =>
      ours.has(word) && !USUAL.has(word) && !new RegExp(`\\*\\*[^*]*\\b${word.replace(/s$/, '')}`).test(glossary),
  );
}

function headingsOf(page: string): string[] {
  return [...withoutCode(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
}

/** The comments of a source file, one after the other; lines of `//` that follow each other are one. */
function commentsOf(source: string): string[] {
  const blocks = [...source.matchAll(/\/\*\*?([\s\S]*?)\*\//g)].map(([, text = '']) => text.replace(/^\s*\* ?/gm, ''));
  const lines = [...source.matchAll(/(?:^[ \t]*\/\/ .*\n?)+/gm)].map(([text]) => text.replace(/^[ \t]*\/\/ /gm, ''));
  return [...blocks, ...lines].flatMap((text) => text.split(/\n\s*\n|\n(?=\s*- )/));
}

/** The paragraphs, items and table cells of a page. */
function paragraphsOf(page: string): string[] {
  return withoutCode(page).split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )|\n(?=\|)|\|/);
}

function withoutCode(page: string): string {
  return page.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/^<!-- Events: [\s\S]*?^<!-- End of events\. -->$/gm, '');
}
