import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import type { Concord, Operations } from '@concord/client';

/** A public event, with the service that stated it. */
export type SeenEvent = Operations.FedEvent & { readonly service: ServiceName };

/** The public events of all services since it was last asked, through their feeds. */
export class EventTail {
  private readonly marks = new Map<string, string>();
  private lanes = 0;

  constructor(private readonly client: Concord) {}

  /** Forgets what has happened so far. */
  async begin(): Promise<void> {
    for (const service of SERVICE_NAMES) {
      const { heads } = (await this.client.of(service).get('/v1/projections')).data;
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
    const query = { lane, limit: 200, after: this.marks.get(key) };
    const { items } = (await this.client.of(service).get('/v1/feed', { query })).data;
    const last = items.at(-1);
    if (last) this.marks.set(key, last.position);
    return items.map((item) => ({ ...item, service }));
  }
}
