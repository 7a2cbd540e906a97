import type { Browser, Page } from 'playwright-core';
import { aligned } from '../../src/replay/alignment';
import { pathClientAs } from '../path-client';
import { startedSystem } from '../started-system';
import { fillShop } from '../storefront/filled-shop';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';
import { Errand, ERRAND_S_MAX } from './errand';

/** A company asks for a price: a lead offers, the buyer says yes by phone, and an agent turns the quote into an order. */
describe('the people who offer goods to companies', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    const client = await fillShop(running.system);
    await client.write('customer-service', '/v1/customers', { customerId: 'ada', country: 'United Kingdom' });
    const ada = pathClientAs(running.system, { roles: ['customer'], subject: 'ada', customerId: 'ada' });
    const address = {
      country: 'United Kingdom',
      name: 'Ada Bell',
      street: '12 Mill Lane',
      postcode: 'N1 9GU',
      city: 'London',
    };
    const body = { address, uses: ['shipping'] };
    await ada.call('customer-service', 'PUT', '/v1/customers/ada/addresses/home', { body });
    const dana = pathClientAs(running.system, { roles: ['head_of_digital'], subject: 'dana' });
    const terms = { name: 'Acme', country: 'United Kingdom', currency: 'GBP', creditLimitMinor: 100_000 };
    await dana.write('customer-service', '/v1/companies', { companyId: 'acme', ...terms });
    await dana.call('customer-service', 'PUT', '/v1/companies/acme/buyers/ada', { body: {} });
    await aligned(client);
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  const take = async (page: Page, typed: string, sku: string) => {
    const find = page.getByRole('textbox', { name: 'Add a SKU' });
    await find.fill(typed);
    await page.getByRole('option', { name: new RegExp(sku) }).waitFor();
    await find.press('Enter');
    await page.getByRole('textbox', { name: `Units of ${sku}` }).waitFor();
  };

  it('offer goods at agreed prices, and see what was offered', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Leo' });
    const errand = new Errand(page);
    await errand.click(page.getByRole('link', { name: 'Quotes', exact: true }));
    await page.getByText('No quote fits.').waitFor();
    await errand.click(page.getByRole('link', { name: 'Offer goods' }));
    await page.getByRole('heading', { name: 'Offer goods' }).waitFor();
    await page.getByLabel('Id of the customer who buys').fill('ada');
    await take(page, 'kettle', 'KETTLE-1');
    await take(page, 'lantern', 'LANTERN-1');
    await page.getByRole('textbox', { name: 'Units of KETTLE-1' }).fill('5');
    await page.getByRole('textbox', { name: 'Agreed price of one unit of KETTLE-1' }).fill('25.50');
    await page.getByText('At agreed prices: £127.50').waitFor();
    await errand.click(page.getByRole('button', { name: 'Use the known address' }));
    await page.getByLabel('Note to the buyer').fill('As agreed on the phone.');
    await picture(page, 'quote-new');
    expect([await barriers(page), await isTooWide(page)]).toEqual([[], false]);
    await errand.click(page.getByRole('button', { name: 'Offer goods' }));
    await page.getByRole('heading', { name: /^Quote / }).waitFor();
    await page.getByText('leo offered the goods').waitFor();
    await page.getByRole('row', { name: /KETTLE-1.*5.*£25.50/ }).waitFor();
    await page.getByText('£1,000.00 of £1,000.00 can still be ordered on account.').waitFor();
    await page.getByRole('link', { name: 'Acme' }).waitFor();
    await picture(page, 'quote');
    expect(await barriers(page)).toEqual([]);
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('turn a quote into an order when the buyer says yes', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Aisha', width: 390 });
    await page.goto(`${door}/quotes?company=acme&status=offered`);
    const errand = new Errand(page);
    await page.getByRole('table').getByText('offered', { exact: true }).waitFor();
    await picture(page, 'quotes-phone');
    expect([await barriers(page), await isTooWide(page)]).toEqual([[], false]);
    await errand.click(page.getByRole('table').getByRole('link').first());
    await errand.click(page.getByRole('button', { name: 'Accept for the buyer' }));
    await errand.dialogue.getByText(/An order of £147\.49 is placed for ada/).waitFor();
    await picture(page, 'quote-accept-phone');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Accept for the buyer' }));
    await page.waitForURL(/\/orders\//);
    await page.getByText('£147.49').first().waitFor();
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    await page.goto(`${door}/quotes?customer=ada&status=accepted`);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByText('aisha accepted, and the order was placed').waitFor();
    // Agents agree no prices.
    expect(await page.getByRole('link', { name: 'Offer again' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('offer an earlier quote again, and take it back', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.goto(`${door}/quotes?status=accepted`);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('link', { name: 'Offer again' }).click();
    expect(await page.getByRole('textbox', { name: 'Agreed price of one unit of KETTLE-1' }).inputValue()).toBe('25.5');
    await page.getByLabel('City').fill('Leeds');
    await page.getByRole('button', { name: 'Offer goods' }).click();
    await page.getByText(/Leeds/).waitFor();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('dialog').getByText('ada can no longer accept the £147.49.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.getByText('leo took the quote back').waitFor();
    expect(await page.getByRole('button', { name: 'Accept for the buyer' }).count()).toBe(0);
    await picture(page, 'quote-withdrawn');
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('are told at the field what is wrong', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.goto(`${door}/quotes/new?customer=ada`);
    await take(page, 'kettle', 'KETTLE-1');
    await page.getByRole('button', { name: 'Use the known address' }).click();
    await page.getByLabel('Country').fill('x'.repeat(61));
    await page.getByRole('button', { name: 'Offer goods' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Country').getAttribute('aria-invalid')).toBe('true');
    await picture(page, 'quote-wrong-field');
    await close();
  }, 60_000);
});
