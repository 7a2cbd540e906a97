import { connect, type Socket } from 'node:net';

/** An answer as it came; the body is not parsed, because the measuring client must cost little. */
export interface LineAnswer {
  readonly status: number;
  readonly body: string;
  header(name: string): string | undefined;
}

const HEAD_END = Buffer.from('\r\n\r\n');
/** An answer that takes longer counts as missing. */
const ANSWER_MS = 30_000;

/**
 * One HTTP/1.1 connection with keep-alive and one request at a time. Node's own client costs four times the CPU. Client
 * and services share two cores, so its cost would count as theirs.
 */
export class HttpLine {
  private received: Buffer[] = [];
  private waiting:
    | { readonly resolve: (answer: LineAnswer) => void; readonly reject: (error: Error) => void }
    | undefined;
  private readonly prefix: string;

  private constructor(
    private readonly socket: Socket,
    host: string,
    token: string,
  ) {
    this.prefix = ` HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n`;
    socket.setNoDelay(true);
    socket.setTimeout(ANSWER_MS, () => {
      if (this.waiting) socket.destroy(new Error('There was no answer in time.'));
    });
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('The connection was closed.')));
  }

  static open(url: string, token: string): Promise<HttpLine> {
    const { hostname, port, host } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new HttpLine(socket, host, token));
      });
    });
  }

  /** `headers` are whole lines, each with its line end. */
  get(path: string, headers = ''): Promise<LineAnswer> {
    return this.ask(`GET ${path}${this.prefix}${headers}\r\n`);
  }

  /** As `get`, with a body of JSON. */
  post(path: string, body: string, headers = ''): Promise<LineAnswer> {
    return this.send('POST', path, body, headers);
  }

  send(method: 'POST' | 'PUT', path: string, body: string, headers = ''): Promise<LineAnswer> {
    const length = Buffer.byteLength(body);
    return this.ask(
      `${method} ${path}${this.prefix}content-type: application/json\r\ncontent-length: ${length}\r\n${headers}\r\n${body}`,
    );
  }

  close(): void {
    this.socket.destroy();
  }

  get isClosed(): boolean {
    return this.socket.destroyed;
  }

  private ask(request: string): Promise<LineAnswer> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) return reject(new Error('The connection was closed.'));
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  private take(chunk: Buffer) {
    this.received.push(chunk);
    const all = this.received.length === 1 ? chunk : Buffer.concat(this.received);
    const end = all.indexOf(HEAD_END);
    if (end < 0) return;
    const head = all.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head);
    if (!length) return void this.socket.destroy(new Error(`An answer without a length: ${head}`));
    const from = end + HEAD_END.length;
    const to = from + Number(length[1]);
    if (all.length < to) return void (this.received = [all]);
    this.received = [];
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve({
      status: Number(head.slice(9, 12)),
      body: all.toString('utf8', from, to),
      header: (name) => new RegExp(`\\r\\n${name}: (.*)`, 'i').exec(head)?.[1],
    });
  }

  private fail(error: Error) {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.reject(error);
  }
}
