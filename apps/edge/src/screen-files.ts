import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { Problem, type CallerLimits } from '@concord/service';
import type { FastifyInstance } from 'fastify';

/** Names with a hash of the content: what is under such a name never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Built screens, and the path under which they stand: it begins and ends with a slash. */
export interface Screens {
  readonly at: string;
  readonly folder: string;
}

/**
 * The built console and the built shop. Every address of a screen answers with the page of its screens, the longest path
 * first; what is no screen is an unknown route. Screens that were not built are not there.
 */
export async function serveScreens(
  server: FastifyInstance,
  limits: CallerLimits,
  all: readonly Screens[],
): Promise<void> {
  const built = all
    .filter(({ folder }) => existsSync(path.join(folder, 'index.html')))
    .sort((a, b) => b.at.length - a.at.length);
  for (const [index, { at, folder }] of built.entries()) {
    await server.register(fastifyStatic, {
      root: folder,
      prefix: at,
      index: false,
      wildcard: true,
      preCompressed: true,
      cacheControl: false,
      decorateReply: index === 0,
      setHeaders(reply, file) {
        void reply.header('cache-control', file.includes(`${path.sep}assets${path.sep}`) ? FOR_EVER : 'no-cache');
      },
    });
    server.get(at, (_request, reply) => reply.sendFile('index.html', folder));
  }
  server.setNotFoundHandler(async (request, reply) => {
    const { accept = '' } = request.headers;
    const shown = pathOf(request.url);
    const screens = built.find(({ at }) => `${shown}/`.startsWith(at));
    if (screens && request.method === 'GET' && accept.includes('text/html'))
      return reply.sendFile('index.html', screens.folder);
    limits.demandStranger(request.ip);
    throw new Problem(404, 'route-unknown', `${request.method} ${shown} is no route. The routes are at /docs.`);
  });
}

const pathOf = (url: string) => url.replace(/\?.*$/, '');
