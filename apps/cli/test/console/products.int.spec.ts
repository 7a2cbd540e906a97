import type { Browser } from 'playwright-core';
import { pathClientOf } from '../path-client';
import { startedSystem } from '../started-system';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';
import { Errand, ERRAND_S_MAX } from './errand';

/** A new lamp: written by the editor, taxed and published by the shop manager, found and withdrawn again. */
describe('the people who keep the products', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let write: ReturnType<typeof pathClientOf>['write'];

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    ({ write } = pathClientOf(running.system));
    await write('catalog', '/v1/categories', { name: 'Lights', slug: 'lights' });
    const rows = [
      { sku: 'STOOL', title: 'A stool', kind: 'shippable', priceMinor: 4_000, currency: 'EUR', categories: ['lights'] },
    ];
    await write('catalog', '/v1/imports', { rows, publish: true });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it('create a draft, are told what it lacks, and publish it', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Carlo' });
    const errand = new Errand(page);
    const { dialogue } = errand;
    await errand.click(page.getByRole('link', { name: 'Products', exact: true }));
    await page.getByRole('link', { name: 'A stool' }).waitFor();
    await errand.click(page.getByRole('button', { name: 'Create a product' }));
    await dialogue.getByLabel('Title').fill('Desk lamp');
    await dialogue.getByLabel('SKU').fill('LAMP-RED');
    await dialogue.getByLabel('Options').fill('colour: red');
    await dialogue.getByLabel('Weight in grams').fill('900');
    // An editor sets no tax class.
    expect(await dialogue.getByLabel('Tax class').count()).toBe(0);
    await picture(page, 'product-create');
    await errand.click(dialogue.getByRole('button', { name: 'Create a product' }));
    await page.getByRole('heading', { level: 1, name: 'Desk lamp' }).waitFor();
    await page.getByRole('row', { name: /LAMP-RED.*colour: red.*no price.*900/ }).waitFor();

    await errand.click(page.getByRole('button', { name: 'Publish' }));
    await dialogue.getByText('The shop sells its SKU in b2c, b2b, d2c from now on').waitFor();
    await errand.click(dialogue.getByRole('button', { name: 'Publish' }));
    await dialogue.getByText('No price is set for LAMP-RED.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'product-no-price');
    await write('catalog', '/v1/prices/proposals', { sku: 'LAMP-RED', amountMinor: 2_500, currency: 'EUR' });
    await errand.click(dialogue.getByRole('button', { name: 'Publish' }));
    await page.getByText(/^Published (now|in|\d)/).waitFor();
    await page.getByRole('row', { name: /LAMP-RED.*25\.00/ }).waitFor();

    await errand.click(page.getByRole('button', { name: 'Set the categories' }));
    await errand.click(dialogue.getByRole('combobox', { name: 'Categories' }));
    await errand.click(page.getByRole('option', { name: 'Lights' }));
    await picture(page, 'product-categories');
    await page.keyboard.press('Tab');
    await errand.click(dialogue.getByRole('button', { name: 'Set the categories' }));
    await page.getByText('Categories Lights').waitFor();
    await picture(page, 'product');
    expect(await barriers(page)).toEqual([]);
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    // The refusal of the publication, and nothing else.
    expect(complaints.filter((complaint) => !complaint.includes('/publish'))).toEqual([]);
    await close();
  }, 120_000);

  it('find it by SKU, by state and in the search, on a phone, and read it without being offered what they may not do', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Bianca', width: 390 });
    await page.goto(`${door}/products?q=lamp-r`);
    await page.getByRole('link', { name: 'Desk lamp' }).waitFor();
    expect(await page.getByRole('link', { name: 'A stool' }).count()).toBe(0);
    expect([await barriers(page), await isTooWide(page)]).toEqual([[], false]);
    await picture(page, 'products-phone');
    await page.getByLabel('SKU or title').fill('');
    await page.getByLabel('SKU or title').press('Enter');
    await page.getByRole('link', { name: 'A stool' }).waitFor();
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'draft', exact: true }).click();
    await page.waitForURL(/status=draft/);
    await page.getByText('No product fits').waitFor();

    await page
      .getByRole('textbox', { name: /Find a SKU/ })
      .last()
      .fill('Desk');
    await page.getByRole('option', { name: /Desk lamp.*product/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Desk lamp' }).waitFor();
    await page.getByRole('link', { name: 'LAMP-RED' }).click();
    await page.getByRole('link', { name: 'Open its product' }).click();
    await page.getByRole('heading', { level: 1, name: 'Desk lamp' }).waitFor();
    await page.getByRole('row', { name: /LAMP-RED/ }).waitFor();
    expect(await page.getByRole('button', { name: /Publish|Revise|Withdraw|variant|tax class/ }).count()).toBe(0);
    expect([await barriers(page), await isTooWide(page)]).toEqual([[], false]);
    await picture(page, 'product-phone');
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('revise and tax it, narrow its channels, and withdraw it', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Samir' });
    const errand = new Errand(page);
    const { dialogue } = errand;
    await page.goto(`${door}/products?q=desk`);
    await errand.click(page.getByRole('link', { name: 'Desk lamp' }));
    await errand.click(page.getByRole('button', { name: 'Revise' }));
    await dialogue.getByLabel('Title').fill('Desk lamp, dimmable');
    await errand.click(dialogue.getByRole('button', { name: 'Revise' }));
    await page.getByRole('heading', { level: 1, name: 'Desk lamp, dimmable' }).waitFor();

    await errand.click(page.getByRole('button', { name: 'Set the tax class' }));
    await dialogue.getByLabel('Tax class').fill('reduced');
    await dialogue.getByText('New quotes and orders tax its SKU as reduced').waitFor();
    await errand.click(dialogue.getByRole('button', { name: 'Set the tax class' }));
    await page.getByText('Tax class reduced').waitFor();

    await errand.click(page.getByRole('button', { name: 'Publish again' }));
    await dialogue.getByRole('combobox', { name: 'Channels' }).press('Backspace');
    await dialogue.getByText('It is no longer sold in d2c.').waitFor();
    await picture(page, 'product-channels');
    await page.keyboard.press('Tab');
    await errand.click(dialogue.getByRole('button', { name: 'Publish again' }));
    await page.getByText(/^Channels b2c, b2b$/).waitFor();

    await errand.click(page.getByRole('button', { name: 'Withdraw' }));
    await dialogue.getByText('The shop no longer shows it in b2c, b2b').waitFor();
    await dialogue.getByLabel('Why').fill('The maker stopped it');
    await errand.click(dialogue.getByRole('button', { name: 'Withdraw' }));
    await page.getByText('Published no, not for sale').waitFor();
    expect(await page.getByRole('button', { name: 'Withdraw' }).count()).toBe(0);
    await picture(page, 'product-withdrawn');
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('create a category below another one, and move it to the top', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Carlo', width: 390 });
    await page.goto(`${door}/products`);
    await page.getByRole('link', { name: 'Categories' }).click();
    await page.getByRole('button', { name: 'Create a category' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('textbox', { name: 'Name', exact: true }).fill('Desk lights');
    await dialogue.getByLabel('URL name (slug)').fill('Desk lights');
    await dialogue.getByRole('combobox', { name: 'Below' }).click();
    await page.getByRole('option', { name: 'Lights', exact: true }).click();
    await dialogue.getByRole('button', { name: 'Create a category' }).click();
    await dialogue.getByRole('alert').waitFor();
    expect(await dialogue.getByLabel('URL name (slug)').getAttribute('aria-invalid')).toBe('true');
    await dialogue.getByLabel('URL name (slug)').fill('desk-lights');
    await dialogue.getByRole('button', { name: 'Create a category' }).click();
    const row = page.locator('tr', { hasText: 'Lights › Desk lights' });
    await row.getByRole('button', { name: 'Move' }).click();
    await dialogue.getByText('Lights › Desk lights moves with all that stands below it').waitFor();
    await dialogue.getByRole('combobox', { name: 'Below' }).click();
    await page.getByRole('option', { name: 'nothing: at the top' }).click();
    await dialogue.getByRole('button', { name: 'Move' }).click();
    await page.getByText('Desk lights', { exact: true }).waitFor();
    expect([await barriers(page), await isTooWide(page)]).toEqual([[], false]);
    await picture(page, 'categories-phone');
    // The refused slug, and nothing else.
    expect(complaints.filter((complaint) => !complaint.includes('/v1/categories'))).toEqual([]);
    await close();
  }, 60_000);

  it('are told at the field what is wrong', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Samir' });
    await page.goto(`${door}/products`);
    await page.getByRole('button', { name: 'Create a product' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByLabel('Title').fill('A shelf');
    await dialogue.getByLabel('SKU').fill('SHELF');
    await dialogue.getByLabel('Tax class').fill('Not A Code');
    await dialogue.getByRole('button', { name: 'Create a product' }).click();
    await dialogue.getByRole('alert').waitFor();
    expect(await dialogue.getByLabel('Tax class').getAttribute('aria-invalid')).toBe('true');
    await dialogue.getByLabel('Tax class').fill('standard');
    await dialogue.getByLabel('SKU').fill('STOOL');
    await dialogue.getByRole('button', { name: 'Create a product' }).click();
    await dialogue.getByText(/STOOL is taken/).waitFor();
    await close();
  }, 60_000);
});
