import { readFile } from 'node:fs/promises';
import type { FeedSource, LostEvent } from '@concord/event-bus';
import type { Model, RecordedEvent } from '@concord/event-sourcing';
import { comparePositions, parsePosition } from '@concord/event-store';
import type { ServiceConfig } from './config';

interface FeedItem extends RecordedEvent {
  readonly pubSeq: number;
  readonly position: string;
}

const PAGE = 500;

/** Asks the service that published a topic for events that the topic lost. Needs `CONCORD_FEEDS` and a token. */
export function feedOverHttp(config: ServiceConfig, model: Model): FeedSource {
  const addresses = feedAddresses(config);
  return async (topic, partition, mark, until, max = Infinity) => {
    const service = topic.slice(config.CONCORD_TOPIC_PREFIX.length).replace(/\.events$/, '');
    const address = addresses.get(service);
    if (!address)
      throw new Error(
        `${topic} lost events after ${mark} in partition ${partition}: set CONCORD_FEEDS=${service}=http://host:port so that they can be fetched.`,
      );
    const end = parsePosition(until);
    const found: LostEvent[] = [];
    for (let after = mark; ;) {
      const response = await fetch(`${address}/v1/feed?lane=${partition}&after=${after}&limit=${PAGE}`, {
        headers: { authorization: `Bearer ${await feedToken(config)}` },
        signal: AbortSignal.timeout(10_000),
      });
      if (!response.ok) throw new Error(`The feed of ${service} answered ${response.status}.`);
      const { items } = (await response.json()) as { items: FeedItem[] };
      for (const item of items) {
        if (comparePositions(parsePosition(item.position), end) >= 0) return found;
        const eventType = model.eventType(item.type);
        if (!eventType) continue;
        const data = eventType.lift(item.data, item.schemaVersion);
        found.push({ ...item, ...eventType.of(data), version: item.pubSeq });
        if (found.length === max) return found;
      }
      if (items.length < PAGE) return found;
      after = items.at(-1)!.position;
    }
  };
}

/** The addresses of `CONCORD_FEEDS`, by service. */
export const feedAddresses = (config: ServiceConfig): ReadonlyMap<string, string> =>
  new Map(
    (config.CONCORD_FEEDS ?? '').split(',').flatMap((entry) => {
      const at = entry.indexOf('=');
      return at > 0 ? [[entry.slice(0, at), entry.slice(at + 1)] as const] : [];
    }),
  );

/** The token for feeds. A token in a file is read anew each time, because somebody else renews it. */
export async function feedToken(config: ServiceConfig): Promise<string> {
  const { CONCORD_FEED_TOKEN: token = '', CONCORD_FEED_TOKEN_FILE: file } = config;
  return file === undefined ? token : (await readFile(file, 'utf8')).trim();
}
