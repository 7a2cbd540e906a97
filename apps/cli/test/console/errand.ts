import type { Locator, Page } from 'playwright-core';

/** Nobody waits longer for an errand. */
export const ERRAND_S_MAX = 60;

/** What a person does on the screens, counted in clicks and seconds. */
export class Errand {
  private clicks = 0;
  private readonly since = performance.now();

  constructor(private readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  /** Types values into the fields of the dialogue, by their labels. */
  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.dialogue.getByLabel(label).fill(value);
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
