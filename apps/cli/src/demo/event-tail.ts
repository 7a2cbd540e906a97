import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import type { Client } from '../system/client';

/** A public event, with the service that stated it. */
export interface SeenEvent {
  readonly service: ServiceName;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Projections {
  readonly heads: readonly { readonly lane: number; readonly position: string }[];
}

/** The public events of all services since it was last asked, through their feeds. */
export class EventTail {
  private readonly marks = new Map<string, string>();
  private lanes = 0;

  constructor(private readonly client: Client) {}

  /** Forgets what has happened so far. */
  async begin(): Promise<void> {
    for (const service of SERVICE_NAMES) {
      const { heads } = await this.client.get<Projections>(service, '/v1/projections');
      for (const { lane, position } of heads) this.marks.set(`${service}/${lane}`, position);
      this.lanes = Math.max(this.lanes, ...heads.map(({ lane }) => lane + 1), 6);
    }
  }

  /** In the order in which they were recorded. */
  async next(): Promise<SeenEvent[]> {
    const reads = SERVICE_NAMES.flatMap((service) =>
      Array.from({ length: this.lanes }, (_, lane) => this.read(service, lane)),
    );
    return (await Promise.all(reads)).flat().sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  }

  private async read(service: ServiceName, lane: number): Promise<SeenEvent[]> {
    const key = `${service}/${lane}`;
    const after = this.marks.has(key) ? `&after=${this.marks.get(key)}` : '';
    const { items } = await this.client.get<{ items: (SeenEvent & { position: string })[] }>(
      service,
      `/v1/feed?lane=${lane}&limit=200${after}`,
    );
    const last = items.at(-1);
    if (last) this.marks.set(key, last.position);
    return items.map((item) => ({ ...item, service }));
  }
}
