/** What the doctor found about one subject. */
export interface Finding {
  /** What was looked at. */
  readonly about: string;
  readonly state: 'ok' | 'warning' | 'problem';
  /** What is so. */
  readonly says: string;
  /** The remedy; absent where all is well. */
  readonly remedy?: string;
}

export const ok = (about: string, says: string): Finding => ({ about, state: 'ok', says });
export const warning = (about: string, says: string, remedy: string): Finding => {
  return { about, state: 'warning', says, remedy };
};
export const problem = (about: string, says: string, remedy: string): Finding => {
  return { about, state: 'problem', says, remedy };
};

/** The message of an error. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
