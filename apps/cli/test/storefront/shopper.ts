import type { Browser, Page } from 'playwright-core';
import { barriers, isTooWide, picture, type Complaints } from '../console/browser';

/** How somebody looks at the shop. */
export interface ShopLooks {
  readonly width?: number;
  readonly language?: 'en' | 'it';
  readonly scheme?: 'light' | 'dark';
}

const HEIGHT = 844;
const PATIENCE_MS = 20_000;

/** Somebody in front of the shop: what the specs do is what a person can do. */
export class Shopper {
  private constructor(
    readonly page: Page,
    readonly complaints: Complaints,
    private readonly name: string,
    readonly close: () => Promise<void>,
  ) {}

  static async enter(browser: Browser, door: string, name: string, looks: ShopLooks = {}): Promise<Shopper> {
    const { width = 390, language = 'en', scheme = 'light' } = looks;
    const locale = language === 'it' ? 'it-IT' : 'en-GB';
    const context = await browser.newContext({ viewport: { width, height: HEIGHT }, locale, colorScheme: scheme });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      const text = `${message.text()} ${message.location().url}`;
      // Who comes in without a session is told so, and becomes a guest: browsers write every 401 down.
      if (message.type() === 'error' && !/401.*\/auth\/session/.test(text)) complaints.push(text);
    });
    await page.goto(`${door}/shop/`);
    return new Shopper(page, complaints, name, () => context.close());
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name });
  }

  link(name: string | RegExp) {
    return this.page.getByRole('link', { name });
  }

  title(name: string | RegExp) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** Fills fields of the page by their labels. */
  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values))
      await this.page.getByRole('textbox', { name: label, exact: true }).fill(value);
  }

  /** What bars anybody from the page, and whether something stands out of it. A picture for people who look. */
  async look(what: string): Promise<string[]> {
    await picture(this.page, `shop-${this.name}-${what}`);
    return [...(await barriers(this.page)), ...((await isTooWide(this.page)) ? [`${what} is too wide`] : [])];
  }

  /** Signs in as a customer, on the development page. */
  async signIn(customerId: string): Promise<void> {
    await this.button(/^Account/).click();
    await this.page.getByRole('menuitem', { name: 'Sign in' }).click();
    await this.page.getByLabel('Number of the customer').fill(customerId);
    await this.button('Sign in as this customer').click();
    await this.page.waitForURL(/\/shop/);
  }
}

export const ADDRESS = {
  'E-mail': 'ada@example.org',
  Name: 'Ada Bell',
  'Street and number': '12 Mill Lane',
  Postcode: 'N1 9GU',
  City: 'London',
};
