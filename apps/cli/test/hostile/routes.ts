import type { ServiceName } from '@concord/client';
import type { System } from '../../src/system/system';
import type { Document, Operation } from './openapi';

/** An operation of a service, as its document has it. */
export interface Route {
  readonly service: ServiceName;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly document: Document;
}

/** The documents of all services, by name. */
export async function documentsOf(system: System): Promise<ReadonlyMap<ServiceName, Document>> {
  const documents = new Map<ServiceName, Document>();
  for (const [service, url] of Object.entries(system.addresses.services))
    documents.set(service as ServiceName, (await (await fetch(new URL('/openapi.json', url))).json()) as Document);
  return documents;
}

/** Every operation of every service. */
export const routesOf = (documents: ReadonlyMap<ServiceName, Document>): Route[] =>
  [...documents].flatMap(([service, document]) =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        service,
        path,
        operation,
        document,
        method: method.toUpperCase(),
      })),
    ),
  );
