import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A connection that takes no byte of its answers for so long is ended. */
const NO_BYTE_MS = 20_000;
/** How often connections are looked at. */
const LOOK_EVERY_MS = 1_000;
/** Bytes of answers that may wait for all clients together: beyond them, who has waited longest is ended sooner. */
const UNREAD_BYTES_MAX = 268_435_456;

/** The limits of clients that do not read. */
export interface UnreadLimits {
  readonly noByteMs: number;
  readonly lookEveryMs: number;
  readonly bytesMax: number;
}

/** What Node knows about the bytes of a socket, and tells nowhere else: those handed over, and those that still wait. */
interface Handle {
  readonly bytesWritten: number;
  readonly writeQueueSize: number;
}

interface Connection {
  readonly open: Set<ServerResponse>;
  /** Bytes that the client's side took. */
  taken: number;
  /** When the client took a byte, or had nothing to take. */
  movedAt: number;
}

/**
 * Ends connections whose clients do not read their answers. The memory of an answer is freed only when the client has
 * read it, so a client must not keep it for ever. A client that reads slowly goes on, and so does a stream of events.
 */
export function endUnread(
  server: Server,
  { noByteMs, lookEveryMs, bytesMax }: UnreadLimits = {
    noByteMs: NO_BYTE_MS,
    lookEveryMs: LOOK_EVERY_MS,
    bytesMax: UNREAD_BYTES_MAX,
  },
): void {
  const connections = new Map<Socket, Connection>();
  server.on('connection', (socket: Socket) => {
    connections.set(socket, { open: new Set(), taken: 0, movedAt: performance.now() });
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const open = connections.get(socket)?.open;
    open?.add(response);
    response.once('close', () => open?.delete(response));
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [socket, connection] of connections) {
      look(socket, connection, now);
      if (now - connection.movedAt >= noByteMs) socket.destroy();
    }
    endOldest(connections, bytesMax);
  }, lookEveryMs).unref();
  server.once('close', () => clearInterval(timer));
}

/** A connection that we ended waits for its client as well: the client must close its side. */
function look(socket: Socket, connection: Connection, now: number): void {
  const handle = (socket as unknown as { readonly _handle: Handle | null })._handle;
  const taken = handle ? handle.bytesWritten - handle.writeQueueSize : connection.taken;
  const waits = socket.writableLength > 0 || socket.writableEnded;
  if (!waits || taken !== connection.taken) connection.movedAt = now;
  connection.taken = taken;
}

function endOldest(connections: ReadonlyMap<Socket, Connection>, bytesMax: number): void {
  const unread = [...connections].map(([socket, { open, movedAt }]) => ({ socket, movedAt, bytes: bytesOf(open) }));
  let bytes = unread.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes <= bytesMax) return;
  for (const each of unread.filter((one) => one.bytes > 0).sort((a, b) => a.movedAt - b.movedAt)) {
    each.socket.destroy();
    bytes -= each.bytes;
    if (bytes <= bytesMax) return;
  }
}

/** Those of all answers: pipelined ones wait behind the first. */
const bytesOf = (open: ReadonlySet<ServerResponse>) =>
  [...open].reduce((sum, { writableLength }) => sum + writableLength, 0);
