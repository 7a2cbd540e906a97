import { SETTINGS } from '@concord/contracts';
import type { Browser } from 'playwright-core';
import { pathClientOf, type PathClient } from '../path-client';
import { shopDay } from '../shop-day';
import { startedSystem } from '../started-system';
import { launchBrowser, openConsole, picture } from './browser';
import { Errand, ERRAND_S_MAX } from './errand';

/** A minute is what an errand may take, without a manual. */
const WINDOW = 'return.window-days';

describe('the people who own the settings', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let client: PathClient;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = pathClientOf(running.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    await shopDay(client, running.system);
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it('see what another price limit would have changed, decision by decision', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Samir' });
    await page.goto(`${door}/settings/price.approval-percent`);
    await page.getByText('1 decision of the last 90 days rested on it.').waitFor();
    await page.getByLabel('New value (percent)').fill('5');
    await page.getByText('With 5 percent, 1 of 1 decisions would have been different').waitFor();
    await page.getByText(/would have needed a second person/).waitFor();
    await picture(page, 'settings-preview');
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('draft a return window after looking at what it would have changed, and approve it as another person', async () => {
    const samir = await openConsole(browser, door, { as: 'Samir' });
    const drafting = new Errand(samir.page);
    await drafting.click(samir.page.getByRole('link', { name: 'Settings', exact: true }));
    await drafting.click(samir.page.getByRole('link', { name: WINDOW }));
    await samir.page.getByLabel('New value (days)').fill('45');
    await samir.page.getByText('With 45 days, 0 of 2 decisions would have been different').waitFor();
    await drafting.click(samir.page.getByRole('button', { name: 'Draft it' }));
    await drafting.dialogue.getByText(`${WINDOW} is to be 45 days instead of 30 days.`).waitFor();
    await drafting.dialogue.getByLabel('Reason').fill('more time at Christmas');
    await drafting.click(drafting.dialogue.getByRole('button', { name: 'Draft it' }));
    await samir.page.getByText('You drafted it, so another person has to approve it.').waitFor();
    expect(await samir.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await picture(samir.page, 'settings-drafted');
    expect(drafting.cost.clicks).toBe(4);
    expect(drafting.cost.seconds).toBeLessThan(ERRAND_S_MAX);

    const dana = await openConsole(browser, door, { as: 'Dana' });
    const approving = new Errand(dana.page);
    await approving.click(dana.page.getByRole('link', { name: 'Settings', exact: true }));
    const row = dana.page.getByRole('row', { name: new RegExp(WINDOW) });
    await row.getByText('A draft waits for approval').waitFor();
    await approving.click(row.getByRole('link', { name: WINDOW }));
    await dana.page.getByText(/^samir wants 45 days instead of 30 days from .*: more time at Christmas$/).waitFor();
    await approving.click(dana.page.getByRole('button', { name: 'Approve' }));
    await approving.dialogue.getByText(/is 45 days instead of 30 days, in every service/).waitFor();
    await approving.click(approving.dialogue.getByRole('button', { name: 'Approve' }));
    const version = dana.page.getByRole('row', { name: /^1 45 days to come .* samir dana more time at Christmas$/ });
    await version.waitFor();
    await picture(dana.page, 'settings-approved');
    expect(approving.cost.clicks).toBe(4);
    expect(approving.cost.seconds).toBeLessThan(ERRAND_S_MAX);

    // The page of the one who drafted it is live.
    await samir.page.getByRole('row', { name: /^1 45 days to come/ }).waitFor();
    expect([...samir.complaints, ...dana.complaints]).toEqual([]);
    await Promise.all([samir.close(), dana.close()]);
  }, 120_000);

  it('find fields for every setting', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Samir' });
    for (const key of Object.keys(SETTINGS).filter((each) => each !== WINDOW)) {
      await page.goto(`${door}/settings/${key}`);
      await page.getByRole('heading', { level: 1, name: key, exact: true }).waitFor();
      await page.getByRole('button', { name: 'Draft it' }).waitFor();
    }
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('alone may draft; all others see what is in force, now and before', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Bianca' });
    await page.goto(`${door}/settings/${WINDOW}`);
    await page.getByText('30 days', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Draft|Approve|Withdraw/ }).count()).toBe(0);
    await page.goto(`${door}/settings?asOf=${encodeURIComponent(new Date(Date.now() - 86_400_000).toISOString())}`);
    await page.getByRole('button', { name: 'Back to now' }).waitFor();
    await page.getByRole('link', { name: WINDOW }).click();
    await page.getByRole('button', { name: 'Back to now' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);
});
