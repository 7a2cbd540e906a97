import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { v7 as uuid7 } from 'uuid';
import type { GuardedRequest } from './auth/auth.guard';
import { parseJsonBody } from './json-body';
import { Problem } from './problem';
import { problemBody } from './problem.filter';
import { endUnread } from './unread-answers';

/** A request of a public route, with the bytes of its body: they are parsed once a handler asks for its members. */
export type SignedRequest = FastifyRequest<{ Body: Buffer | undefined }>;

/** Answers a request with the problem that stands for an error. */
export type Refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** The largest body that is read, and the one limit of a text that may fill it. */
export const BODY_BYTES_MAX = 1_048_576;
/** The size of all headers of a request together. */
const HEADER_BYTES_MAX = 16_384;
/** How long a request may take to send its headers, and its body. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 20_000;
/** How often late connections are looked for. */
const LOOK_EVERY_MS = 2_000;
/** How long a connection without a request stays open. */
const IDLE_MS = 65_000;

/** The deadlines of a server, and its answers to what is no HTTP. */
export const serverOptions = (headerBytesMax = HEADER_BYTES_MAX) =>
  ({
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: IDLE_MS,
    // A path segment that is too long is refused by its name, as other parameters are.
    routerOptions: { maxParamLength: HEADER_BYTES_MAX },
    http: {
      headersTimeout: HEADERS_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      maxHeaderSize: headerBytesMax,
      // `guard` refuses it in our own words.
      requireHostHeader: false,
    },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => refuseSocket(error, socket, headerBytesMax),
  }) satisfies FastifyServerOptions & { http: object };

/** Reads JSON and nothing else. */
export function acceptJsonAlone(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>(/^application\/json(?:;|$)/, { parseAs: 'buffer' }, (request, body, done) => {
    // A partner sends no token: it signs the bytes of its request, and strangers cost no parsing before that is checked.
    if (!(request as GuardedRequest).caller) return done(null, body.length === 0 ? undefined : body);
    try {
      done(null, body.length === 0 ? undefined : parseJsonBody(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * Ends connections that only hold memory: those on which no request begins, and those whose clients do not read. Refuses
 * expectations that no handler meets, and by `refuse` a request without the header Host.
 */
export function guard(server: FastifyInstance, refuse: Refuse): void {
  endSilent(server.server);
  endUnread(server.server);
  server.server.on('checkExpectation', refuseExpectation);
  server.addHook('onRequest', (request, reply, done) => {
    if (request.headers.host) return done();
    refuse(new Problem(400, 'request-invalid', 'Send the header Host.'), request, reply);
  });
}

function refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
  const problem = new Problem(417, 'expectation-failed', 'Send the request without the header Expect.');
  const body = problemBody(problem, uuid7());
  response.writeHead(417, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  response.end(body);
  request.resume();
}

/** Connections that are kept alive after a request have their own deadline. */
function endSilent(server: Server): void {
  const silent = new WeakMap<Socket, NodeJS.Timeout>();
  server.on('connection', (socket: Socket) => {
    silent.set(socket, setTimeout(() => socket.destroy(), HEADERS_MS).unref());
  });
  server.on('request', ({ socket }) => clearTimeout(silent.get(socket)));
}

/** An unreadable request gets its answer on the connection itself. */
function refuseSocket(error: NodeJS.ErrnoException, socket: Socket, headerBytesMax: number): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy(error);
  const { status, code, detail } = socketProblem(error.code, headerBytesMax);
  const body = problemBody(new Problem(status, code, detail), uuid7());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function socketProblem(code: string | undefined, headerBytesMax: number): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem(
        431,
        'headers-too-large',
        `Headers and address together may have at most ${headerBytesMax} bytes.`,
      );
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem(408, 'request-too-slow', 'The request did not arrive in time. Send it faster.');
    default:
      return new Problem(400, 'request-invalid', 'This is not an HTTP/1.1 request.');
  }
}
