/** The words of a screen, in both languages: the same names with the same gaps. */
export interface Words<Texts> {
  readonly english: Texts;
  readonly italian: SameNames<Texts>;
}

/** Texts of the same names, whatever they say. */
export type SameNames<Texts> = {
  readonly [Name in keyof Texts]: Texts[Name] extends string ? string : SameNames<Texts[Name]>;
};

/** Declares the words of a screen; a name that one language lacks does not compile. */
export const words = <const Texts>(english: Texts, italian: SameNames<Texts>): Words<Texts> => ({ english, italian });
