/** What a browser does with cookies, redirects and forms; everything else is fetch. */
export class Browser {
  /** Of all hosts: the specs run on one. */
  readonly cookies = new Map<string, string>();

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Follows redirects, and returns the last answer with its address. */
  async open(url: string, init: RequestInit = {}): Promise<{ url: string; answer: Response }> {
    let answer = await this.fetch(url, init);
    for (let hops = 0; answer.status >= 300 && answer.status < 400; hops++) {
      if (hops > 20) throw new Error(`${url} leads in circles.`);
      url = new URL(answer.headers.get('location')!, url).href;
      answer = await this.fetch(url);
    }
    return { url, answer };
  }

  /** Sends the first form of a page, with further fields. */
  async submit(page: { url: string; answer: Response }, fields: Readonly<Record<string, string>> = {}) {
    const html = await page.answer.text();
    const form = /<form[\s\S]*?<\/form>/.exec(html)?.[0];
    if (!form) throw new Error(`There is no form at ${page.url}: ${html.slice(0, 400)}`);
    const action = /action="([^"]*)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? page.url;
    const body = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      const value = /value="([^"]*)"/.exec(input)?.[1];
      if (name !== undefined && value !== undefined) body.set(name, value);
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(page.url).origin };
    return this.open(new URL(action, page.url).href, { method: 'POST', headers, body: body.toString() });
  }
}
