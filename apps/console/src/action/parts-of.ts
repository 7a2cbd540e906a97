import type { Typed } from './action';

/** What was typed of these fields, without those left empty. */
export const partsOf = <Name extends string>(typed: Typed, names: readonly Name[]): { [Each in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = typed[name];
      return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [];
    }),
  ) as { [Each in Name]?: string };
