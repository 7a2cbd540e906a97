import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TcpProxy } from './tcp-proxy';

/** A server that echoes everything. */
let echo: Server;
let proxy: TcpProxy;
const said: string[] = [];

beforeEach(async () => {
  said.length = 0;
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      said.push(String(data));
      socket.write(data);
    });
  });
  await new Promise<void>((resolve) => void echo.listen(0, '127.0.0.1', resolve));
  proxy = await TcpProxy.start();
  proxy.target = (echo.address() as AddressInfo).port;
});
afterEach(async () => {
  await proxy.close();
  echo.close();
});

const open = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(proxy.port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
/** What comes back, or that the connection ends. */
const ask = (socket: Socket, words: string): Promise<string> =>
  new Promise((resolve) => {
    socket.once('data', (data) => resolve(String(data)));
    socket.once('close', () => resolve('closed'));
    socket.write(words);
  });

describe('the proxy', () => {
  it('passes both ways', async () => expect(await ask(await open(), 'hello')).toBe('hello'));
  it('cuts open connections and accepts new ones', async () => {
    const socket = await open();
    await ask(socket, 'hello');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    expect(proxy.cut()).toBe(1);
    await closed;
    expect(await ask(await open(), 'again')).toBe('again');
  });
  it('loses the reply to a selected request that went through', async () => {
    proxy.loseReplies(1, (request) => String(request) === 'commit');
    const socket = await open();
    expect(await ask(socket, 'read')).toBe('read');
    expect(await ask(socket, 'commit')).toBe('closed');
    expect(said).toEqual(['read', 'commit']);
    expect(await ask(await open(), 'commit')).toBe('commit');
  });
  it('keeps words in order while it is slow', async () => {
    const socket = await open();
    proxy.delayMs = 20;
    const began = performance.now();
    expect(await ask(socket, 'slow')).toBe('slow');
    expect(performance.now() - began).toBeGreaterThan(35);
  });
  it('drops open connections silently, and passes new ones', async () => {
    const old = await open();
    await ask(old, 'hello');
    proxy.forget();
    old.write('anybody?');
    expect(await ask(await open(), 'new')).toBe('new');
    expect(said).toEqual(['hello', 'new']);
    old.destroy();
  });
});
