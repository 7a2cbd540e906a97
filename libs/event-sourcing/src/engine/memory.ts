import { LRUCache } from 'lru-cache';
import type { Known, RowState, StreamState, WorkingSet } from './working-set';

/** How many states and rows an engine remembers between commits. Others are loaded again. */
export interface EngineMemory {
  readonly streams: number;
  readonly rows: number;
}

export const MEMORY: EngineMemory = { streams: 20_000, rows: 40_000 };

/** Streams and rows after some commits. */
type Settled = Pick<WorkingSet, 'settledStreams' | 'settledRows'>;

/** States and rows after the last commits. They may be outdated at any time: every commit checks what it relies on. */
export class Memory implements Known {
  private readonly streams: LRUCache<string, StreamState>;
  private readonly rows: LRUCache<string, RowState>;
  /** How often everything was forgotten: decisions from before are not remembered afterwards. */
  cleared = 0;

  constructor({ streams, rows }: EngineMemory) {
    this.streams = new LRUCache({ max: streams });
    this.rows = new LRUCache({ max: rows });
  }

  stream(streamId: string): StreamState | undefined {
    return this.streams.get(streamId);
  }

  row(view: string, key: string): RowState | undefined {
    return this.rows.get(`${view}\n${key}`);
  }

  remember(settled: Settled): void {
    for (const [streamId, state] of settled.settledStreams()) this.streams.set(streamId, state);
    for (const [view, key, state] of settled.settledRows()) this.rows.set(`${view}\n${key}`, state);
  }

  /** Forgets all that a session touched, because one of these states differs from the store. */
  drop(settled: Settled): void {
    for (const [streamId] of settled.settledStreams()) this.streams.delete(streamId);
    for (const [view, key] of settled.settledRows()) this.rows.delete(`${view}\n${key}`);
  }

  dropView(view: string): void {
    for (const key of this.rows.keys()) if (key.startsWith(`${view}\n`)) this.rows.delete(key);
  }

  clear(): void {
    this.cleared += 1;
    this.streams.clear();
    this.rows.clear();
  }
}

/** Remembers nothing: everything is loaded. */
export const NOTHING_KNOWN: Known = { stream: () => undefined, row: () => undefined };
