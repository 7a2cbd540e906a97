import { accessSync, constants, readFileSync, statSync } from 'node:fs';

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
  /** What it may look like, where there is no default: for `.env.example`. Empty for a key, which nobody may copy. */
  readonly example?: string;
  /** A secret may also come from a file: `NAME_FILE` holds its path. */
  readonly isSecret?: boolean;
}

/** A table of variables by name. */
export type Variables = Readonly<Record<string, Variable>>;

/** The values of a table of variables. */
export type ValuesOf<V extends Variables> = { readonly [N in keyof V]: V[N] extends Variable<infer T> ? T : never };

type Extra = Pick<Variable, 'isSecret' | 'fallbackSays' | 'example'>;

/** A variable that a service needs to start. */
export const required = <T>(form: Form<T>, means: string, extra: Extra = {}): Variable<T> => {
  return { form, means, need: 'required', ...extra };
};

/** An optional variable; its value may be undefined. */
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

/** The path of an existing file that can be read. */
export const readableFile: Form<string> = {
  says: 'the path of a file that can be read',
  read(text) {
    try {
      accessSync(text, constants.R_OK);
      return statSync(text).isFile() ? text : undefined;
    } catch {
      return undefined;
    }
  },
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

/** A configuration that cannot work. The message names every wrong variable, in one line. */
export class ConfigProblem extends Error {}

/** The values of a table of variables, and the problem of each: a sentence without its full stop. */
export function readVariables<V extends Variables>(table: V, environment: NodeJS.ProcessEnv) {
  const problems: string[] = [];
  const values = Object.entries<Variable>(table).map(([name, variable]) => {
    try {
      return [name, valueOf(name, variable, environment)];
    } catch (error) {
      if (!(error instanceof ConfigProblem)) throw error;
      problems.push(error.message);
      return [name, undefined];
    }
  });
  return { values: Object.fromEntries(values) as ValuesOf<V>, problems };
}

/** Ends a start with one line that names all problems. Throws `ConfigProblem`. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new ConfigProblem(`The configuration does not work: ${problems.join('; ')}.`);
}

/** A secret that a command needs: from the variable, or from the file that `NAME_FILE` names. Throws `ConfigProblem`. */
export const secretOf = (name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined =>
  textOf(name, { isSecret: true }, environment);

function valueOf(name: string, variable: Variable, environment: NodeJS.ProcessEnv): unknown {
  const text = textOf(name, variable, environment);
  if (text === undefined) {
    if (variable.need === 'required') throw new ConfigProblem(`${name} is missing: it must be ${variable.form.says}`);
    return variable.fallback;
  }
  const value = variable.form.read(text);
  if (value === undefined) throw new ConfigProblem(`${name} must be ${variable.form.says}`);
  return value;
}

/** The text of a variable, or of the file that `NAME_FILE` names where the variable is a secret. */
function textOf(
  name: string,
  { isSecret }: Pick<Variable, 'isSecret'>,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const text = environment[name] || undefined;
  const file = (isSecret && environment[`${name}_FILE`]) || undefined;
  if (file === undefined) return text;
  if (text !== undefined) throw new ConfigProblem(`${name} and ${name}_FILE are both set: leave one out`);
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined;
  } catch (error) {
    throw new ConfigProblem(`${name}_FILE cannot be read: ${(error as Error).message}`);
  }
}
