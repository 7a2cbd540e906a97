import type { NewEvent } from '@concord/event-sourcing';

/** Rows of the simulated tables, under keys `table/…`. */
export interface StoredStream {
  readonly version: number;
  readonly pubSeq: number;
  readonly lane: number;
  readonly era: number;
  readonly txid: number;
}

export interface StoredEvent extends NewEvent {
  readonly era: number;
  readonly txid: number;
  readonly pos: number;
}

export interface StoredRow {
  readonly row: object;
  readonly rev: number;
}

export interface StoredLane {
  readonly owner: string | null;
  readonly epoch: number;
  readonly leaseUntil: number;
  readonly era: number;
  readonly txid: number;
  readonly pos: number;
}

export interface StoredPlace {
  readonly nextOffset: number;
  readonly mark: string;
}

export const eventKey = (streamId: string, version: number) => `events/${streamId}/${version}`;

/** Negative where `a` stands before `b` in the feed. */
export const byFeed = (
  a: { readonly era: number; readonly txid: number; readonly pos: number },
  b: { readonly era: number; readonly txid: number; readonly pos: number },
) => a.era - b.era || a.txid - b.txid || a.pos - b.pos;
