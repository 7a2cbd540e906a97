import { createHash } from 'node:crypto';
import apiReference from '@scalar/fastify-api-reference';
import { OPEN_RATE, type CallerLimits } from '@concord/service';
import type { FastifyInstance } from 'fastify';
import { Compressed } from './compressed';
import { mergedDocument, type ApiDocument } from './merged-document';

const FETCH_MS = 2_000;
/** A service that was deployed anew shows its new routes after so long. */
const KEPT_MS = 30_000;

/** What is worth compressing: the script of the page has five megabytes, the document one. */
const LARGE: readonly string[] = ['/docs/js/scalar.js', '/openapi.json'];

/** `/openapi.json` of all services together, and the page that shows it; nothing on it comes from another host. */
export async function serveApiReference(
  server: FastifyInstance,
  limits: CallerLimits,
  services: ReadonlyMap<string, string>,
): Promise<void> {
  let merged: { readonly document: Promise<string>; readonly until: number } | undefined;
  const current = () => {
    if (!merged || Date.now() > merged.until) merged = { document: merge(services), until: Date.now() + KEPT_MS };
    return merged.document;
  };
  server.get('/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(await current()),
  );
  server.addHook('onRequest', async ({ ip, routeOptions: { url = '' } }) => {
    if (isOfReference(url)) limits.demandStranger(ip, 'reference', OPEN_RATE);
  });
  const texts = new Map<string, Compressed>();
  server.addHook('onSend', async (request, reply, payload) => {
    const { url = '' } = request.routeOptions;
    if (!isOfReference(url)) return payload;
    if (typeof payload !== 'string' || reply.statusCode !== 200) return payload;
    if (!LARGE.includes(url)) {
      void reply.header('content-security-policy', policyFor(payload));
      return payload;
    }
    let text = texts.get(url);
    if (text?.text !== payload) texts.set(url, (text = new Compressed(payload)));
    return text.answer(request, reply);
  });
  await server.register(apiReference, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      theme: 'default',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      pageTitle: 'Concord API',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
}

const isOfReference = (url: string) => url.startsWith('/docs') || url === '/openapi.json';

/** The page starts itself with a script within it: this one is allowed by its hash, and no other. */
function policyFor(page: string): string {
  const scripts = [...page.matchAll(/<script type="text\/javascript">([\s\S]*?)<\/script>/g)];
  const hashes = scripts.map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ].join(';');
}

async function merge(services: ReadonlyMap<string, string>): Promise<string> {
  const documents = await Promise.all(
    [...services].map(async ([service, address]) => [service, await documentOf(address)] as const),
  );
  return JSON.stringify(mergedDocument(new Map(documents)));
}

async function documentOf(address: string): Promise<ApiDocument | undefined> {
  try {
    const answer = await fetch(new URL('/openapi.json', address), { signal: AbortSignal.timeout(FETCH_MS) });
    return answer.ok ? ((await answer.json()) as ApiDocument) : undefined;
  } catch {
    return undefined;
  }
}
