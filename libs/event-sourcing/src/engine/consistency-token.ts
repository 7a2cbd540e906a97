import type { Batch, Committed, NewEvent } from './ports';

/** The last public event of each lane, by lane. */
export function lastsByLane(events: readonly NewEvent[]): NewEvent[] {
  const lasts = new Map<number, NewEvent>();
  for (const event of events) if (event.pubSeq !== undefined) lasts.set(event.lane, event);
  return [...lasts.values()].sort((a, b) => a.lane - b.lane);
}

/**
 * The consistency token of a write: service, lane and position of the last public event of each lane. A write to
 * several lanes has several tokens, by lane, separated by commas. Undefined where no event is public.
 */
export function consistencyToken(
  service: string,
  events: readonly NewEvent[],
  batch: Batch,
  { era, txid, pos }: Committed,
): string | undefined {
  const lasts = lastsByLane(events);
  if (lasts.length === 0) return undefined;
  return lasts.map((last) => `${service}.${last.lane}.${era}.${txid}.${pos[batch.events.indexOf(last)]}`).join(', ');
}
