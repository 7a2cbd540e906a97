import { KafkaClient, topicOf } from '@concord/event-bus';
import { eventually, kafkaBrokers, uniqueName } from '@concord/testing';
import { Client as Database } from 'pg';
import type { Browser } from 'playwright-core';
import { aligned } from '../../src/replay/alignment';
import { pathClientOf, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { launchBrowser, openConsole, picture } from './browser';
import { Errand, ERRAND_S_MAX } from './errand';

/** A minute is what an errand may take, without a manual. */
describe('an operator', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let client: PathClient;
  const sku = uniqueName('SKU').toUpperCase();

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = pathClientOf(running.system);
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    await aligned(client);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  const receive = (quantity: number) =>
    client.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity }] });
  const marketing = async (text: string) => {
    const database = new Database({ connectionString: running.system.databases.get('marketing')! });
    await database.connect();
    const { rows } = await database.query(text);
    await database.end();
    return rows as Record<string, string>[];
  };
  const stockFacts = async () => {
    const [table] = await marketing(`select tablename from pg_tables where tablename like 'stock_facts_view%'`);
    return `"${table!['tablename']}"`;
  };
  const waiting = async () =>
    (await client.read<{ items: { key: string }[] }>('marketing', '/v1/parked')).items.map(({ key }) => key);

  it('finds a parked message with its cause, replays it once the cause is gone, and audits', async () => {
    const table = await stockFacts();
    await marketing(`alter table ${table} add constraint no_room_for_more check (sku <> '${sku}') not valid`);
    await receive(5);
    await receive(3);
    await eventually(async () => expect(await waiting()).toHaveLength(2), { within: 30_000 });

    const { page, complaints, close } = await openConsole(browser, door, { as: 'Oskar' });
    const errand = new Errand(page);
    await errand.click(page.getByRole('link', { name: 'Operations', exact: true }));
    await errand.click(page.getByRole('tab', { name: 'Parked messages' }));
    const parked = page.getByRole('article', { name: new RegExp(`^marketing: AvailabilityChanged .*${sku}`) });
    await parked.getByText('no_room_for_more').waitFor();
    await parked.getByText('1 message of the same key waits behind it').waitFor();
    await picture(page, 'operator-parked');

    await errand.click(parked.getByRole('button', { name: 'Replay', exact: true }));
    await errand.dialogue.getByText(/^marketing applies 2 messages of/).waitFor();
    await errand.click(errand.dialogue.getByRole('button', { name: 'Replay', exact: true }));
    await errand.dialogue.getByText('replay-impossible').waitFor();
    await picture(page, 'operator-replay-refused');

    await marketing(`alter table ${table} drop constraint no_room_for_more`);
    await errand.click(errand.dialogue.getByRole('button', { name: 'Replay', exact: true }));
    await page.getByText('No message is parked.').waitFor();
    expect(await waiting()).toEqual([]);

    await errand.click(page.getByText('Settled', { exact: true }));
    await page.getByText('replayed by oskar').first().waitFor();
    await errand.click(page.getByRole('tab', { name: 'Audits' }));
    await errand.click(page.getByRole('button', { name: 'Audit now' }));
    await page
      .getByText(/^Everyone agrees: [1-9]\d* rows compared/)
      .first()
      .waitFor();
    await picture(page, 'operator-audited');
    expect(errand.cost.clicks).toBe(8);
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect(complaints.filter((each) => !each.includes('409'))).toEqual([]);
    await close();
  }, 120_000);

  it('discards a message of a stranger, and says why', async () => {
    const log = () => undefined;
    const kafka = new KafkaClient({ brokers: kafkaBrokers(), clientId: 'stranger', log });
    const publisher = kafka.publisher(topicOf('inventory', running.topicPrefix));
    await publisher.publish([{ partition: 0, key: 'stranger', value: '{}', headers: { ce_type: 'Greeting' } }]);
    await publisher.close();
    await eventually(async () => expect(await waiting()).toContain('stranger'), { within: 30_000 });

    const { page, close } = await openConsole(browser, door, { as: 'Oskar' });
    await page.goto(`${door}/operations?tab=parked`);
    const errand = new Errand(page);
    const parked = page.getByRole('article', { name: 'marketing: Greeting stranger' });
    await errand.click(parked.getByRole('button', { name: 'Discard' }));
    await errand.dialogue.getByText(/^1 message is lost: marketing/).waitFor();
    await errand.dialogue.getByLabel('Why').fill('sent by a test');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Discard' }));
    await parked.waitFor({ state: 'detached' });
    await page.goto(`${door}/operations?tab=parked&state=settled`);
    await page.getByText('sent by a test').waitFor();
    expect(await waiting()).not.toContain('stranger');
    await close();
  }, 60_000);

  it('rebuilds a projection, and sees when it is in use', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Oskar' });
    await page.goto(`${door}/operations?tab=projections`);
    const errand = new Errand(page);
    const row = page.getByRole('row', { name: /^marketing\.stock-facts/ });
    await row.getByRole('cell', { name: '1', exact: true }).waitFor();
    await errand.click(row.getByRole('button', { name: 'Rebuild' }));
    await errand.click(errand.dialogue.getByRole('button', { name: 'Rebuild' }));
    await row.getByRole('cell', { name: '2', exact: true }).waitFor();
    expect(errand.cost.clicks).toBe(2);
    await close();
  }, 60_000);

  it.each([
    [
      'Tove',
      [
        'Services',
        'Parked messages',
        'Checkouts',
        'Projections',
        'Invariants',
        'Refused reactions',
        'Retries',
        'Audits',
      ],
    ],
    ['Bianca', ['Settlements', 'Invariants', 'Audits']],
    ['Marta', ['Audits']],
  ])(
    'is not %s, who sees what is for her role',
    async (as, tabs) => {
      const { page, complaints, close } = await openConsole(browser, door, { as });
      await page.getByRole('link', { name: /This page is live$/ }).click();
      await page.getByRole('tab', { name: 'Audits', selected: true }).waitFor();
      expect(await page.getByRole('tab').allTextContents()).toEqual(tabs);
      await page.goto(`${door}/operations?tab=projections`);
      await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
      expect(await page.getByRole('button', { name: 'Rebuild' }).count()).toBe(0);
      expect(complaints).toEqual([]);
      await close();
    },
    60_000,
  );
});
