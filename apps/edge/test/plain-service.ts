import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service heard of a request. */
export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly bytes: number;
  readonly headers: Readonly<Record<string, string>>;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A server of plain HTTP behind the door: it tells what it heard, or answers as a spec says for a path. */
export class PlainService {
  /** Requests whose connection ended before their answer did. */
  abandoned = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(answers: Readonly<Record<string, Answer>>): Promise<PlainService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const service = new PlainService(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      response.on('close', () => (service.abandoned += response.writableEnded ? 0 : 1));
      const { method = '', url = '' } = request;
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => {
        const answer = answers[url.replace(/\?.*$/, '')];
        if (answer) return answer(response, request);
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ method, url, bytes, headers: request.headers }));
      });
    });
    return service;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
