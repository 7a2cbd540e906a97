import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What becomes of a request: it goes on, it vanishes, or it goes on and its reply is cut off with the connection. */
export type Fate = 'pass' | 'vanish' | 'lose-reply';

/** A server on this machine that stands before another one, and does to requests what networks do. */
export class TcpProxy {
  /** Decides on every request that comes, as the bytes that arrived at once. */
  fateOf: (request: Buffer) => Fate = () => 'pass';
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {
    this.server = createServer({ noDelay: true }, (client) => this.accept(client));
  }

  static async before(host: string, port: number): Promise<TcpProxy> {
    const proxy = new TcpProxy({ host, port });
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends all connections; new ones may come. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket) {
    const server = connect({ ...this.target, noDelay: true });
    let losesReply = false;
    const end = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', end).on('close', () => {
        this.sockets.delete(socket);
        end();
      });
    }
    client.on('data', (request: Buffer) => {
      const fate = this.fateOf(request);
      losesReply ||= fate === 'lose-reply';
      if (fate !== 'vanish') server.write(request);
    });
    // The server answers only once it has done what it was asked for.
    server.on('data', (reply: Buffer) => (losesReply ? end() : client.write(reply)));
  }
}
