import type { OpenAPIObject } from '@nestjs/swagger';
import { TITLES } from './problem.filter';

interface Answer {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

type Operations = Record<string, Record<string, { responses: Record<string, Answer> }>>;

const SCHEMAS = '#/components/schemas/';

/**
 * Names each schema by its noun: `SeenOrder` (a row without the hidden members) and `OrderRow` are both an `Order` to
 * the reader of the document. Where a document has both, the shown one gets the noun.
 */
export function nameByNoun(document: OpenAPIObject): void {
  const schemas = document.components?.schemas ?? {};
  const names = new Map(Object.keys(schemas).map((name) => [name, name]));
  const taken = new Set(names.keys());
  for (const pattern of [/^Seen(?=[A-Z])/, /Row(?=Page$|$)/])
    for (const [name, present] of names) {
      const noun = present.replace(pattern, '');
      if (taken.has(noun)) continue;
      taken.add(noun);
      names.set(name, noun);
    }
  const renamed = JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(SCHEMAS)
      ? `${SCHEMAS}${names.get(value.slice(SCHEMAS.length))}`
      : value,
  ) as OpenAPIObject;
  renamed.components!.schemas = Object.fromEntries(
    Object.entries(renamed.components?.schemas ?? {}).map(([name, schema]) => [names.get(name)!, schema]),
  );
  Object.assign(document, renamed);
}

/** States the refusals that all routes have in common once: they would be nine tenths of the document. */
export function shareRefusals(document: OpenAPIObject): void {
  const shared = ((document.components ??= {}).responses ??= {}) as Record<string, Answer>;
  for (const path of Object.values(document.paths as unknown as Operations))
    for (const { responses } of Object.values(path))
      for (const [status, answer] of Object.entries(responses)) {
        if (!answer.content?.['application/problem+json'] || answer.description !== `${TITLES[Number(status)]}.`)
          continue;
        shared[`Problem${status}`] = answer;
        responses[status] = { $ref: `#/components/responses/Problem${status}` };
      }
}
