import { type Dispatcher, request } from 'undici';

/** More hops than a sign-in has; a loop ends here. */
const MAX_HOPS = 12;

export type PortalPerson = { readonly person: string } | { readonly pin: string; readonly name: string };

/** Where a walk through the portal ended: the page that sent the person there in the first place. */
export interface PortalVisit {
  readonly url: string;
  readonly status: number;
  readonly page: string;
}

/** Signs a person in at the portal as a browser would: follows redirects, keeps cookies, presses one button. */
export async function visitPortal(startUrl: string, person: PortalPerson): Promise<PortalVisit> {
  const browser = new Browser();
  const login = await browser.open(startUrl);
  if (!login.url.includes('/interaction/')) return login;
  return browser.submit(login.url, person);
}

class Browser {
  /** Per origin; the portal sets a few short-lived ones. */
  readonly #cookies = new Map<string, Map<string, string>>();

  open(url: string): Promise<PortalVisit> {
    return this.#follow(url, { method: 'GET' });
  }

  submit(url: string, fields: Readonly<Record<string, string>>): Promise<PortalVisit> {
    return this.#follow(url, { method: 'POST', body: new URLSearchParams(fields).toString() });
  }

  async #follow(startUrl: string, first: { method: 'GET' | 'POST'; body?: string }): Promise<PortalVisit> {
    let url = startUrl;
    let step = first;
    for (let hop = 0; hop < MAX_HOPS; hop++) {
      const response = await this.#send(url, step);
      const location = response.headers['location'];
      if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== 'string')
        return { url, status: response.statusCode, page: await response.body.text() };
      await response.body.dump();
      url = new URL(location, url).href;
      step = { method: 'GET' };
    }
    throw new Error(`More than ${MAX_HOPS} redirects`);
  }

  async #send(url: string, step: { method: 'GET' | 'POST'; body?: string }): Promise<Dispatcher.ResponseData> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const response = await request(url, {
      ...step,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(step.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) keep(jar, line);
    return response;
  }
}

/** Paths and life times do not matter for one short walk; an empty value means the cookie was taken back. */
function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, at).trim();
  const value = pair.slice(at + 1).trim();
  if (value === '') jar.delete(name);
  else jar.set(name, value);
}
