import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HashedRequest, requestHash, serialised } from './request-hash.js';

const REQUEST: HashedRequest = {
  method: 'POST',
  target: '/partner/graphql?a=1',
  rawHeaders: [
    ...['Host', 'gateway.example', 'X-Road-Request-Id', 'f92591a3-6bf0-49b1-987b-0dd78c034cc3'],
    ...['X-Road-Client', 'KG/GOV/70000001/inquiry', 'Content-Type', 'application/json', 'Content-Length', '15'],
    ...['x-road-id', 'fa2e18a5-c2cb-4d09-b994-f57727f7c3fb', 'X-Road-Request-Hash', 'what a client may not say'],
  ],
  body: Buffer.from('{"query":"{a}"}'),
};

const header = fc.tuple(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/),
  fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,30}[\x21-\x7e])?$/),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  target: fc.webPath().map((path) => `/${path.replace(/^\/+/, '')}`),
  headers: fc.array(header, { maxLength: 12 }),
  body: fc.uint8Array({ maxLength: 200 }),
});
const of = ({ headers, ...rest }: typeof request extends fc.Arbitrary<infer T> ? T : never): HashedRequest => ({
  ...rest,
  rawHeaders: headers.flat(),
});

describe('the hash of a request', () => {
  it('covers verb, target and headers in the order of the wire, the request id last', () => {
    expect(serialised(REQUEST)).toBe(
      'POST\r\n/partner/graphql?a=1\r\nX-Road-Client:KG/GOV/70000001/inquiry\r\nContent-Type:application/json\r\n' +
        'x-road-id:fa2e18a5-c2cb-4d09-b994-f57727f7c3fb\r\nx-road-request-id:f92591a3-6bf0-49b1-987b-0dd78c034cc3\r\n',
    );
  });

  // Computed with Python's hashlib from the text above, not with this program.
  it('is known for a request with a body and for one without', () => {
    expect(requestHash(REQUEST)).toBe(
      'XAUhQ0E4KE9wzc9hahHrJfvK/cW3hQLf/Ef3nv5AY2/uVAmja7vHGAyHc+uSCA7475W5KyATi0uS+SiiClJHxA==',
    );
    expect(requestHash({ ...REQUEST, method: 'GET', body: undefined })).toBe(
      'aUYO1qdf8tq/OmkcvBW+Sw1TPaJnhyUf0IAuZi+xlAAx0EXHyUhHYm7QUs6WxRoZ9NJ91TdGW9IgbUz2ZgbCfw==',
    );
  });

  it('is 64 bytes, the same for the same message, and follows the formula', () => {
    fc.assert(
      fc.property(request, (generated) => {
        const asked = of(generated);
        const hash = requestHash(asked);
        expect(Buffer.from(hash, 'base64')).toHaveLength(64);
        const sha = (data: string | Uint8Array) => createHash('sha512').update(data).digest();
        const head = sha(serialised(asked));
        const body = asked.body ?? new Uint8Array();
        expect(hash).toBe((body.length === 0 ? head : sha(Buffer.concat([head, sha(body)]))).toString('base64'));
      }),
    );
  });

  it('changes with the body, the target, the verb, and any header that is part of the message', () => {
    fc.assert(
      fc.property(request, header, fc.uint8Array({ minLength: 1, maxLength: 9 }), (generated, [name, value], more) => {
        const asked = of(generated);
        const before = requestHash(asked);
        expect(requestHash({ ...asked, target: `${asked.target}x` })).not.toBe(before);
        expect(requestHash({ ...asked, method: 'PUT' })).not.toBe(before);
        expect(requestHash({ ...asked, body: Buffer.concat([asked.body ?? Buffer.alloc(0), more]) })).not.toBe(before);
        const added = [...asked.rawHeaders, `X-Own-${name}`, value];
        expect(requestHash({ ...asked, rawHeaders: added })).not.toBe(before);
      }),
    );
  });

  it('does not change with what the way rewrites', () => {
    fc.assert(
      fc.property(request, fc.constantFrom('Host', 'user-agent', 'Content-Length', 'Connection'), (generated, name) => {
        const asked = of(generated);
        expect(requestHash({ ...asked, rawHeaders: [name, 'anything', ...asked.rawHeaders] })).toBe(requestHash(asked));
      }),
    );
  });
});
