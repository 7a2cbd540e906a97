import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** How one request is answered: a status with JSON and headers, or by hand. */
export type Reply =
  | { readonly status: number; readonly json?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | ((response: ServerResponse, request: IncomingMessage) => void);

/** An HTTP server that notes what arrives, and answers with what the spec has laid out, the last reply again and again. */
export interface Counter {
  readonly url: string;
  readonly arrived: Arrived[];
  answers(...replies: readonly Reply[]): void;
  close(): Promise<void>;
}

/** Opens a server on a free port. */
export async function openCounter(): Promise<Counter> {
  let replies: readonly Reply[] = [];
  let answered = 0;
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      arrived.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      const reply = replies[Math.min(answered++, replies.length - 1)]!;
      if (typeof reply === 'function') return reply(response, request);
      const { status, json, headers = {} } = reply;
      const type = status < 400 ? 'application/json' : 'application/problem+json';
      response.writeHead(status, { 'content-type': type, ...headers });
      response.end(json === undefined ? undefined : JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    answers(...given) {
      replies = given;
      answered = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A refusal as services answer it. */
export const refusal = (status: number, code: string, headers?: Readonly<Record<string, string>>): Reply => ({
  status,
  json: { type: `/errors/${code}`, title: 'Refused', status, code, detail: 'Said why.', traceId: 't-1' },
  ...(headers && { headers }),
});

/** The connection breaks instead of an answer. */
export const broken: Reply = (response) => void response.destroy();
