import { comparePositions, parsePosition } from '@concord/event-store';

/** What a service says of its own events and of those that it has applied. */
export interface Said {
  readonly service: string;
  /** The last own event of each lane. */
  readonly heads: readonly { readonly lane: number; readonly position: string; readonly recordedAt: string }[];
  /** The services whose events it hears. */
  readonly sources: readonly string[];
  /** The last event of each lane of a source that it has applied. */
  readonly applied: readonly { readonly source: string; readonly lane: number; readonly mark: string }[];
}

/** An event that a service had not applied when it was first seen. */
export interface Pending {
  readonly position: string;
  readonly recordedAt: string;
}

/** A service that has not applied what another one says. */
export interface Lag {
  readonly service: string;
  readonly source: string;
  readonly lagMs: number;
}

/** A shorter lag is the usual way of an event. */
const LAG_MS_MIN = 5_000;

const isBefore = (mark: string | undefined, position: string) =>
  mark === undefined || comparePositions(parsePosition(mark), parsePosition(position)) < 0;

/**
 * Which events wait, by service, source and lane. The event that waited at the last look still counts while it waits: the
 * last event alone would look young however old the others are.
 */
export function waiting(said: readonly Said[], before: ReadonlyMap<string, Pending>): ReadonlyMap<string, Pending> {
  const heads = new Map(said.map((one) => [one.service, one.heads]));
  const found = new Map<string, Pending>();
  for (const { service, sources, applied } of said) {
    const marks = new Map(applied.map(({ source, lane, mark }) => [`${source}/${lane}`, mark]));
    for (const source of sources)
      for (const { lane, position, recordedAt } of heads.get(source) ?? []) {
        const mark = marks.get(`${source}/${lane}`);
        const key = `${service}/${source}/${lane}`;
        const known = before.get(key);
        if (known && isBefore(mark, known.position)) found.set(key, known);
        else if (isBefore(mark, position)) found.set(key, { position, recordedAt });
      }
  }
  return found;
}

/** The services that are behind, by source, the worst first. */
export function lagsOf(pending: ReadonlyMap<string, Pending>, nowMs: number): readonly Lag[] {
  const lags = new Map<string, Lag>();
  for (const [key, { recordedAt }] of pending) {
    const [service, source] = key.split('/') as [string, string];
    const lagMs = nowMs - Date.parse(recordedAt);
    if (lagMs >= LAG_MS_MIN && lagMs > (lags.get(`${service}/${source}`)?.lagMs ?? 0))
      lags.set(`${service}/${source}`, { service, source, lagMs });
  }
  return [...lags.values()].toSorted((one, other) => other.lagMs - one.lagMs);
}
