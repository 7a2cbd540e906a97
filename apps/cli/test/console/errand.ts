import type { Locator, Page } from 'playwright-core';

/** What a person does on the screens, counted in clicks and seconds. */
export class Errand {
  private clicks = 0;
  private readonly since = performance.now();

  constructor(private readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  /** The dialogue that asks for what an action needs. */
  get dialogue(): Locator {
    return this.page.getByRole('dialog');
  }

  /** What the errand has cost until now. */
  get cost(): { readonly clicks: number; readonly seconds: number } {
    return { clicks: this.clicks, seconds: (performance.now() - this.since) / 1_000 };
  }
}
