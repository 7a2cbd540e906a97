import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { aligned } from '../../src/replay/alignment';
import { pathClientAs } from '../path-client';
import { startedSystem } from '../started-system';
import { fillShop } from '../storefront/filled-shop';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';
import { Errand, ERRAND_S_MAX } from './errand';

/** Somebody calls, is written down, found again, and at last asks for all data and for their end. */
describe('the people who look after customers', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    const client = await fillShop(running.system);
    await client.write('customer-service', '/v1/customers', { customerId: 'bert', country: 'United Kingdom' });
    const dana = pathClientAs(running.system, { roles: ['head_of_digital'], subject: 'dana' });
    const terms = { name: 'Acme', country: 'United Kingdom', currency: 'GBP', creditLimitMinor: 100_000 };
    await dana.write('customer-service', '/v1/companies', { companyId: 'acme', ...terms });
    const body = { orderLimitMinor: 25_000 };
    await dana.call('customer-service', 'PUT', '/v1/companies/acme/buyers/bert', { body });
    await client.write('orders', '/v1/orders', {
      customerId: 'bert',
      channel: 'b2c',
      currency: 'GBP',
      lines: [{ sku: 'MUG-BLUE', quantity: 2 }],
      shipTo: { country: 'United Kingdom', name: 'Bert Hill', street: '3 Low Road', city: 'York' },
      payment: { method: 'card', token: 'tok_visa' },
    });
    await aligned(client);
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  const find = async (page: Page, text: string) => {
    const field = page.getByLabel('E-mail, phone number or id');
    await field.fill(text);
    await field.press('Enter');
  };

  it('register a caller, with contact and address', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Aisha' });
    const errand = new Errand(page);
    await errand.click(page.getByRole('link', { name: 'Customers', exact: true }));
    await page.getByRole('link', { name: 'bert' }).waitFor();
    await errand.click(page.getByRole('button', { name: 'Register a customer' }));
    await errand.fill({ Name: 'Ada Bell', 'E-mail address': 'not one', Country: 'United Kingdom' });
    await errand.dialogue.getByRole('textbox', { name: 'Id' }).fill('ada');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Register a customer' }));
    await errand.dialogue.getByRole('alert').waitFor();
    expect(await errand.dialogue.getByLabel('E-mail address').getAttribute('aria-invalid')).toBe('true');
    await picture(page, 'customer-wrong-field');
    await errand.fill({ 'E-mail address': 'ada@example.org' });
    await errand.click(errand.dialogue.getByRole('button', { name: 'Register a customer' }));
    await page.getByRole('heading', { name: 'Customer ada' }).waitFor();
    await errand.click(page.getByRole('button', { name: 'Add an address' }));
    await errand.fill({
      'What the address is called': 'home',
      Name: 'Ada Bell',
      'Street and number': '12 Mill Lane',
      City: 'London',
      Country: 'United Kingdom',
    });
    await errand.click(errand.dialogue.getByRole('button', { name: 'Add an address' }));
    await page.getByText('12 Mill Lane').waitFor();
    await errand.click(page.getByRole('button', { name: 'Change the contact' }));
    await errand.fill({ 'Phone number': '+44 20 7946 0958' });
    await errand.click(errand.dialogue.getByRole('button', { name: 'Change the contact' }));
    await page.getByText(/Ada Bell, ada@example.org, \+44/).waitFor();
    await picture(page, 'customer');
    expect(await barriers(page)).toEqual([]);
    // Agents ask a lead to erase.
    expect(await page.getByRole('button', { name: 'Erase the personal data' }).count()).toBe(0);
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    // The refused registration is told by the browser as well.
    expect(complaints.filter((each) => !each.includes('status of 400'))).toEqual([]);
    await close();
  }, 120_000);

  it('find a customer by e-mail, phone or id, also on a phone', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Leo', width: 390 });
    await page.goto(`${door}/customers`);
    await page.getByRole('link', { name: 'bert' }).waitFor();
    await find(page, 'ADA@example.org');
    await page.getByRole('link', { name: 'bert' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'ada' }).waitFor();
    expect(page.url()).not.toContain('example');
    await picture(page, 'customers-phone');
    expect([await barriers(page), await isTooWide(page)]).toEqual([[], false]);
    await find(page, '+442079460958');
    await page.getByRole('link', { name: 'ada' }).waitFor();
    await find(page, 'bert');
    await page.waitForURL(/customer=bert/);
    await page.getByRole('link', { name: 'bert' }).waitFor();
    await page.getByRole('link', { name: 'ada' }).waitFor({ state: 'detached' });
    await find(page, 'nobody@example.org');
    await page.getByText('No customer fits.').waitFor();
    expect(complaints).toEqual([]);
    // A number without its country, and half an address: the service says what is wrong, and the page address nothing.
    for (const typed of ['07700 900123', 'ada@example']) {
      await find(page, typed);
      await page.getByRole('alert').waitFor();
      expect(page.url()).not.toMatch(/07700|ada/);
      await find(page, '');
      await page.getByRole('link', { name: 'bert' }).waitFor();
    }
    await page.goto(`${door}/customers/bert`);
    await page.getByText('up to £250.00 an order').waitFor();
    await page.getByRole('link', { name: 'Acme' }).waitFor();
    expect([await barriers(page), await isTooWide(page)]).toEqual([[], false]);
    // What was refused above, and nothing else.
    expect(complaints.filter((each) => !each.includes('status of 400'))).toEqual([]);
    await close();
  }, 60_000);

  it('give a customer all data, and erase them', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.goto(`${door}/customers/ada`);
    const dialogue = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Export everything' }).click();
    await dialogue.getByText(/about ada: contact, 1 address, 0 orders/).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      dialogue.getByRole('button', { name: 'Export everything' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('ada.json');
    const kept = JSON.parse(readFileSync(await file.path(), 'utf8')) as { customer: { contact: object } };
    expect(kept.customer.contact).toMatchObject({ name: 'Ada Bell', email: 'ada@example.org' });

    await page.getByRole('button', { name: 'Erase the personal data' }).click();
    await dialogue.getByText(/1 address and cards of ada read as erased/).waitFor();
    await dialogue.getByLabel('Type ada to erase').fill('bert');
    await dialogue.getByRole('button', { name: 'Erase the personal data' }).click();
    await dialogue.getByText('Nothing was erased.').waitFor();
    await picture(page, 'customer-erase');
    expect(await barriers(page)).toEqual([]);
    await dialogue.getByLabel('Type ada to erase').fill('ada');
    await dialogue.getByRole('button', { name: 'Erase the personal data' }).click();
    await page.getByText('Personal data were erased').waitFor();
    expect(await page.getByText('12 Mill Lane').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Erase the personal data' }).count()).toBe(0);

    // An order that is under way keeps the data that it needs.
    await page.goto(`${door}/customers/bert`);
    await page.getByRole('button', { name: 'Erase the personal data' }).click();
    await dialogue.getByText(/also on 1 order/).waitFor();
    await dialogue.getByLabel('Type bert to erase').fill('bert');
    await dialogue.getByRole('button', { name: 'Erase the personal data' }).click();
    await dialogue.getByText('erasure-too-early').waitFor();
    await close();
  }, 60_000);
});
