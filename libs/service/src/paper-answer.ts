import { LANGUAGES, type Language } from '@concord/paper/language';
import type { FastifyReply } from 'fastify';
import { OneOf } from './field';

/** The query of a route that answers with a paper. */
export class PaperQuery {
  @OneOf(LANGUAGES, {
    optional: true,
    description: 'The language of the paper; by default the one that Accept-Language names, or English.',
  })
  language?: Language;
}

/** Gives an answer the name under which it is saved; a browser shows it. */
export const nameFile = (reply: FastifyReply, name: string): void =>
  void reply.header('content-disposition', `inline; filename="${name}"`);
