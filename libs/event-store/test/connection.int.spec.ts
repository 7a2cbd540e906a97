import { createServer, connect, type Socket } from 'node:net';
import { testDatabase } from '@concord/testing';
import { Client, Pool } from 'pg';
import { Connection, ImpatientClient } from '../src';

const database = testDatabase('connection');

describe('a connection', () => {
  const opened: Connection[] = [];
  const open = (url = database.url) => {
    const connection = new Connection(url, 'read', 'spec');
    opened.push(connection);
    return connection;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((connection) => connection.close()));
  });
  const admin = async (sql: string) => {
    const url = new URL(database.url);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const client = new Client(url.href);
    await client.connect();
    await client.query(sql.replaceAll('$db', `"${name}"`).replaceAll('$name', `'${name}'`));
    await client.end();
  };

  it('comes back with its prepared statements after the server ended it', async () => {
    const connection = open();
    const one = () => connection.query<{ n: number }>('select $1::int as n', [1]);
    await one();
    const asked = [connection.query('select pg_terminate_backend(pg_backend_pid())'), one(), one()];
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: { kind: 'unavailable' } });
    expect(outcomes.slice(1).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    await admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $name`);
    await one().catch(() => undefined);
    expect((await one()).rows).toEqual([{ n: 1 }]);
  });

  it('that cannot be made is an unavailable database, whatever the reason', async () => {
    const connection = open();
    await admin('alter database $db allow_connections false');
    await expect(connection.query('select 1')).rejects.toMatchObject({ kind: 'unavailable' });
    await admin('alter database $db allow_connections true');
    await connection.query('select 1');
    const stranger = new URL(database.url);
    stranger.username = 'nobody';
    await expect(open(stranger.href).query('select 1')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('to a standby is an unavailable database: what cannot be written there can be written elsewhere', async () => {
    const connection = open();
    await admin('alter database $db set default_transaction_read_only = on');
    await expect(connection.query('create table t (n int)')).rejects.toMatchObject({ kind: 'unavailable' });
    await admin('alter database $db reset default_transaction_read_only');
    await expect(connection.query('create table t (n int)')).resolves.toBeDefined();
  });

  /** The way to the database, through a proxy that can drop all packets. */
  const swallower = async () => {
    const { hostname, port } = new URL(database.url);
    const sockets: Socket[] = [];
    let swallow = false;
    const proxy = createServer((socket) => {
      const server = connect(Number(port), hostname);
      sockets.push(socket, server);
      const pass = (to: Socket) => (data: Buffer) => void (swallow || to.write(data));
      socket.on('data', pass(server)).on('error', () => undefined);
      server.on('data', pass(socket)).on('error', () => undefined);
    });
    await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
    const through = new URL(database.url);
    through.port = String((proxy.address() as { port: number }).port);
    const close = () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    };
    return { url: through.href, swallow: (on: boolean) => (swallow = on), close };
  };

  it('whose network drops all packets is closed and opened anew', async () => {
    const { url, swallow, close } = await swallower();
    const connection = open(url);
    await connection.query('select 1');
    swallow(true);
    await expect(connection.query('select 1')).rejects.toMatchObject({ kind: 'unavailable' });
    swallow(false);
    await connection.query('select 1');
    close();
  }, 8_000);

  it('of a pool is not used again after an answer that was given up', async () => {
    const { url, swallow, close } = await swallower();
    const pool = new Pool({ connectionString: url, Client: ImpatientClient, query_timeout: 300, max: 1 });
    pool.on('error', () => undefined);
    await pool.query('select 1');
    swallow(true);
    await expect(pool.query('select 1')).rejects.toBeInstanceOf(Error);
    swallow(false);
    expect((await pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await pool.end();
    close();
  }, 8_000);
});
