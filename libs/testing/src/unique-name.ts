import { randomUUID } from 'node:crypto';

/** A name that no other spec uses, for databases, topics and groups: the servers are shared by all spec files. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 8)}`;
}
