import { createServer } from 'node:http';
import { Pool } from 'pg';

/** What the parent process tells the bare server. */
export interface BareTask {
  /** What every request is answered. */
  readonly answer: string;
  /** What is stored for every POST, row by row, before it is answered. */
  readonly rows: readonly string[];
  readonly databaseUrl: string;
  readonly connections: number;
}

// The least that any server must do: no checks, no tokens, no rules, no other service; one statement, one commit.
process.once('message', (task: BareTask) => {
  const pool = new Pool({ connectionString: task.databaseUrl, max: task.connections });
  const numbers = task.rows.map((_, n) => n);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(task.answer) };
  const text = `insert into bare_orders (id, n, event) select $1::uuid, i.* from unnest($2::int[], $3::json[]) i`;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'GET') return void response.writeHead(200, headers).end(task.answer);
      JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const values = [crypto.randomUUID(), numbers, task.rows];
      pool.query({ name: 'bare', text, values }).then(
        () => response.writeHead(201, headers).end(task.answer),
        (error: Error) => response.writeHead(500).end(error.message),
      );
    });
  });
  server.listen(0, '127.0.0.1', () => {
    process.send!({ port: (server.address() as { port: number }).port });
  });
});
process.once('disconnect', () => process.exit(0));
