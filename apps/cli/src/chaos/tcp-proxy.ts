import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  /** The first bytes of the client: Postgres' start-up message names the application. */
  hello: Buffer | undefined;
  /** A request went through whose reply is to be lost. */
  isDoomed: boolean;
  /** Nothing passes any more, and neither end is told. */
  isForgotten: boolean;
}

/** Decides whether the reply to this request is lost. */
export type Wanted = (request: Buffer, hello: Buffer) => boolean;

/** Stands between clients and one server on this machine, and does to their connections what networks do. */
export class TcpProxy {
  /** Where it forwards to; connections are refused before it is known. */
  target: number | undefined;
  /** Both directions are delayed by this much. */
  delayMs = 0;
  /** `swallow` drops everything silently, `refuse` accepts no connection. */
  mode: 'pass' | 'swallow' | 'refuse' = 'pass';
  private readonly links = new Set<Link>();
  private losing: { readonly wanted: Wanted; left: number } | undefined;

  private constructor(private readonly server: Server) {
    server.on('connection', (client: Socket) => this.accept(client));
  }

  static async start(): Promise<TcpProxy> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new TcpProxy(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends every open connection. Returns how many there were. */
  cut(): number {
    const { size } = this.links;
    for (const link of this.links) end(link);
    return size;
  }

  /** Blocks all open connections for ever, like a restarted firewall. New ones pass. */
  forget(): void {
    for (const link of this.links) link.isForgotten = true;
  }

  /** Lets the next `times` selected requests through, drops their replies, and cuts their connections. */
  loseReplies(times: number, wanted: Wanted): void {
    this.losing = { wanted, left: times };
  }

  /** How many replies are still to be lost. */
  get toLose(): number {
    return this.losing?.left ?? 0;
  }

  /** Ends what was asked for. Connections whose bytes are late or lost are cut: nobody could make sense of the rest. */
  calm(): void {
    if (this.mode !== 'pass' || this.delayMs > 0) this.cut();
    this.losing = undefined;
    this.delayMs = 0;
    this.mode = 'pass';
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket) {
    client.on('error', () => client.destroy());
    if (this.mode === 'refuse' || this.target === undefined) return client.destroy();
    const server = connect({ port: this.target, host: '127.0.0.1', noDelay: true });
    const link: Link = { client, server, hello: undefined, isDoomed: false, isForgotten: false };
    this.links.add(link);
    for (const socket of [client, server]) {
      socket.on('error', () => end(link));
      socket.on('close', () => {
        end(link);
        this.links.delete(link);
      });
    }
    client.on('data', (request: Buffer) => {
      link.hello ??= request;
      const { losing } = this;
      if (losing && losing.left > 0 && !link.isDoomed && losing.wanted(request, link.hello)) {
        link.isDoomed = true;
        losing.left -= 1;
      }
      this.pass(link, request, server);
    });
    server.on('data', (reply: Buffer) => (link.isDoomed ? end(link) : this.pass(link, reply, client)));
  }

  private pass({ isForgotten }: Link, bytes: Buffer, to: Socket) {
    if (this.mode === 'swallow' || isForgotten) return;
    const { delayMs } = this;
    // Timers of one length run out in the order in which they were set, so bytes stay in order while it is the same.
    if (delayMs > 0) setTimeout(() => to.writable && to.write(bytes), delayMs);
    else if (to.writable) to.write(bytes);
  }
}

function end({ client, server }: Link) {
  client.destroy();
  server.destroy();
}
