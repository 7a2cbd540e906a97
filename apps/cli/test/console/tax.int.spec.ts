import type { Browser } from 'playwright-core';
import { pathClientOf } from '../path-client';
import { startedSystem } from '../started-system';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';
import { Errand, ERRAND_S_MAX } from './errand';

/** The tax of a country: its zone, the rate of today, and the one that a law changes from a day on. */
describe('the people who keep the tax table', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    const rows = [{ sku: 'LAMP', title: 'A lamp', kind: 'service', priceMinor: 1_000, currency: 'EUR' }];
    await pathClientOf(running.system).write('catalog', '/v1/imports', { rows, publish: true });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it('define a zone, set its rate, and set the one that follows it', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Samir' });
    const errand = new Errand(page);
    await errand.click(page.getByRole('link', { name: 'Tax', exact: true }));
    await page.getByText('There is no tax zone').waitFor();
    await errand.click(page.getByRole('button', { name: 'Define a zone' }));
    await errand.fill({ Code: 'IT', Name: 'Italy', Countries: 'Italy, San Marino' });
    await errand.click(errand.dialogue.getByRole('button', { name: 'Define a zone' }));
    await page.getByText('What has the class standard is not sold to IT').waitFor();
    await picture(page, 'tax-missing');

    await errand.click(page.getByRole('link', { name: 'Italy' }));
    await errand.click(page.getByRole('button', { name: 'Set a rate' }));
    await errand.fill({ Percent: '22' });
    await errand.dialogue.getByText('have 22% for standard from now on').waitFor();
    await errand.click(errand.dialogue.getByRole('button', { name: 'Set a rate' }));
    const row = page.getByRole('row', { name: /standard.*22%.*active/ });
    await errand.click(row.getByRole('button', { name: 'Set a rate' }));
    await errand.fill({ Percent: '23.5', From: '2090-01-01T00:00' });
    await errand.dialogue.getByText(/have 23\.5% for standard from 1 Jan 2090.* on/).waitFor();
    await picture(page, 'tax-set-rate');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Set a rate' }));
    await page.getByRole('row', { name: /standard.*23\.5%.*scheduled/ }).waitFor();
    await picture(page, 'tax-zone');
    expect(await barriers(page)).toEqual([]);
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('see what is in force as of a day, also on a phone', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Bianca', width: 390 });
    await page.goto(`${door}/tax`);
    await page.getByText('standard 22%').waitFor();
    await page.getByText(/standard 23\.5% from 1 Jan 2090/).waitFor();
    await page.getByLabel('As of the day').fill('2090-01-01');
    await page.getByLabel('As of the day').press('Enter');
    await page.waitForURL(/day=2090-01-01/);
    await page.getByText('standard 23.5%', { exact: true }).waitFor();
    expect(await page.getByText(/from 1 Jan 2090/).count()).toBe(0);
    await picture(page, 'tax-phone');
    expect([await barriers(page), await isTooWide(page)]).toEqual([[], false]);
    // A zone is read as of a day as well, and keeps its filter while the rates come.
    await page.goto(`${door}/tax/IT`);
    const day = page.getByLabel('As of the day');
    await day.fill('2090-01-01');
    await day.blur();
    await page.getByRole('row', { name: /standard.*23\.5%.*active/ }).waitFor();
    expect(await day.inputValue()).toBe('2090-01-01');
    await page.goto(`${door}/tax`);
    // Who may not write is offered nothing.
    expect(await page.getByRole('button', { name: 'Define a zone' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('are told at the field what is wrong, and what a change takes away', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Dana' });
    const errand = new Errand(page);
    await page.goto(`${door}/tax/IT`);
    await page.getByRole('button', { name: 'Change the zone' }).click();
    await errand.fill({ Countries: `Italy, ${'x'.repeat(61)}` });
    const { dialogue } = errand;
    await dialogue.getByText('New orders to San Marino say no tax any more').waitFor();
    await dialogue.getByRole('button', { name: 'Change the zone' }).click();
    await dialogue.getByRole('alert').waitFor();
    const field = dialogue.getByLabel('Countries');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await picture(page, 'tax-wrong-field');
    await page.getByRole('button', { name: 'Leave it' }).click();

    await page.getByRole('button', { name: 'Withdraw' }).click();
    await dialogue.getByText(/The rate of 23\.5% for standard does not begin on 1 Jan 2090/).waitFor();
    await dialogue.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('row', { name: /scheduled/ }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /standard.*22%.*active/ }).waitFor();
    await close();
  }, 60_000);
});
