import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Concord } from '@concord/client';
import {
  catalogEvents,
  customerServiceEvents,
  inventoryEvents,
  marketingEvents,
  orderEvents,
  SERVICE_NAMES,
} from '@concord/contracts';
import { eventIn, header, KafkaClient, topicOf, type Fetched } from '@concord/event-bus';
import { lookup, type EventTypes } from '@concord/event-sourcing';
import { readServers } from '@concord/service';
import { Random } from '../../random';
import type { Addresses } from '../../system/system';
import { informed } from '../alignment';
import { expectedBoard, expectedSku, type ExpectedSku } from './expected-alignment';
import { Told } from './told';

const SKUS = 20;
const MOMENTS = 20;
/** How often answers are noted while the replay runs, and of how many SKUs. */
const NOTE_EVERY_MS = 10_000;
const NOTED_SKUS = 5;
const NOTES_MAX = 20;
/** An event and what follows from it in other services and theirs. */
const HOPS = 6;

const REBUILD_MS = 600_000;

/** What oversight answered. */
interface Noted {
  readonly asOf: string;
  readonly skus: readonly ExpectedSku[];
  readonly board: readonly string[];
}

/** The outcome of a proof: differences are none where it holds. */
export interface Proof {
  readonly compared: number;
  readonly differences: readonly string[];
}

const TYPES: EventTypes = {
  ...catalogEvents,
  ...inventoryEvents,
  ...orderEvents,
  ...marketingEvents,
  ...customerServiceEvents,
};

/**
 * Proves that oversight says, as of any moment, what the topics tell: asked while the replay ran, afterwards, and after its
 * projections were built anew.
 */
export class AlignmentProof {
  private readonly notes: Noted[] = [];
  private readonly random: Random;
  private isOver = false;
  private noting: Promise<void> | undefined;

  constructor(
    private readonly client: Concord,
    private readonly addresses: Addresses,
    seed: number,
    private readonly say: (line: string) => void,
  ) {
    this.random = new Random(seed);
  }

  /** Begins to note answers about these SKUs, until `prove` is called. */
  start(skus: readonly string[]): void {
    this.noting = this.note(skus);
  }

  async prove(): Promise<Proof> {
    this.isOver = true;
    await this.noting;
    this.say('Folding the topics …');
    const told = await readTopics(this.addresses);
    const skus = this.random.shuffled([...told.levels.keys()]).slice(0, SKUS);
    const at = told.moments.toSorted((one, other) => one - other);
    const [first, last] = [at[0] ?? 0, at.at(-1) ?? 0];
    const moments = Array.from({ length: MOMENTS }, () => new Date(this.random.whole(first, last)).toISOString());
    const asked = async () => {
      const answers: Noted[] = [];
      for (const asOf of [...moments, new Date(last).toISOString()]) answers.push(await this.ask(skus, asOf));
      return answers;
    };
    this.say(`Asking for ${skus.length} SKUs and the board as of ${moments.length + 1} moments …`);
    const live = await asked();
    this.say('Building the projections of oversight anew …');
    await this.rebuild();
    const rebuilt = await asked();
    const groups = { 'while it ran': this.notes, afterwards: live, 'after a rebuild': rebuilt };
    const differences = Object.entries(groups).flatMap(([when, answers]) =>
      answers.flatMap((answer) => differencesOf(told, answer).map((text) => `${when}: ${text}`)),
    );
    const compared = Object.values(groups)
      .flat()
      .reduce((sum, answer) => sum + answer.skus.length + answer.board.length, 0);
    return { compared, differences };
  }

  private async note(skus: readonly string[]): Promise<void> {
    while (!this.isOver && this.notes.length < NOTES_MAX) {
      await pause(NOTE_EVERY_MS, undefined, { ref: false });
      const asOf = new Date().toISOString();
      // A reaction has the moment of its cause: all that follows from what has happened must be known.
      for (let hop = 0; hop < HOPS; hop++) await informed(this.client);
      this.notes.push(await this.ask(this.random.shuffled(skus).slice(0, NOTED_SKUS), asOf));
    }
  }

  private async ask(skus: readonly string[], asOf: string): Promise<Noted> {
    const pages = [];
    for (const sku of skus) {
      const { data } = await this.client.oversight.get('/v1/alignment/skus/{sku}', { path: { sku }, query: { asOf } });
      pages.push(answered(data));
    }
    const board: string[] = [];
    const rows = this.client.oversight.pages('/v1/alignment/board', { query: { asOf, limit: 200 } });
    for await (const { sku, state, orders } of rows) board.push(`${sku} ${state} ${orders.units}`);
    return { asOf, skus: pages, board };
  }

  private async rebuild(): Promise<void> {
    const { oversight } = this.client;
    const { builds } = (await oversight.get('/v1/projections')).data;
    for (const { name } of builds)
      await oversight.post('/v1/projections/{name}/rebuild', { path: { name }, timeoutMs: REBUILD_MS });
  }
}

interface Page {
  readonly sku: string;
  readonly title: string | null;
  readonly state: string;
  readonly stock: { readonly sellable: number; readonly level: string; readonly onHand: number };
  readonly content: { readonly status: string };
  readonly orders: { readonly orders: number; readonly units: number };
  readonly returns: { readonly returns: number };
  readonly cases: number;
  readonly incoming: readonly { readonly purchaseOrderId: string; readonly quantity: number }[];
  readonly promotions: readonly { readonly promotionId: string; readonly status: string }[];
  readonly campaigns: readonly {
    readonly campaignId: string;
    readonly status: string;
    readonly verdict: string | null;
  }[];
}

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

const answered = ({ sku, title, state, stock, content, orders, returns, cases, ...page }: Page): ExpectedSku => ({
  sku,
  title,
  published: content.status,
  state,
  sellable: stock.sellable,
  level: stock.level,
  onHand: stock.onHand,
  orders: orders.orders,
  units: orders.units,
  returns: returns.returns,
  cases,
  incoming: page.incoming.map(({ purchaseOrderId, quantity }) => `${purchaseOrderId} ${quantity}`).sort(byText),
  promotions: page.promotions.map(({ promotionId, status }) => `${promotionId} ${status}`).sort(byText),
  campaigns: page.campaigns.map(({ campaignId, status, verdict }) => `${campaignId} ${status} ${verdict}`).sort(byText),
});

function differencesOf(told: Told, { asOf, skus, board }: Noted): string[] {
  const t = Date.parse(asOf);
  const differences = skus.flatMap((found) => {
    const expected = expectedSku(told, found.sku, t);
    return (Object.keys(expected) as (keyof ExpectedSku)[]).flatMap((name) => {
      const [one, other] = [JSON.stringify(expected[name]), JSON.stringify(found[name])];
      return one === other ? [] : [`${found.sku} as of ${asOf}: ${name} is ${other}, and the topics tell ${one}`];
    });
  });
  const wanted = expectedBoard(told, t);
  const place = wanted.findIndex((row, n) => row !== board[n]);
  if (place >= 0 || wanted.length !== board.length) {
    const n = place < 0 ? wanted.length : place;
    const rows = `row ${n + 1} of ${board.length} is ${board[n] ?? 'missing'}`;
    differences.push(
      `the board as of ${asOf}: ${rows}, and the topics tell ${wanted[n] ?? 'no more'} of ${wanted.length}`,
    );
  }
  return differences;
}

/** Reads the topics of all departments from their beginning to where they end now. */
async function readTopics(addresses: Addresses): Promise<Told> {
  const { kafkaSecurity: security } = readServers(process.env);
  const kafka = new KafkaClient({
    brokers: addresses.kafka.split(','),
    clientId: 'concord-proof',
    log: () => undefined,
    ...(security && { security }),
  });
  const prefix = process.env['CONCORD_TOPIC_PREFIX'] ?? '';
  const told = new Told();
  for (const service of SERVICE_NAMES) {
    const topic = topicOf(service, prefix);
    const admin = kafka.admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    await admin.disconnect();
    const ends = new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
    const open = new Set([...ends].flatMap(([partition, end]) => (end > 0 ? [partition] : [])));
    if (open.size === 0) continue;
    await kafka.readAll(`proof-${randomUUID()}`, [topic], new Map(), async ({ partition, messages }: Fetched) => {
      const end = ends.get(partition) ?? 0;
      for (const message of messages) {
        const type = lookup(TYPES, header(message, 'ce_type') ?? '');
        if (message.offset < end && type) told.learn(eventIn(message, type));
      }
      if (Number(messages.at(-1)?.offset ?? -1) >= end - 1) open.delete(partition);
      return open.size > 0;
    });
  }
  return told;
}
