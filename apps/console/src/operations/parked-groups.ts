import type { Operations, ServiceName } from '@concord/client';

/** The first message of a key that waits, and those behind it. */
export interface ParkedGroup {
  readonly service: ServiceName;
  readonly first: Operations.Parked;
  readonly behind: readonly Operations.Parked[];
}

/** Parked messages by their key: the first one has the cause, the others wait for it. */
export function groupsOf(service: ServiceName, messages: readonly Operations.Parked[]): ParkedGroup[] {
  const byKey = Map.groupBy(messages, ({ topic, key }) => `${topic} ${key}`);
  return [...byKey.values()].map((all) => {
    const [first, ...behind] = all.toSorted((one, other) => one.offset - other.offset);
    return { service, first: first!, behind };
  });
}
