import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { parseJsonBody } from './json-body';
import { isRequestClass, readBody, readPathPart, readQuery } from './input';

/** Reads a request as the types that the handler declares. Throws `Problem` 400 `request-invalid`. */
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'param' && data) return readPathPart(data, value);
    if (!metatype || !isRequestClass(metatype)) return value;
    if (type === 'body') return readBody(metatype, Buffer.isBuffer(value) ? parseJsonBody(value) : value);
    return type === 'query' ? readQuery(metatype, value) : value;
  }
}
