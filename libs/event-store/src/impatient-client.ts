import { Client, type ClientConfig } from 'pg';

/** A little longer than the server lets a statement run. */
const ANSWER_MS = 11_000;

/**
 * A client for TypeORM's pool. A network that swallows everything says nothing, and a connection whose answer is given
 * up would go back into the pool with the query still on it: it is ended instead, and the pool makes another one.
 */
export class ImpatientClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(typeof config === 'string' ? config : { query_timeout: ANSWER_MS, ...config });
  }

  // The overloads of the driver are many; whatever is asked, an answer that does not come is told by a promise.
  override query = ((...asked: unknown[]): unknown => {
    const answer: unknown = Reflect.apply(Client.prototype.query, this, asked);
    if (answer instanceof Promise)
      answer.catch((error: Error) => {
        if (error.message === 'Query read timeout') this.connection.stream.destroy();
      });
    return answer;
  }) as Client['query'];
}
