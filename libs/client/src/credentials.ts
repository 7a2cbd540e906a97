/** A bearer token, or a function that gets one. The function is asked again when a service refuses its last token. */
export type TokenSource = string | (() => string | Promise<string>);

/** The token of a client. Requests at the same time share one question to the source. */
export class Credentials {
  private asked: Promise<string> | undefined;

  constructor(private readonly source: TokenSource | undefined) {}

  /** The present token; undefined where the caller is known otherwise, such as by a cookie. */
  async token(): Promise<string | undefined> {
    const { source } = this;
    if (source === undefined || typeof source === 'string') return source;
    this.asked ??= Promise.resolve(source()).catch((error: unknown) => {
      this.asked = undefined;
      throw error;
    });
    return this.asked;
  }

  /** Whether there is another token than the refused one. */
  async renewed(refused: string | undefined): Promise<boolean> {
    if (typeof this.source !== 'function') return false;
    const present = this.asked;
    // Another request may have asked for a new one meanwhile.
    if ((await present) === refused && this.asked === present) this.asked = undefined;
    return (await this.token()) !== refused;
  }
}
