import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const ENCODERS = {
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (text: string) => promisify(gzip)(text),
} as const;

/** How a large text can be sent. */
export type Encoding = keyof typeof ENCODERS;

/** A large text that many browsers read: compressed once for each encoding, and not sent to whoever has it. */
export class Compressed {
  private readonly tag: string;
  private readonly done = new Map<Encoding, Promise<Buffer>>();

  constructor(readonly text: string) {
    this.tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  }

  /** The payload for a request; sets the headers that belong to it. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<string | Buffer> {
    void reply.headers({ etag: this.tag, 'cache-control': 'no-cache', vary: 'accept-encoding' });
    if (request.headers['if-none-match'] === this.tag) {
      void reply.status(304).removeHeader('content-type');
      return '';
    }
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding === undefined) return this.text;
    void reply.header('content-encoding', encoding);
    let bytes = this.done.get(encoding);
    if (!bytes) this.done.set(encoding, (bytes = ENCODERS[encoding](this.text)));
    return bytes;
  }
}

/** The best encoding that a client understands; undefined where it understands none of ours. */
export function encodingFor(accepted: string | string[] | undefined): Encoding | undefined {
  const understood = String(accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((text) => text.trim().split(/\s*;\s*/))
    .filter(([, weight = 'q=1']) => Number(weight.replace('q=', '')) > 0)
    .map(([name]) => name);
  return (['br', 'gzip'] as const).find((encoding) => understood.includes(encoding));
}
