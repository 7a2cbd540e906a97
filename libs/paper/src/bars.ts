import { raw } from 'bwip-js/node';

/** The bars of a text as Code 128: where each begins, and how wide it is, in modules; and the width of all. */
export function barsOf(text: string): {
  readonly bars: readonly (readonly [number, number])[];
  readonly modules: number;
} {
  const [found] = raw({ bcid: 'code128', text }) as unknown as readonly { readonly sbs: readonly number[] }[];
  let at = 0;
  const bars: [number, number][] = [];
  found!.sbs.forEach((width, index) => {
    // Bars and spaces take turns, beginning with a bar.
    if (index % 2 === 0) bars.push([at, width]);
    at += width;
  });
  return { bars, modules: at };
}
