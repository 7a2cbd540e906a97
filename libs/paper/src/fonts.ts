import { readFileSync } from 'node:fs';
import anyAscii from 'any-ascii';
import { create, type Font } from 'fontkit';

const NAMES = { text: 'DejaVuSansCondensed.ttf', strong: 'DejaVuSansCondensed-Bold.ttf' } as const;
export type FontName = keyof typeof NAMES;

/** Characters that every font has. */
const PLAIN = /^[\n\u0020-\u007E]*$/;
const files = new Map<FontName, Buffer>();
const fonts = new Map<FontName, Font>();

/** The file of a font. */
export function fontFile(name: FontName): Buffer {
  const known = files.get(name) ?? readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${NAMES[name]}`));
  files.set(name, known);
  return known;
}

/**
 * A text as a font can write it: characters that it lacks, such as Chinese ones, are written in Latin letters, as
 * carriers of other countries want them. Nothing of a name or a street gets lost.
 */
export function writable(text: string, name: FontName): string {
  if (PLAIN.test(text)) return text;
  const font = fonts.get(name) ?? (create(fontFile(name)) as Font);
  fonts.set(name, font);
  return [...text]
    .map((each) => (each === '\n' || font.hasGlyphForCodePoint(each.codePointAt(0)!) ? each : anyAscii(each)))
    .join('');
}
