/** How the text of an environment variable becomes a value. */
export interface Form<T> {
  /** For people: "host:port, several separated by commas". */
  readonly says: string;
  /** The value; undefined where the text does not have this form. */
  readonly read: (text: string) => T | undefined;
}

/** One environment variable. */
export interface Variable<T = unknown> {
  readonly form: Form<T>;
  /** What the variable is for, in one or two sentences. */
  readonly means: string;
  readonly need: 'required' | 'optional' | 'default';
  readonly fallback?: T;
  /** For people, where the default depends on the machine. */
  readonly fallbackSays?: string;
  /** A secret may come from a file as well: `NAME_FILE` holds its path. */
  readonly isSecret?: boolean;
}

/** A table of variables by name. */
export type Variables = Readonly<Record<string, Variable>>;

/** The values of a table of variables. */
export type ValuesOf<V extends Variables> = { readonly [N in keyof V]: V[N] extends Variable<infer T> ? T : never };

type Extra = Pick<Variable, 'isSecret' | 'fallbackSays'>;

/** A variable without which a service does not start. */
export const required = <T>(form: Form<T>, means: string, extra: Extra = {}): Variable<T> => {
  return { form, means, need: 'required', ...extra };
};

/** A variable that may be left out; its value is then undefined. */
export const optional = <T>(form: Form<T>, means: string, extra: Extra = {}): Variable<T | undefined> => {
  return { form, means, need: 'optional', ...extra };
};

/** A variable with a default. */
export const defaulted = <T>(form: Form<T>, fallback: T, means: string, extra: Extra = {}): Variable<T> => {
  return { form, means, need: 'default', fallback, ...extra };
};

/** Text that fits a pattern; any text where there is no pattern. */
export const textLike = (says: string, pattern = /[^]/): Form<string> => {
  return { says, read: (text) => (pattern.test(text) ? text : undefined) };
};

/** A whole number within bounds. */
export const wholeWithin = (least: number, most: number, unit = ''): Form<number> => {
  const says = `a whole number${unit && ` of ${unit}`} from ${least} to ${most}`;
  const read = (text: string) => {
    const value = Number(text);
    return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
  };
  return { says, read };
};

/** One of a few words. */
export const oneOfWords = <W extends string>(...words: readonly W[]): Form<W> => {
  return { says: `one of ${words.join(', ')}`, read: (text) => words.find((word) => word === text) };
};
