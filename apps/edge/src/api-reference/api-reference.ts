import { createHash } from 'node:crypto';
import apiReference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { mergedDocument, type ApiDocument } from './merged-document';

const FETCH_MS = 2_000;
/** A service that was deployed anew shows its new routes after so long. */
const KEPT_MS = 30_000;

/** `/openapi.json` of all services together, and the page that shows it; nothing on it comes from another host. */
export async function serveApiReference(server: FastifyInstance, services: ReadonlyMap<string, string>): Promise<void> {
  let merged: { readonly document: Promise<object>; readonly until: number } | undefined;
  const current = () => {
    if (!merged || Date.now() > merged.until) merged = { document: merge(services), until: Date.now() + KEPT_MS };
    return merged.document;
  };
  server.get('/openapi.json', () => current());
  server.addHook('onSend', async (request, reply, payload) => {
    if (request.routeOptions.url?.startsWith('/docs') && typeof payload === 'string')
      void reply.header('content-security-policy', policyFor(payload));
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

async function merge(services: ReadonlyMap<string, string>): Promise<object> {
  const documents = await Promise.all(
    [...services].map(async ([service, address]) => [service, await documentOf(address)] as const),
  );
  return mergedDocument(new Map(documents));
}

async function documentOf(address: string): Promise<ApiDocument | undefined> {
  try {
    const answer = await fetch(new URL('/openapi.json', address), { signal: AbortSignal.timeout(FETCH_MS) });
    return answer.ok ? ((await answer.json()) as ApiDocument) : undefined;
  } catch {
    return undefined;
  }
}
