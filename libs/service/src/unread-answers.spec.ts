import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { endUnread } from './unread-answers';

/** More than the buffers of the kernel hold on both sides. */
const ANSWER = Buffer.alloc(32 * 1_048_576, 'x');
/** Each pause is shorter than the deadline, and all of them together are longer. */
const PAUSE_EVERY_BYTES = 2 * 1_048_576;
const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

let server: Server;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function serve(answer: RequestListener, limits: Partial<Parameters<typeof endUnread>[1]> = {}): Promise<void> {
  server = createServer(answer);
  endUnread(server, { noByteMs: 400, lookEveryMs: 50, bytesMax: Infinity, ...limits });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/** A client that asks and does not read, until it is told to. */
function unread(text = GET): Socket {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
  socket.on('error', () => undefined);
  socket.pause();
  sockets.push(socket);
  return socket;
}

/** The server's side of the next connection, and when it is over. */
const next = () =>
  new Promise<{ socket: Socket; over: Promise<void> }>((resolve) =>
    server.once('connection', (socket: Socket) =>
      resolve({ socket, over: new Promise((over) => socket.once('close', () => over())) }),
    ),
  );
/** The end of the next connection. */
const end = async () => {
  const { over } = await next();
  await over;
};
const open = () =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

describe('a connection whose client does not read', () => {
  it.each([
    ['of one answer', GET],
    ['of pipelined requests', GET.repeat(3)],
    ['of a write', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}'],
  ])('%s: is ended', async (_, text) => {
    await serve((_request, response) => response.end(ANSWER));
    const ended = end();
    unread(text);
    await ended;
    expect(await open()).toBe(0);
  });

  it('of a stream of events: is ended, although its beats go on', async () => {
    await serve((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(ANSWER);
      const beat = setInterval(() => response.write(': beat\n\n'), 20);
      request.socket.once('close', () => clearInterval(beat));
    });
    const ended = end();
    unread();
    await ended;
    expect(await open()).toBe(0);
  });

  it('is ended where the server ended its side', async () => {
    await serve(() => undefined);
    server.on('clientError', (_error, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const ended = end();
    unread('no HTTP\r\n\r\n');
    await ended;
    expect(await open()).toBe(0);
  });

  it('is ended sooner where the answers of all together are too large', async () => {
    await serve((_request, response) => response.end(ANSWER), { noByteMs: 60_000, bytesMax: ANSWER.length * 1.5 });
    const first = next();
    unread();
    const { over } = await first;
    const second = next();
    unread();
    const { socket } = await second;
    await over;
    expect([await open(), socket.destroyed]).toEqual([1, false]);
  });
});

describe('a connection goes on', () => {
  it('whose client reads slowly, and takes the whole of its answer', async () => {
    await serve((_request, response) => response.end(ANSWER), { noByteMs: 2_000 });
    const socket = unread();
    let bytes = 0;
    const whole = new Promise<void>((resolve, reject) => {
      socket.once('close', () => reject(new Error(`The connection ended after ${bytes} bytes.`)));
      socket.on('data', (chunk: Buffer) => {
        const pauses = Math.floor(bytes / PAUSE_EVERY_BYTES);
        bytes += chunk.length;
        if (bytes >= ANSWER.length) return resolve();
        if (Math.floor(bytes / PAUSE_EVERY_BYTES) === pauses) return;
        socket.pause();
        setTimeout(() => socket.resume(), 200);
      });
    });
    socket.resume();
    await whole;
    expect(bytes).toBeGreaterThanOrEqual(ANSWER.length);
  });

  it('on which the server is silent', async () => {
    await serve((_request, response) => void setTimeout(() => response.end('late'), 1_000));
    const socket = unread();
    const answer = new Promise<string>((resolve) => socket.once('data', (chunk: Buffer) => resolve(String(chunk))));
    socket.resume();
    expect(await answer).toContain('late');
  });
});
