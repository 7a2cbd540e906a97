import type { Browser, Page } from 'playwright-core';
import { shortId } from '@concord/contracts';
import { eventually } from '@concord/testing';
import { aligned } from '../../src/replay/alignment';
import type { PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { fillShop } from '../storefront/filled-shop';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';
import { Errand } from './errand';

interface Parcel {
  readonly fulfilmentId: string;
  readonly status: string;
  readonly lines: readonly object[];
  readonly missing: readonly object[];
  readonly carrier: string;
}
interface Receipt {
  readonly status: string;
  readonly graded: readonly object[];
}

/** The day of those who work in the warehouse: with a phone in the hand, or at the packing table. */
describe('the work of a warehouse', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let client: PathClient;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = await fillShop(running.system);
    await client.write('customer-service', '/v1/customers', { customerId: 'ada', country: 'United Kingdom' });
    await aligned(client);
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  const order = async (lines: readonly { readonly sku: string; readonly quantity: number }[]) => {
    const shipTo = { country: 'United Kingdom', postcode: 'N1 9GU', street: '12 Mill Lane', city: 'London' };
    const wanted = { customerId: 'ada', channel: 'b2c', currency: 'GBP', lines, shipTo, payment: { method: 'card' } };
    const { orderId } = await client.write<{ orderId: string }>('orders', '/v1/orders', wanted);
    const fulfilmentId = `${orderId}.MAIN`;
    await eventually(() => parcel(fulfilmentId), { within: 30_000 });
    await aligned(client);
    return { orderId, fulfilmentId };
  };
  const parcel = (fulfilmentId: string) => client.read<Parcel>('logistics', `/v1/fulfilments/${fulfilmentId}`);
  const receipt = (returnId: string) => client.read<Receipt>('inventory', `/v1/return-receipts/${returnId}`);
  const delivered = async () => {
    const { orderId, fulfilmentId } = await order([{ sku: 'MUG-BLUE', quantity: 2 }]);
    const contents = [{ sku: 'MUG-BLUE', quantity: 2 }];
    await client.write('logistics', '/v1/pick-tasks', { fulfilmentId, scans: contents, finish: true });
    await client.write('logistics', '/v1/pack-sessions', { fulfilmentId, contents, close: true });
    await client.write('logistics', `/v1/fulfilments/${fulfilmentId}/labels`);
    await client.write('logistics', `/v1/shipments/${fulfilmentId}/handover`);
    await client.write('logistics', `/v1/shipments/${fulfilmentId}/deliver`, { proof: 'signed' });
    await aligned(client);
    return orderId;
  };
  const comesBack = async (orderId: string) => {
    const lines = [{ lineId: '1', quantity: 2, reason: 'too blue' }];
    const { id } = await client.write<{ id: string }>('customer-service', '/v1/return-desk/requests', {
      orderId,
      lines,
    });
    await aligned(client);
    return id;
  };
  const isFit = async (page: Page, name: string) => {
    const found = await barriers(page);
    await picture(page, name);
    expect([name, found]).toEqual([name, []]);
    expect([name, await isTooWide(page)]).toEqual([name, false]);
  };
  /** Opens the dialogue of a button, looks at it, and says yes. */
  const take = async (page: Page, errand: Errand, name: string, fill?: () => Promise<void>) => {
    await errand.click(page.getByRole('button', { name, exact: true }).first());
    await errand.dialogue.waitFor();
    await fill?.();
    await isFit(page, `work-${name}`);
    await errand.click(errand.dialogue.getByRole('button', { name, exact: true }));
    await errand.dialogue.waitFor({ state: 'hidden' });
  };

  it('picks with a phone, packs, and hands over', async () => {
    const lines = [
      { sku: 'KETTLE-1', quantity: 2 },
      { sku: 'ROPE-20', quantity: 1 },
    ];
    const { fulfilmentId } = await order(lines);
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Walter', width: 390 });
    await page.goto(`${door}/parcels?next=pick&warehouse=MAIN`);
    const errand = new Errand(page);
    await isFit(page, 'work-to-pick');
    await errand.click(page.getByRole('link', { name: shortId(fulfilmentId) }));
    await page.getByRole('heading', { level: 2, name: 'Pick' }).waitFor();
    await isFit(page, 'work-pick');
    const scan = page.getByLabel('Scan or type a SKU');
    await scan.fill('ROPE-20');
    await scan.press('Enter');
    await page.getByText('1 of 1').waitFor();
    await errand.click(page.getByRole('button', { name: 'Put one KETTLE-1 into the tray' }));
    await page.getByText('1 of 2').waitFor();
    // The main button is in reach of a thumb.
    const main = await page.getByRole('button', { name: 'All as listed' }).boundingBox();
    expect(main!.height).toBeGreaterThanOrEqual(44);
    expect(main!.y).toBeGreaterThan(700);
    await take(page, errand, 'All as listed');
    await take(page, errand, 'Pack and close', async () => {
      expect(await errand.dialogue.getByLabel('KETTLE-1').inputValue()).toBe('2');
      expect(await errand.dialogue.getByLabel('ROPE-20').inputValue()).toBe('1');
      await errand.dialogue.getByLabel('Weight in grams').fill('1220');
    });
    await take(page, errand, 'Buy a label', async () => {
      await errand.dialogue.getByRole('combobox', { name: 'Carrier and service' }).click();
      await page.getByRole('option', { name: 'sandbox-carrier · express' }).click();
    });
    const label = page.getByRole('link', { name: 'Shipping label' });
    expect((await page.request.get(`${door}${await label.getAttribute('href')}`)).headers()['content-type']).toBe(
      'application/pdf',
    );
    await take(page, errand, 'Hand over');
    await page.getByText('Your roles do not allow the next step: a warehouse operator takes it.').waitFor();
    expect(await parcel(fulfilmentId)).toMatchObject({ status: 'handed_over', carrier: 'sandbox-carrier', lines });
    expect(errand.cost.clicks).toBeLessThanOrEqual(12);
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);

  it('tells a picker what was scanned by mistake, and takes what is not on the shelf', async () => {
    const { fulfilmentId } = await order([
      { sku: 'STOVE-1', quantity: 2 },
      { sku: 'MAP-ALPS', quantity: 1 },
    ]);
    const { page, close } = await openConsole(browser, door, { as: 'Luca', language: 'it' });
    await page.goto(`${door}/parcels/${encodeURIComponent(fulfilmentId)}`);
    const errand = new Errand(page);
    await page.getByRole('heading', { level: 2, name: 'Prelevare' }).waitFor();
    const scan = page.getByLabel('Leggi o scrivi uno SKU');
    await scan.fill('MUG-BLUE');
    await scan.press('Enter');
    await page.getByText('scan-does-not-match').waitFor();
    await isFit(page, 'work-wrong-scan');
    await scan.fill('MAP-ALPS');
    await scan.press('Enter');
    await page.getByText('1 di 1').waitFor();
    await errand.click(page.getByRole('button', { name: 'Metti un STOVE-1 nel vassoio' }));
    await page.getByText('1 di 2').waitFor();
    await take(page, errand, 'Non è sullo scaffale');
    await page.getByRole('heading', { level: 2, name: 'Imballare' }).waitFor();
    await page.getByText('1 di STOVE-1 non erano sullo scaffale').waitFor();
    await take(page, errand, 'Imballa e chiudi');
    await take(page, errand, "Compra l'etichetta");
    await take(page, errand, 'Affida al corriere');
    await take(page, errand, 'Registra la consegna', () => errand.dialogue.getByLabel('Prova').fill('firmato'));
    await page.getByText('consegnato', { exact: true }).first().waitFor();
    expect(await parcel(fulfilmentId)).toMatchObject({
      status: 'delivered',
      missing: [{ sku: 'STOVE-1', quantity: 1 }],
    });
    await close();
  }, 180_000);

  it('takes a return in, grades each line, and closes it', async () => {
    const returnId = await comesBack(await delivered());
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Walter', width: 390 });
    await page.goto(`${door}/returns/${returnId}`);
    const errand = new Errand(page);
    await page.getByRole('button', { name: 'The parcel arrived' }).waitFor();
    // Walter may not read orders: what names one leads nowhere.
    await page.getByRole('heading', { level: 2, name: 'In the warehouse' }).waitFor();
    expect(await page.locator('a[href^="/orders/"]').count()).toBe(0);
    await isFit(page, 'work-return');
    await take(page, errand, 'The parcel arrived');
    await page.getByRole('button', { name: 'Correct the arrival' }).waitFor();
    await take(page, errand, 'Grade MUG-BLUE', async () => {
      await errand.dialogue.getByLabel('Units').fill('1');
    });
    await page.getByText('1 unit of MUG-BLUE').waitFor();
    await take(page, errand, 'Grade MUG-BLUE', async () => {
      await errand.dialogue.getByRole('combobox', { name: 'Grade' }).click();
      await page.getByRole('option', { name: 'W · another item' }).click();
      await errand.dialogue.getByLabel('SKU of the item that was found').fill('MUG-RED');
    });
    await take(page, errand, 'Close the inspection');
    await eventually(async () =>
      expect(await receipt(returnId)).toMatchObject({
        status: 'closed',
        graded: [
          { grade: 'A', quantity: 1 },
          { grade: 'W', quantity: 1 },
        ],
      }),
    );
    await page.goto(`${door}/skus/MUG-RED`);
    await take(page, errand, 'Second look', () => errand.dialogue.getByLabel('What was found').fill('as new'));
    await page.getByRole('button', { name: 'Second look' }).waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);

  it('matches a parcel that nobody announced', async () => {
    const orderId = await delivered();
    const returnId = await comesBack(orderId);
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Luca', language: 'it' });
    await page.goto(`${door}/returns`);
    const errand = new Errand(page);
    await errand.click(page.getByRole('link', { name: 'Pacchi di reso' }));
    await page.getByRole('heading', { level: 1, name: 'Pacchi di reso' }).waitFor();
    await take(page, errand, 'Accetta un pacco', async () => {
      await errand.dialogue.getByLabel('Che cosa c’è scritto sopra; nessun nome').fill('PX 17');
      await errand.dialogue.getByLabel("Numero dell'ordine, se si legge").fill(shortId(orderId));
    });
    await page.getByText('PX 17').waitFor();
    await isFit(page, 'work-quarantine');
    await take(page, errand, 'Abbina');
    await page.getByRole('button', { name: 'Abbina' }).waitFor({ state: 'hidden' });
    await eventually(async () => expect(await receipt(returnId)).toMatchObject({ status: 'arrived' }));
    await take(page, errand, 'Accetta un pacco');
    await take(page, errand, 'Rimanda', () => errand.dialogue.getByLabel('Motivo').fill('non è nostro'));
    await page.getByText('rispedito', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);

  it('is offered to those who work in that warehouse', async () => {
    const { fulfilmentId } = await order([{ sku: 'LANTERN-1', quantity: 1 }]);
    const operatorOf = async (warehouse: string) => {
      const { page, close } = await openConsole(browser, door, { as: 'Walter' });
      await page.getByRole('button', { name: /Signed in as Walter/ }).click();
      await page.getByRole('menuitem', { name: 'Be somebody else' }).click();
      await page.getByRole('textbox', { name: 'Name or number' }).fill(`operator of ${warehouse}`);
      await page.getByRole('checkbox', { name: 'warehouse operator', exact: true }).check();
      await page.getByRole('textbox', { name: /^Only these warehouses/ }).fill(warehouse);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      // The board sums up all warehouses: it is not for people of one.
      await page.getByRole('heading', { level: 1, name: /^(Orders|Returns|Parcels)$/ }).waitFor();
      expect(await page.getByRole('navigation').getByRole('link', { name: 'Board' }).count()).toBe(0);
      return { page, close };
    };
    const here = await operatorOf('MAIN');
    await here.page.goto(`${door}/parcels?next=pick`);
    await here.page.getByRole('link', { name: shortId(fulfilmentId) }).click();
    await here.page.getByRole('button', { name: 'All as listed' }).waitFor();
    const box = here.page.getByRole('textbox', { name: /Find a SKU/ }).first();
    for (const typed of [shortId(fulfilmentId), fulfilmentId]) {
      await here.page.goto(`${door}/parcels`);
      await box.fill(typed);
      await here.page.getByRole('option', { name: shortId(fulfilmentId) }).waitFor();
      await box.press('Enter');
      await here.page.waitForURL(`**/parcels/${encodeURIComponent(fulfilmentId)}`);
    }
    await here.close();
    const there = await operatorOf('LEEDS');
    await there.page.goto(`${door}/parcels?next=pick`);
    await there.page.getByText('No parcel fits.', { exact: false }).waitFor();
    await there.page.goto(`${door}/parcels/${encodeURIComponent(fulfilmentId)}`);
    await there.page.getByText('warehouse-out-of-scope').waitFor();
    expect(await there.page.getByRole('button', { name: 'All as listed' }).count()).toBe(0);
    await there.close();
  }, 120_000);

  it('asks a service that refused it only when the person does', async () => {
    const { orderId, fulfilmentId } = await order([{ sku: 'LANTERN-1', quantity: 1 }]);
    const { page, close } = await openConsole(browser, door, { as: 'Walter' });
    let refused = 0;
    page.on('response', (response) => {
      if (response.status() === 403) refused += 1;
    });
    await page.goto(`${door}/orders/${orderId}`);
    await page.getByRole('alert').first().waitFor();
    // The order itself, its page at the desk, and its state in words.
    const atFirst = 3;
    await eventually(() => expect(refused).toBe(atFirst));
    // A colleague sees the event; the screen that was refused has heard of it too.
    const colleague = await openConsole(browser, door, { as: 'Luca' });
    await colleague.page.goto(`${door}/parcels/${encodeURIComponent(fulfilmentId)}`);
    await colleague.page.getByText('0 of 1').waitFor();
    const scans = [{ sku: 'LANTERN-1', quantity: 1 }];
    await client.write('logistics', '/v1/pick-tasks', { fulfilmentId, scans, finish: true });
    await colleague.page.getByRole('heading', { level: 2, name: 'Pack' }).waitFor();
    await aligned(client);
    expect(refused).toBe(atFirst);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await eventually(() => expect(refused).toBeGreaterThan(atFirst));
    await colleague.close();
    await close();
  }, 120_000);

  it('says what a time looks like', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Luca', language: 'it', width: 390 });
    await page.goto(`${door}/ship-options`);
    const errand = new Errand(page);
    await errand.click(page.getByRole('button', { name: 'Offri un modo' }));
    const asked = errand.dialogue;
    await asked.getByLabel('Codice').fill('noon');
    await asked.getByLabel('Nome').fill('A mezzogiorno');
    await asked.getByLabel('Prezzo').fill('5');
    const until = asked.getByLabel('Stesso giorno fino alle (UTC)');
    await until.fill('mezzogiorno');
    await errand.click(asked.getByRole('button', { name: 'Offri un modo' }));
    await asked.getByText("Scrivi l'ora così: 14:00.").waitFor();
    await isFit(page, 'work-time');
    await until.fill('12.00');
    await errand.click(asked.getByRole('button', { name: 'Offri un modo' }));
    await asked.waitFor({ state: 'hidden' });
    await page.getByText('12:00', { exact: true }).waitFor();
    const offered = await client.read<object>('logistics', '/v1/ship-options/noon');
    expect(offered).toMatchObject({ cutOffMinute: 720 });
    await close();
  }, 60_000);
});
