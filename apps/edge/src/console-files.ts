import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { Problem } from '@concord/service';
import type { FastifyInstance } from 'fastify';

/** Names with a hash of the content: what is under such a name never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The built console. Every address of a screen answers with its page; what is no screen is an unknown route. */
export async function serveConsole(server: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(path.join(folder, 'index.html'));
  if (isBuilt)
    await server.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: true,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, file) {
        void reply.header('cache-control', file.includes(`${path.sep}assets${path.sep}`) ? FOR_EVER : 'no-cache');
      },
    });
  server.setNotFoundHandler(async (request, reply) => {
    const { accept = '' } = request.headers;
    if (isBuilt && request.method === 'GET' && accept.includes('text/html')) return reply.sendFile('index.html');
    throw new Problem(
      404,
      'route-unknown',
      `${request.method} ${pathOf(request.url)} is no route. The routes are at /docs.`,
    );
  });
  if (isBuilt) server.get('/', (_request, reply) => reply.sendFile('index.html'));
}

const pathOf = (url: string) => url.replace(/\?.*$/, '');
