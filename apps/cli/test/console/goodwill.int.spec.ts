import { isVoucherCode, normalVoucherCode } from '@concord/contracts';
import { uniqueName } from '@concord/testing';
import type { Browser } from 'playwright-core';
import { pathClientOf, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';

/** The errand of the desk: something went wrong, and the customer is to get a voucher and some points for it. */
describe('a lead who makes up for something', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let client: PathClient;
  let door: string;
  const customerId = uniqueName('customer');

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = pathClientOf(running.system);
    await client.write('customer-service', '/v1/customers', { customerId, country: 'United Kingdom' });
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it('issues a voucher, passes its code on, and gives points', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.goto(`${door}/customers/${customerId}`);
    const main = page.getByRole('main');
    await main.getByRole('heading', { name: 'Vouchers and points' }).waitFor();
    await main.getByText('0 points can be spent').waitFor();
    await main.getByRole('button', { name: 'Issue a voucher' }).click();
    const asked = page.getByRole('dialog', { name: 'Issue a voucher' });
    await asked.getByRole('textbox', { name: 'Amount' }).fill('25');
    expect(await barriers(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Issue a voucher' }).click();
    const shown = page.getByRole('dialog', { name: 'The code' });
    await shown.waitFor();
    await picture(page, 'voucher-code');
    expect(await barriers(page)).toEqual([]);
    const code = await shown.locator('pre').innerText();
    expect(isVoucherCode(normalVoucherCode(code))).toBe(true);
    await shown.getByRole('button', { name: 'Close' }).last().click();
    await main.getByText('£25.00').waitFor();
    await main.getByRole('button', { name: 'Give or take points' }).click();
    const points = page.getByRole('dialog', { name: 'Give or take points' });
    await points.getByRole('textbox', { name: 'Points' }).fill('200');
    await points.getByRole('textbox', { name: 'Reason' }).fill('for the trouble');
    await points.getByRole('button', { name: 'Give or take points' }).click();
    await main.getByText('200 points can be spent').waitFor();
    await picture(page, 'customer-credit');
    expect(await barriers(page)).toEqual([]);
    // The list of all vouchers, narrowed to this customer: there it is voided.
    await main.getByRole('link', { name: 'All vouchers of this customer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Vouchers' }).waitFor();
    await main.getByRole('button', { name: 'Void' }).click();
    const voiding = page.getByRole('dialog', { name: 'Void' });
    await voiding.getByText('£25.00').waitFor();
    await voiding.getByRole('textbox', { name: 'Reason' }).fill('a mistake');
    await voiding.getByRole('button', { name: 'Void' }).click();
    await main.getByText('voided').first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 90_000);

  it('reads vouchers on a phone, in Italian and in the dark', async () => {
    const looking = { as: 'Leo', width: 390, language: 'it', scheme: 'dark' } as const;
    const { page, complaints, close } = await openConsole(browser, door, looking);
    for (const path of ['/vouchers', `/customers/${customerId}`]) {
      await page.goto(`${door}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[role=status]').first().waitFor({ state: 'detached' });
      await picture(page, `phone${path.slice(0, 9).replaceAll('/', '-')}`);
      expect(await barriers(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
    }
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);
});
