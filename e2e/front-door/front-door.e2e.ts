import { createSystem, type TestSystem } from '@belgi/testkit';
import { serverAudits } from 'graphql-http';
import { chromium } from 'playwright-core';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tour } from '../../gateway/graphiql/tour.js';

let system: TestSystem;
beforeAll(async () => {
  system = await createSystem();
});
afterAll(() => system?.stop());

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${system.urls.gateway}/graphql`, fetchFn: fetch });

  it('passes all 61 audits as it runs for everyone', async () => {
    const results = await Promise.all(audits.map(async ({ fn }) => fn()));
    expect(results).toHaveLength(61);
    expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
  });
});

describe('the services behind it', () => {
  const services = ['identity', 'privacy', 'auction', 'notify'] as const;
  const doors = [
    ...services.map((service) => [service, 'POST', '/graphql'] as const),
    ['privacy', 'GET', '/policy'],
    ['privacy', 'POST', '/letters'],
    ['identity', 'POST', '/oauth/token'],
    ['identity', 'GET', '/portal/callback'],
    ['auction', 'POST', '/hooks/bank/local'],
  ] as const;

  it.each(doors)('%s refuses %s %s of whoever is not the gateway', async (service, method, path) => {
    for (const secret of [undefined, '', 'guessed', 'x'.repeat(48)]) {
      const { statusCode, body } = await request(`${system.serviceUrl(service)}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(secret !== undefined && { 'belgi-deployment-secret': secret }),
        },
        ...(method === 'POST' && { body: JSON.stringify({ query: '{ __typename }' }) }),
      });
      expect(statusCode).toBe(403);
      expect(await body.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FROM_GATEWAY' } }] });
    }
  });

  it('are reached through the table of routes', async () => {
    const policy = await request(`${system.urls.gateway}/policy`, { headers: { 'accept-language': 'en' } });
    expect(policy.statusCode).toBe(200);
    expect(policy.headers['etag']).toBeDefined();
    expect(await policy.body.text()).toContain('119');
    // RFC 8414 §3: an agency finds the token endpoint from the issuer alone.
    const metadata = await request(`${system.urls.gateway}/.well-known/oauth-authorization-server/oauth`);
    expect(await metadata.body.json()).toMatchObject({
      issuer: `${system.urls.gateway}/oauth`,
      token_endpoint: `${system.urls.gateway}/oauth/token`,
    });
  });
});

describe('GraphiQL', () => {
  it('opens with queries that fit the graph', async () => {
    for (const { query, variables } of tour) {
      const { errors } = await system.graph.send(query, variables === undefined ? {} : JSON.parse(variables));
      const codes = errors?.map(({ extensions }) => extensions?.code) ?? [];
      expect(
        codes.filter((code) => code?.startsWith('GRAPHQL_')),
        query,
      ).toEqual([]);
    }
  });

  it('loads from our origin alone, complains of nothing, and answers', async () => {
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1400, height: 850 } });
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('request', (sent) => {
        const { origin, protocol } = new URL(sent.url());
        if (origin !== system.urls.gateway && protocol !== 'data:') complaints.push(`asked ${origin}`);
      });
      await page.goto(`${system.urls.gateway}/graphiql/`);
      // Both editors stand before the button does anything.
      await page.locator('.graphiql-query-editor .view-line').first().waitFor();
      await page.locator('.result-window .monaco-editor').waitFor();
      await page.locator('.graphiql-execute-button').click();
      await page.locator('.result-window', { hasText: 'serverTime' }).waitFor();
      expect(await page.locator('.result-window').textContent()).toContain('pageInfo');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

it('goes on serving what it can while a service is away', async () => {
  await system.kill('notify');
  try {
    const { status, data } = await system.graph.send('{ serverTime lots(first: 1) { edges { node { id } } } }');
    expect(status).toBe(200);
    expect(data).toMatchObject({ serverTime: expect.any(String), lots: { edges: expect.any(Array) } });
    const ready = await request(`${system.urls.gateway}/health/ready`);
    expect(ready.statusCode).toBe(200);
    expect(await ready.body.json()).toMatchObject({ checks: { 'service-notify': { ok: false, optional: true } } });
  } finally {
    await system.restart('notify');
  }
});
