import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localeOf } from '../locale.js';
import { createBudget } from './budget.js';
import { clientAddressFrom } from './client-address.js';
import { isForgeable } from './cors-and-csrf.js';
import { mediaTypeFor } from './media-type.js';

describe('client address', () => {
  const of = clientAddressFrom(['10.0.0.0/8', '::1']);
  it.each([
    ['the peer, when nobody else may speak', '203.0.113.9', '1.2.3.4', '203.0.113.9'],
    ['what our proxy says', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['what the outermost of our proxies says', '10.0.0.1', '203.0.113.9, 10.2.2.2', '203.0.113.9'],
    ['not what the client put before it', '10.0.0.1', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
    ['our proxy itself, when it says nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['our proxy itself, when it says nonsense', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['IPv4 in IPv6 clothes', '::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['the network of an IPv6 caller, through a local proxy', '::1', '2001:db8::7', '2001:db8:0:0::/64'],
    ['the same for any address in it', '::1', '2001:db8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
    ['another network, another caller', '::1', '2001:db8:0:1::7', '2001:db8:0:1::/64'],
    ['the machine itself over IPv6, without a proxy header', '::1', undefined, '0:0:0:0::/64'],
  ])('is %s', (_, peer, forwarded, client) => expect(of(peer, forwarded)).toBe(client));

  it('refuses a proxy that is no address', () => {
    expect(() => clientAddressFrom(['proxy.internal'])).toThrow('proxy.internal');
  });
});

describe('budget', () => {
  it('never gives more than its burst and its rate', () => {
    let now = 0;
    const budget = createBudget(2, () => now);
    let caller = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(700), { minLength: 1, maxLength: 60 }), (waits) => {
        caller += 1;
        const begun = now;
        let given = 0;
        for (const wait of waits) {
          now += wait;
          if (budget.take(String(caller)) === 0) given += 1;
        }
        expect(given).toBeLessThanOrEqual(8 + ((now - begun) / 1_000) * 2);
      }),
    );
  });

  it('tells how long to wait, and keeps the word', () => {
    let now = 0;
    const budget = createBudget(2, () => now);
    for (let i = 0; i < 8; i += 1) expect(budget.take('a')).toBe(0);
    expect(budget.take('a')).toBe(1);
    expect(budget.waitSeconds('a')).toBe(1);
    expect(budget.take('b')).toBe(0);
    now += 1_000;
    expect(budget.take('a')).toBe(0);
  });
});

describe('media type', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json, application/json', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0.5, application/json', 'application/json'],
    ['*/*, application/graphql-response+json', 'application/graphql-response+json'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['text/html', undefined],
    ['application/json;q=0', undefined],
  ])('for %s is %s', (accept, type) => expect(mediaTypeFor(accept)).toBe(type));
});

describe('forgery', () => {
  it.each([
    ['POST', { 'content-type': 'application/json' }, false],
    ['POST', { 'content-type': 'text/plain' }, true],
    ['POST', { 'content-type': 'multipart/form-data; boundary=x' }, true],
    ['POST', {}, true],
    ['POST', { 'content-type': 'text/plain', 'apollo-require-preflight': '1' }, false],
    ['GET', {}, false],
    ['GET', { 'sec-fetch-site': 'cross-site' }, true],
    ['GET', { referer: 'https://evil.example/' }, true],
    ['GET', { cookie: 'a=b' }, true],
    ['GET', { origin: 'https://evil.example', 'x-apollo-operation-name': 'A' }, false],
  ])('%s with %j: %s', (method, headers, forgeable) => expect(isForgeable(method, headers)).toBe(forgeable));
});

describe('language', () => {
  it.each([
    [undefined, 'ky'],
    ['*', 'ky'],
    ['de', 'ky'],
    ['en-GB,en;q=0.9', 'en'],
    ['de, ru;q=0.3, en;q=0.2', 'ru'],
    ['kir', 'ky'],
    ['en;q=0', 'ky'],
    ['ru;q=nonsense', 'ky'],
  ])('of %s is %s', (header, locale) => expect(localeOf(header)).toBe(locale));
});
