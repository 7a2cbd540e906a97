import { Client, type ClientConfig } from 'pg';

/** A little longer than the server's statement timeout. */
const ANSWER_MS = 11_000;

/**
 * A client for TypeORM's pool. A network that drops all packets gives no error. A connection whose answer is given up
 * would return to the pool with the query still running: it is closed instead, and the pool opens another one.
 */
export class ImpatientClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(typeof config === 'string' ? config : { query_timeout: ANSWER_MS, ...config });
  }

  // The driver has many overloads; here a query that is not answered rejects its promise.
  override query = ((...asked: unknown[]): unknown => {
    const answer: unknown = Reflect.apply(Client.prototype.query, this, asked);
    if (answer instanceof Promise)
      answer.catch((error: Error) => {
        if (error.message === 'Query read timeout') this.connection.stream.destroy();
      });
    return answer;
  }) as Client['query'];
}
