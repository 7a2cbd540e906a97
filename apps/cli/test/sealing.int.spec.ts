import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { KafkaClient, topicOf } from '@concord/event-bus';
import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import { eventually, kafkaBrokers, postgresUrl, uniqueName } from '@concord/testing';
import { Client as Database } from 'pg';
import { aligned } from '../src/replay/alignment';
import { pathClientAs, pathClientOf, type PathClient } from './path-client';
import { startedSystem } from './started-system';

/** Every personal value holds this text, so that it can be searched for everywhere. */
const CANARY = 'Qanarius';
/** Of telephone numbers, which have no letters. */
const DIGITS = '7946018';
const ADDRESS = {
  country: 'GB',
  postcode: 'N1 9GU',
  name: `${CANARY} Bell`,
  company: `${CANARY} & Sons`,
  street: `12 ${CANARY} Lane`,
  street2: `Flat ${CANARY}`,
  city: `${CANARY}ton`,
  region: `${CANARY}shire`,
  phone: `+44 20 ${DIGITS.slice(0, 4)} ${DIGITS.slice(4)}8`,
};
const CONTACT = { email: `${CANARY}@shop.test`, phone: ADDRESS.phone };
/** What a customer or an agent writes. */
const wrote = (about: string) => `${CANARY} wrote about the ${about}`;
const ERASED = { country: 'GB', postcode: 'N1 9GU', erased: true };

interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly shipTo: object;
  readonly billTo: object | null;
  readonly contact: object | null;
  readonly cancellation: string | null;
}

interface Told {
  readonly words: string;
}

/** All services as processes that log all they can. */
describe('personal data', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let client: PathClient;
  let analyst: PathClient;
  let sku: string;
  const ada = uniqueName('ada');

  beforeAll(async () => {
    started = await startedSystem({ LOG_LEVEL: 'trace' });
    client = pathClientOf(started.system);
    analyst = pathClientAs(started.system, { roles: ['business_analyst'], subject: 'analyst' });
    sku = uniqueName('SKU').toUpperCase();
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    const receipt = { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity: 50 }] };
    await client.write('inventory', '/v1/receipts', receipt);
    await aligned(client);
  }, 120_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  const post = <T>(service: ServiceName, route: string, body: object = {}) => client.write<T>(service, route, body);
  const place = async (more: object = {}) => {
    const body = {
      channel: 'b2c' as const,
      currency: 'GBP' as const,
      lines: [{ sku, quantity: 1 }],
      shipTo: ADDRESS,
      billTo: ADDRESS,
      contact: CONTACT,
      payment: { method: 'card' as const, token: `${CANARY}-card` },
      ...more,
    };
    const { data: placed } = await client.orders.post('/v1/orders', { body, wait: 5 });
    return eventually(async () => {
      const now = await client.read<Order>('orders', `/v1/orders/${placed.orderId}`);
      expect(now.status).toBe('confirmed');
      return now;
    });
  };
  const fulfilmentOf = (orderId: string) =>
    eventually(async () => {
      const route = `/v1/fulfilments?order=${orderId}`;
      const { items } = await client.read<{ items: { fulfilmentId: string; address: object; proof: string }[] }>(
        'logistics',
        route,
      );
      expect(items).toHaveLength(1);
      return items[0]!;
    });
  /** Sends the order and lets it arrive. */
  const deliver = async (orderId: string) => {
    const { fulfilmentId } = await fulfilmentOf(orderId);
    const units = [{ sku, quantity: 1 }];
    await post('logistics', '/v1/pick-tasks', { fulfilmentId, scans: units, finish: true });
    await post('logistics', '/v1/pack-sessions', { fulfilmentId, contents: units, close: true });
    await post('logistics', `/v1/fulfilments/${fulfilmentId}/labels`);
    await post('logistics', `/v1/shipments/${fulfilmentId}/handover`);
    await post('logistics', `/v1/shipments/${fulfilmentId}/deliver`, { proof: wrote('delivery') });
    await eventually(
      async () => {
        const { status } = await client.read<Order>('customer-service', `/v1/orders/${orderId}`);
        expect(status).toBe('delivered');
      },
      { within: 20_000 },
    );
  };

  it('come back to whoever may read them', async () => {
    const order = await place();
    expect(order).toMatchObject({ shipTo: ADDRESS, billTo: ADDRESS, contact: CONTACT });
    const { country: _, postcode: __, ...rest } = ADDRESS;
    expect((await fulfilmentOf(order.orderId)).address).toEqual(rest);
    const named = { ...CONTACT, name: `${CANARY} Bell` };
    await post('customer-service', '/v1/customers', { customerId: ada, contact: named });
    await client.customerService.put('/v1/customers/{customerId}/addresses/{addressId}', {
      path: { customerId: ada, addressId: 'home' },
      body: { address: ADDRESS },
    });
    const addresses = [{ addressId: 'home', uses: ['shipping', 'billing'], address: ADDRESS }];
    expect(await client.read('customer-service', `/v1/customers/${ada}`)).toMatchObject({ contact: named, addresses });
  }, 60_000);

  it('are found by the exact e-mail address or phone number', async () => {
    const found = (query: string) =>
      client
        .read<{ items: { customerId: string }[] }>('customer-service', `/v1/customers?${query}`)
        .then(({ items }) => items.map(({ customerId }) => customerId));
    expect(await found(`email=${encodeURIComponent(CONTACT.email.toUpperCase())}`)).toEqual([ada]);
    expect(await found(`phone=${encodeURIComponent(CONTACT.phone.replaceAll(' ', ''))}`)).toEqual([ada]);
    expect(await found('email=other%40shop.test')).toEqual([]);
    const orders = await client.read<{ items: object[] }>(
      'customer-service',
      `/v1/orders?email=${encodeURIComponent(CONTACT.email)}`,
    );
    expect(orders.items.length).toBeGreaterThan(0);
  });

  const requestReturn = async (orderId: string, reason = wrote('return')) => {
    const lines = [{ lineId: '1', quantity: 1, reason }];
    return (await post<{ id: string }>('customer-service', '/v1/return-desk/requests', { orderId, lines })).id;
  };
  /** The whole text of an answer, as this client sees it. */
  const textOf = async (service: ServiceName, route: string, by = client) =>
    JSON.stringify(await by.read<object>(service, route));
  const holds = (text: string, route: readonly [ServiceName, string]) =>
    eventually(async () => expect(await textOf(...route)).toContain(text), { within: 20_000 });

  it('are the words of a cancellation too', async () => {
    const { orderId } = await place({ customerId: ada, lines: [{ sku, quantity: 2 }] });
    const some = { reason: wrote('cancelled units'), lines: [{ sku, quantity: 1 }] };
    await post('orders', `/v1/orders/${orderId}/cancel`, some);
    await post('orders', `/v1/orders/${orderId}/cancel`, { reason: wrote('cancellation') });
    const routes = [
      ['orders', `/v1/orders/${orderId}`],
      ['orders', `/v1/orders/${orderId}/story`],
      ['customer-service', `/v1/orders/${orderId}`],
      ['customer-service', `/v1/orders/${orderId}/status-explained`],
      ['oversight', `/v1/timelines/orders/${orderId}`],
    ] as const;
    for (const route of routes) {
      await holds(wrote('cancellation'), route);
      const seen = await textOf(route[0], route[1], analyst);
      expect(seen).not.toMatch(new RegExp(`${CANARY}|v1\\.`));
    }
    await holds(wrote('cancelled units'), routes[1]);
    const { items } = await analyst.read<{ items: Told[] }>('orders', `/v1/orders/${orderId}/story`);
    expect(items.map(({ words }) => words)).toContain('The order was cancelled: …');
  }, 60_000);

  it('are the words of a delivery, of returns and of refunds too', async () => {
    const { orderId } = await place({ lines: [{ sku, quantity: 1 }] });
    await deliver(orderId);
    await holds(wrote('delivery'), ['logistics', `/v1/fulfilments?order=${orderId}`]);
    await aligned(client);
    const kept = await requestReturn(orderId, 'Wrong item');
    await aligned(client);
    expect(await client.read('orders', `/v1/returns/${kept}`)).toMatchObject({
      lines: [{ reason: 'Wrong item', reasonCode: 'wrong-item' }],
    });
    await post('orders', `/v1/returns/${kept}/cancel`, { reason: wrote('kept units') });
    await aligned(client);
    await holds(wrote('kept units'), ['orders', `/v1/returns/${kept}`]);
    const returnId = await requestReturn(orderId);
    await aligned(client);
    await post('logistics', `/v1/return-shipments/${returnId}/arrive`, { warehouse: 'MAIN' });
    await aligned(client);
    const grades = [{ lineId: '1', grade: 'D', quantity: 1 }];
    await post('inventory', `/v1/return-receipts/${returnId}/grades`, { grades });
    await aligned(client);
    const undecided = await client.read('orders', `/v1/returns/${returnId}`);
    const because = [{ reason: wrote('return') }];
    expect(undecided).toMatchObject({ lines: because, undecided: because });
    expect(await textOf('customer-service', `/v1/cases?order=${orderId}`)).toContain('return-undecided');
    const half = { lines: [{ lineId: '1', quantity: 1, percent: 50 }], reason: wrote('decision') };
    await post('orders', `/v1/returns/${returnId}/decide`, half);
    await post('orders', `/v1/orders/${orderId}/refunds`, { amountMinor: 100, reason: wrote('refund') });
    await aligned(client);
    await holds(wrote('decision'), ['orders', `/v1/orders/${orderId}/story`]);
    await holds(wrote('refund'), ['orders', `/v1/orders/${orderId}/payments`]);
    await holds(wrote('return'), ['customer-service', `/v1/return-desk/${returnId}`]);
    for (const route of [`/v1/returns/${returnId}`, `/v1/orders/${orderId}/payments`, `/v1/orders/${orderId}/story`])
      expect(await textOf('orders', route, analyst)).not.toMatch(new RegExp(`${CANARY}|v1\\.`));
  }, 90_000);

  it('are the words of cases too', async () => {
    const { orderId } = await place({ customerId: ada });
    for (const about of [{ orderId }, { sku }]) {
      const opening = { kind: uniqueName('matter'), text: wrote('case'), ...about };
      const { id } = await post<{ id: string }>('customer-service', '/v1/cases', opening);
      await holds(wrote('case'), ['customer-service', `/v1/cases/${id}`]);
      await post('customer-service', `/v1/cases/${id}/resolve`, { outcome: wrote('outcome') });
      await holds(wrote('outcome'), ['customer-service', `/v1/cases/${id}`]);
      await post('customer-service', `/v1/cases/${id}/reopen`, { reason: wrote('reopening') });
    }
    await holds(wrote('case'), ['customer-service', `/v1/customers/${ada}/360`]);
    expect(await textOf('customer-service', `/v1/cases?order=${orderId}`)).toContain(wrote('case'));
    await post('orders', `/v1/orders/${orderId}/cancel`, { reason: wrote('cancellation') });
  }, 60_000);

  it('stand in clear in no database, topic or log', async () => {
    const { orderId } = await place({ customerId: ada });
    await deliver(orderId);
    const leaks: string[] = [];
    const look = (where: string, text: string) => {
      if (
        text.includes(CANARY) ||
        text.toLowerCase().includes(CANARY.toLowerCase()) ||
        text.replace(/\D/g, '').includes(DIGITS)
      )
        leaks.push(`${where}: ${text.slice(0, 300)}`);
    };
    for (const [name, text] of await textsOfDatabases()) look(name, text);
    for (const [name, text] of await textsOfTopics()) look(name, text);
    for (const [name, text] of textsOfLogs()) look(name, text);
    expect(leaks).toEqual([]);
  }, 120_000);

  it('are unreadable everywhere within a minute of an erasure, for a customer and for a guest', async () => {
    const ordered = await place({ customerId: ada });
    const guest = await place();
    const goods = { lines: [{ sku, quantity: 1 }] };
    const added = await post<Order>('orders', `/v1/orders/${guest.orderId}/additions`, goods);
    const early = client.write('customer-service', `/v1/customers/${ada}/erase`, {});
    await expect(early).rejects.toMatchObject({ code: 'erasure-too-early' });
    const kept = await post<{ orders: object[] }>('customer-service', `/v1/customers/${ada}/export`);
    expect(JSON.stringify(kept)).toContain(ADDRESS.street);
    await deliver(ordered.orderId);
    await deliver(guest.orderId);
    // The parcel of the added goods still needs the address that the guest gave with the first order.
    const tooEarly = post('customer-service', `/v1/guests/${guest.orderId}/erase`);
    await expect(tooEarly).rejects.toMatchObject({ code: 'erasure-too-early' });
    const found = await textOf('customer-service', `/v1/orders?email=${encodeURIComponent(CONTACT.email)}&limit=200`);
    expect(found).toContain(added.orderId);
    await deliver(added.orderId);
    await post('customer-service', `/v1/customers/${ada}/erase`);
    await post('customer-service', `/v1/guests/${added.orderId}/erase`);
    await eventually(
      async () => {
        for (const { orderId } of [ordered, guest, added]) {
          const order = await client.read<Order>('orders', `/v1/orders/${orderId}`);
          expect(order).toMatchObject({ shipTo: ERASED, billTo: ERASED, contact: { erased: true } });
          expect((await fulfilmentOf(orderId)).address).toEqual({ erased: true });
        }
        expect((await fulfilmentOf(guest.orderId)).proof).toBe('erased');
        const { items: cancelled } = await client.read<{ items: Order[] }>('orders', `/v1/orders?customer=${ada}`);
        const words = cancelled.flatMap(({ cancellation }) => cancellation ?? []);
        expect(new Set(words)).toEqual(new Set(['erased']));
        for (const { orderId } of cancelled)
          expect(await textOf('orders', `/v1/orders/${orderId}/story`)).not.toContain(CANARY);
        const customer = await client.read('customer-service', `/v1/customers/${ada}`);
        expect(customer).toMatchObject({ contact: null, addresses: [], erasedAt: expect.any(String) });
        const query = `email=${encodeURIComponent(CONTACT.email)}&limit=200`;
        const { items } = await client.read<{ items: { customerId: string }[] }>(
          'customer-service',
          `/v1/customers?${query}`,
        );
        expect(items).toEqual([]);
      },
      { within: 75_000 },
    );
    await expect(place({ customerId: ada })).rejects.toMatchObject({ code: 'subject-erased' });
    expect(await textOf('customer-service', `/v1/customers/${ada}/360`)).not.toContain(CANARY);
    const gone = await post<object>('customer-service', `/v1/customers/${ada}/export`);
    expect(JSON.stringify(gone)).not.toContain(CANARY);
  }, 150_000);

  /** Every row of every table, as text. */
  async function textsOfDatabases() {
    const texts: (readonly [string, string])[] = [];
    const urls = [...started.system.databases.values()];
    const vault = new URL(urls[0]!);
    vault.pathname = `${vault.pathname.replace(/catalog$/, '')}vault`;
    for (const url of [...urls, vault.href]) {
      const server = new URL(postgresUrl());
      server.pathname = new URL(url).pathname;
      const database = new Database({ connectionString: server.href });
      await database.connect();
      const { rows: tables } = await database.query<{ name: string }>(
        `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
      );
      for (const { name } of tables) {
        const { rows } = await database.query<{ text: string }>(`select t::text as text from ${name} t`);
        for (const { text } of rows) texts.push([`${server.pathname} ${name}`, text]);
      }
      await database.end();
    }
    expect(texts.length).toBeGreaterThan(100);
    return texts;
  }

  /** Every message with its headers, as text. */
  async function textsOfTopics() {
    const texts: (readonly [string, string])[] = [];
    const kafka = new KafkaClient({ brokers: kafkaBrokers(), clientId: 'sealing-spec', log: () => undefined });
    const admin = kafka.admin();
    await admin.connect();
    for (const service of SERVICE_NAMES) {
      const topic = topicOf(service, started.topicPrefix);
      const ends = (await admin.fetchTopicOffsets(topic)).filter(({ high }) => Number(high) > 0);
      const open = new Map(ends.map(({ partition, high }) => [partition, Number(high)]));
      if (open.size === 0) continue;
      await kafka.readAll(uniqueName('sealing'), [topic], new Map(), async ({ partition, messages }) => {
        for (const message of messages) texts.push([topic, JSON.stringify([message, message.value?.toString()])]);
        if (Number(messages.at(-1)?.offset ?? -1) >= (open.get(partition) ?? 0) - 1) open.delete(partition);
        return open.size > 0;
      });
    }
    await admin.disconnect();
    expect(texts.length).toBeGreaterThan(20);
    return texts;
  }

  function textsOfLogs() {
    const folder = path.join(started.dataFolder, 'logs');
    const texts = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
    expect(texts.length).toBeGreaterThanOrEqual(SERVICE_NAMES.length);
    return texts.flatMap(([name, text]) => text.split('\n').map((line) => [name, line] as const));
  }
});
