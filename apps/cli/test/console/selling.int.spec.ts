import type { Browser } from 'playwright-core';
import { pathClientAs, pathClientOf, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { launchBrowser, openConsole, picture } from './browser';
import { Errand, ERRAND_S_MAX } from './errand';

/** A price list, a way to ship and a company, made by the people who own them. */
describe('the people who say on which terms the shop sells', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let client: PathClient;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = pathClientOf(running.system);
    const row = { sku: 'LAMP', title: 'A lamp', kind: 'service', priceMinor: 1_000, currency: 'EUR' };
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    await client.write('customer-service', '/v1/customers', { customerId: 'ada' });
    const dana = pathClientAs(running.system, { roles: 'head_of_digital' });
    const body = { name: 'Trade', currency: 'EUR', taxIncluded: false, channels: ['b2b'] };
    await dana.call('catalog', 'PUT', '/v1/price-lists/trade', { body });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it('propose a price with tiers and approve it as another person', async () => {
    const marta = await openConsole(browser, door, { as: 'Marta' });
    const proposing = new Errand(marta.page);
    await proposing.click(marta.page.getByRole('link', { name: 'Price lists', exact: true }));
    await proposing.click(marta.page.getByRole('link', { name: 'standard' }));
    await marta.page.getByRole('link', { name: 'LAMP' }).waitFor();
    await proposing.click(marta.page.getByRole('button', { name: 'Propose a price' }).first());
    await proposing.fill({ SKU: 'LAMP', 'Price of one unit': '20', 'From units': '10: 18.50' });
    await picture(marta.page, 'price-propose');
    await proposing.click(proposing.dialogue.getByRole('button', { name: 'Propose a price' }));
    await proposing.click(marta.page.getByRole('link', { name: 'Proposed prices' }));
    await marta.page.getByText('€20.00 · 10: €18.50').waitFor();
    expect(proposing.cost.seconds).toBeLessThan(ERRAND_S_MAX);

    const dana = await openConsole(browser, door, { as: 'Dana' });
    const approving = new Errand(dana.page);
    await approving.click(dana.page.getByRole('link', { name: 'Price lists', exact: true }));
    await approving.click(dana.page.getByRole('link', { name: 'Proposed prices' }));
    await approving.click(dana.page.getByRole('button', { name: 'Approve' }));
    await approving.dialogue
      .getByText('LAMP costs €20.00 · 10: €18.50 in the list standard instead of €10.00.')
      .waitFor();
    await approving.click(approving.dialogue.getByRole('button', { name: 'Approve' }));
    await dana.page.getByRole('row', { name: /LAMP.*approved/ }).waitFor();
    await picture(dana.page, 'price-approved');
    expect(approving.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect((await client.read<{ amountMinor: number }>('catalog', '/v1/prices/LAMP')).amountMinor).toBe(2_000);
    expect([...marta.complaints, ...dana.complaints]).toEqual([]);
    await Promise.all([marta.close(), dana.close()]);
  }, 120_000);

  it('offer a way to ship', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Luca' });
    const errand = new Errand(page);
    await errand.click(page.getByRole('link', { name: 'Ways to ship' }));
    await errand.click(page.getByRole('button', { name: 'Offer a way' }));
    await errand.fill({ Code: 'express', Name: 'Express', Countries: 'Italy, France', Price: '9.90' });
    await errand.click(errand.dialogue.getByRole('button', { name: 'Offer a way' }));
    await page.getByRole('row', { name: /Express.*offered.*France, Italy.*€9.90.*14:00/ }).waitFor();
    await picture(page, 'ship-options');
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('register a company, check its VAT number and add a buyer', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Leo' });
    const errand = new Errand(page);
    await errand.click(page.getByRole('link', { name: 'Companies' }));
    await errand.click(page.getByRole('button', { name: 'Register a company' }));
    await errand.fill({ Name: 'Acme', Country: 'Italy', 'VAT number': 'IT12345678901', 'May owe at most': '1000' });
    await errand.click(errand.dialogue.getByRole('button', { name: 'Register a company' }));
    await errand.click(page.getByRole('link', { name: 'Acme' }));
    await page.getByText('IT12345678901 · not checked').waitFor();
    await errand.click(page.getByRole('button', { name: 'Check the VAT number' }));
    await errand.click(errand.dialogue.getByRole('button', { name: 'Check the VAT number' }));
    await page.getByText(/IT12345678901 · checked .* · SANDBOX-IT12345678901/).waitFor();
    await errand.click(page.getByRole('button', { name: 'Add a buyer' }));
    await errand.fill({ 'Id of the customer': 'ada', 'Limit of one order': '250' });
    await errand.click(errand.dialogue.getByRole('button', { name: 'Add a buyer' }));
    await page.getByRole('row', { name: /ada.*€250.00/ }).waitFor();
    await picture(page, 'company');
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);
});
