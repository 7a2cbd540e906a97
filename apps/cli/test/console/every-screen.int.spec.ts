import type { Browser } from 'playwright-core';
import { eventually } from '@concord/testing';
import { startedSystem } from '../started-system';
import { barriers, isTooWide, launchBrowser, openConsole, picture, type Looking } from './browser';

interface Screen {
  readonly path: string;
  readonly title: { readonly en: string; readonly it: string };
  /** Somebody who may see it; Oskar otherwise. */
  readonly as?: string;
}

/** Every screen, with what shows that it is there, in both languages. */
const SCREENS: readonly Screen[] = [
  { path: '/board', title: { en: 'Board', it: 'Quadro' } },
  { path: '/skus/LANTERN-1', title: { en: 'LANTERN-1', it: 'LANTERN-1' } },
  { path: '/orders', title: { en: 'Orders', it: 'Ordini' }, as: 'Leo' },
  { path: '/baskets/new?customer=ada', title: { en: 'New order', it: 'Nuovo ordine' }, as: 'Leo' },
  { path: '/documents', title: { en: 'Documents', it: 'Documenti' }, as: 'Leo' },
  { path: '/refunds', title: { en: 'Refunds', it: 'Rimborsi' }, as: 'Leo' },
  { path: '/returns', title: { en: 'Returns', it: 'Resi' } },
  { path: '/return-parcels', title: { en: 'Return parcels', it: 'Pacchi di reso' } },
  { path: '/purchase-orders', title: { en: 'Purchase orders', it: 'Ordini di acquisto' }, as: 'Ines' },
  { path: '/cases', title: { en: 'Cases', it: 'Casi' }, as: 'Leo' },
  { path: '/parcels', title: { en: 'Parcels', it: 'Pacchi' } },
  { path: '/products', title: { en: 'Products', it: 'Prodotti' } },
  { path: '/products?q=lantern&status=draft', title: { en: 'Products', it: 'Prodotti' }, as: 'Carlo' },
  { path: '/categories', title: { en: 'Categories', it: 'Categorie' } },
  { path: '/campaigns', title: { en: 'Campaigns', it: 'Campagne' } },
  { path: '/promotions', title: { en: 'Promotions', it: 'Promozioni' } },
  { path: '/price-lists', title: { en: 'Price lists', it: 'Listini' } },
  { path: '/price-lists/standard', title: { en: 'Prices of standard', it: 'Prezzi di standard' } },
  { path: '/price-proposals', title: { en: 'Proposed prices', it: 'Prezzi proposti' } },
  { path: '/ship-options', title: { en: 'Ways to ship', it: 'Modi di spedire' } },
  { path: '/companies', title: { en: 'Companies', it: 'Aziende' }, as: 'Leo' },
  { path: '/tax', title: { en: 'Tax', it: 'Imposte' } },
  { path: '/tax?day=2026-12-24', title: { en: 'Tax', it: 'Imposte' }, as: 'Samir' },
  { path: '/quotes', title: { en: 'Quotes', it: 'Offerte' }, as: 'Leo' },
  { path: '/quotes/new', title: { en: 'Offer goods', it: 'Offri merce' }, as: 'Leo' },
  { path: '/customers', title: { en: 'Customers', it: 'Clienti' }, as: 'Leo' },
  { path: '/vouchers', title: { en: 'Vouchers', it: 'Buoni' }, as: 'Leo' },
  ...['services', 'parked', 'checkouts', 'projections', 'invariants', 'refused', 'retries', 'audits'].map((tab) => ({
    path: `/operations?tab=${tab}`,
    title: { en: 'Operations', it: 'Sistema' },
  })),
  { path: '/operations?tab=settlements', title: { en: 'Operations', it: 'Sistema' }, as: 'Dana' },
  { path: '/settings', title: { en: 'Settings', it: 'Impostazioni' } },
  ...[
    'return.window-days',
    'payment.retry-minutes',
    'campaign.coverage-milli',
    'points.earn-minor',
    'document.seller',
    'return.addresses',
  ].map((key) => ({
    path: `/settings/${key}`,
    title: { en: key, it: key },
  })),
];

const LOOKS: readonly Omit<Looking, 'as'>[] = [
  { width: 1_400, language: 'en', scheme: 'light' },
  { width: 390, language: 'it', scheme: 'dark' },
];

describe('every screen of the console', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it.each(LOOKS)(
    'is there for people of all kinds: %j',
    async (looking) => {
      const { width = 0, language = 'en', scheme = '' } = looking;
      for (const [person, screens] of Map.groupBy(SCREENS, ({ as = 'Oskar' }) => as)) {
        const { page, complaints, close } = await openConsole(browser, door, { ...looking, as: person });
        for (const { path, title } of screens) {
          await page.goto(`${door}${path}`);
          await page.getByRole('heading', { level: 1, name: title[language] }).waitFor();
          // A screen has several parts that load by themselves.
          await eventually(async () => expect(await page.locator('[role=status]').count()).toBe(0), { within: 20_000 });
          await picture(page, `${width}-${language}-${scheme}${path.replaceAll(/[/?=]/g, '-')}`);
          expect([path, await barriers(page)]).toEqual([path, []]);
          expect([path, await isTooWide(page)]).toEqual([path, false]);
        }
        expect(complaints).toEqual([]);
        await close();
      }
    },
    900_000,
  );
});
