import { applyDecorators, Header, SetMetadata, type Type as Class } from '@nestjs/common';
import { ApiBody, ApiProduces, ApiProperty, ApiResponse } from '@nestjs/swagger';
import type { Page } from './reading';

interface AnswerOptions {
  /** What the answer means; the summary of the route where it is absent. */
  readonly description?: string;
  /** The status of the route where it is absent. */
  readonly status?: number;
}

/**
 * The answer of a successful route: a class with documented members, or `[Class]` for a list of them. The document is
 * made from it, and the specs compare every answer with it.
 */
export const Answers = (type: Class | readonly [Class], { description, status }: AnswerOptions = {}) =>
  applyDecorators(
    ApiResponse({
      status: status ?? 'default',
      description: description ?? '',
      ...(Array.isArray(type) ? { type: [type[0]] } : { type: type as Class }),
    }),
  );

/** A route that answers with a file of this type, and with no JSON. */
export const AnswersFile = (type: string, description: string) =>
  applyDecorators(
    Header('content-type', type),
    ApiProduces(type),
    ApiResponse({
      status: 'default',
      description,
      content: { [type]: { schema: { type: 'string', format: 'binary' } } },
    }),
  );

/** Marks a handler whose body may be left out. */
export const OPTIONAL_BODY = 'concord:optional-body';

/** An optional body: the handler reads it by `readBody`. */
export const OptionalBody = (type: Class) =>
  applyDecorators(ApiBody({ type, required: false }), SetMetadata(OPTIONAL_BODY, true));

const pages = new Map<Class, Class>();

/** A route that answers with a page of a list. */
export const AnswersPage = (item: Class, options?: AnswerOptions) => Answers(pageOf(item), options);

/** The class of a page of such items, for documents. */
export function pageOf<T extends object>(item: Class<T>): Class<Page<T>> {
  let page = pages.get(item);
  if (!page) {
    const made = class {};
    Object.defineProperty(made, 'name', { value: `${item.name.replace(/Row$/, '')}Page` });
    ApiProperty({ type: () => [item], maxItems: 200 })(made.prototype, 'items');
    ApiProperty({
      type: 'string',
      nullable: true,
      description: 'Send it as `cursor` for the next page; null at the end.',
    })(made.prototype, 'next');
    pages.set(item, (page = made));
  }
  return page as Class<Page<T>>;
}
