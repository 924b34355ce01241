import { type Actor, createKeySet, createTokenVerifier, generateSigningKey } from '@belgi/access';
import { createHealth, createHttpServer, createLogger, createMetrics } from '@belgi/runtime';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExample, type ExampleLoaders } from './example-subgraph.js';
import { type SubgraphContext, serveSubgraph } from './index.js';

const ISSUER = 'http://localhost:4000/oauth';
const keys = createKeySet(JSON.stringify([generateSigningKey()]));
const verifier = createTokenVerifier({ issuer: ISSUER, jwks: keys });
const fromGateway = { 'belgi-deployment-secret': 'second', 'accept-language': 'ru', 'x-request-id': 'request-1' };
const logged: string[] = [];
let app: FastifyInstance;
let seen: (SubgraphContext<ExampleLoaders> & { actor: Actor }) | undefined;

beforeAll(async () => {
  const logger = createLogger({ service: 'example', level: 'error' });
  logger.error = ((line: unknown) => void logged.push(JSON.stringify(line))) as typeof logger.error;
  const metrics = createMetrics('example');
  app = createHttpServer({ logger, metrics, health: createHealth() });
  await serveSubgraph(app, {
    schema: buildExample().schema,
    deploymentSecrets: ['first', 'second'],
    verifier,
    createContext: (request) => {
      const loaders: ExampleLoaders = { loads: [] };
      seen = { ...request, loaders };
      return { loaders };
    },
    logger,
    metrics,
    production: true,
  });
  await app.ready();
});
afterAll(() => app.close());

const post = (query: string, headers: Record<string, string> = fromGateway, variables: object = {}) =>
  app.inject({ method: 'POST', url: '/graphql', headers, payload: { query, variables } });
const accessToken = (claims: object, ttlSeconds = 300) =>
  keys.sign('at+jwt', { iss: ISSUER, aud: 'belgi', ...claims }, ttlSeconds);

describe('the served subgraph', () => {
  it('answers the gateway, with actor, locale and request id in the context', async () => {
    const token = await accessToken({ sub: 'c-1', kind: 'citizen', sid: 's-1', edition: 3, epoch: 7 });
    const response = await post('{ book(id: "1") { id price openedAt locale } }', {
      ...fromGateway,
      authorization: `Bearer ${token}`,
    });
    expect(response.json()).toEqual({
      data: { book: { id: '1', price: '1250000', openedAt: '2026-01-01T00:00:00.000Z', locale: 'RU' } },
    });
    expect(seen).toMatchObject({
      actor: { kind: 'citizen', id: 'c-1', session: 's-1', restricted: false, consent: { edition: 3, epoch: 7 } },
      locale: 'RU',
      requestId: 'request-1',
      token,
    });
  });

  it('hears from the gateway what the whole operation asks for', async () => {
    const ask = async (extensions?: unknown) => {
      await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: fromGateway,
        payload: { query: '{ __typename }', extensions },
      });
      return seen?.asked;
    };
    expect(await ask({ asked: { one: ['entries'], other: [] } })).toEqual({ one: ['entries'], other: [] });
    expect(await ask()).toEqual({});
    expect(await ask({ asked: 'everything' })).toEqual({});
  });

  it('refuses whoever is not the gateway, before reading anything', async () => {
    for (const headers of [{}, { 'belgi-deployment-secret': 'third' }, { 'belgi-deployment-secret': '' }]) {
      const response = await post('{ book(id: "1") { id } }', headers as Record<string, string>);
      expect(response.statusCode).toBe(403);
      expect(response.json().errors[0].extensions.code).toBe('NOT_FROM_GATEWAY');
    }
    expect((await app.inject({ url: '/health/live' })).statusCode).toBe(200);
  });

  it('answers 401 to a token that is expired, forged or of another kind', async () => {
    const stranger = createKeySet(JSON.stringify([generateSigningKey()]));
    const claims = { iss: ISSUER, aud: 'belgi', sub: 'c-1', kind: 'citizen', sid: 's-1' };
    const tokens = [
      await keys.sign('at+jwt', claims, -60),
      await stranger.sign('at+jwt', claims, 300),
      await keys.sign('acceptance+jwt', claims, 300),
      'not-a-token',
    ];
    for (const token of tokens) {
      const response = await post('{ book(id: "1") { id } }', { ...fromGateway, authorization: `Bearer ${token}` });
      expect(response.statusCode).toBe(401);
      expect(response.json().errors[0]).toMatchObject({
        message: 'Сеанс истёк или недействителен. Войдите снова.',
        extensions: { code: 'UNAUTHENTICATED', requestId: 'request-1' },
      });
    }
  });

  it('resolves entities one by one: one that throws leaves the others', async () => {
    const response = await post(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Book { id title } } }',
      fromGateway,
      { r: ['1', 'broken', 'gone', 'frozen'].map((id) => ({ __typename: 'Book', id })) },
    );
    const { data, errors } = response.json();
    expect(data._entities).toEqual([{ id: '1', title: 'one' }, null, null, { id: 'frozen', title: 'one' }]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      path: ['_entities', 1],
      extensions: { code: 'INTERNAL', requestId: 'request-1' },
    });
  });

  it('masks faults, logs them with their cause, and never the offending row', async () => {
    logged.length = 0;
    const response = await post('{ fails }');
    expect(response.body).not.toContain('connection');
    expect(response.json().errors[0]).toMatchObject({ extensions: { code: 'INTERNAL', requestId: 'request-1' } });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('connection lost');
    expect(logged[0]).toContain('socket hang up');
    expect(logged[0]).toContain('request-1');
    expect(logged[0]).not.toContain('21404198500012');
  });

  it('keeps the code of expected errors and answers in the language of the request', async () => {
    const response = await post('{ forbidden { id } }');
    expect(response.json()).toMatchObject({
      data: { forbidden: null },
      errors: [
        {
          message: 'Это принадлежит не вам.',
          extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'NOT_YOURS', requestId: 'request-1' },
        },
      ],
    });
  });

  it('codes invalid input BAD_USER_INPUT and does not repeat the value', async () => {
    const page = await post('{ books(first: 1000) { pageInfo { hasNextPage } } }');
    expect(page.json().errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'first', rules: ['max'] }],
    });
    const variable = await post('query ($a: Money!) { echo(amount: $a) }', fromGateway, { a: 21404198500012 });
    expect(variable.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(variable.body).not.toContain('21404198500012');
    const cursor = await post('{ books(after: "bm90IG91cnM") { pageInfo { hasNextPage } } }');
    expect(cursor.json().errors[0]).toMatchObject({
      message: 'Курсор не подходит к этому списку. Начните список сначала.',
      extensions: { code: 'BAD_CURSOR' },
    });
  });

  it('bounds depth, aliases, tokens and the size of a body', async () => {
    const deep = `{ book(id: "1") { ${'self { '.repeat(16)} id ${'} '.repeat(16)} } }`;
    const wide = `{ ${Array.from({ length: 101 }, (_, i) => `a${i}: book(id: "1") { id }`).join(' ')} }`;
    const long = `{ book(id: "1") { ${'id '.repeat(10_000)} } }`;
    for (const query of [deep, wide, long]) expect((await post(query)).statusCode).toBe(400);
    expect((await post(`{ book(id: "${'1'.repeat(1024 * 1024)}") { id } }`)).statusCode).toBe(413);
  });

  it('tells nothing of its schema in production', async () => {
    expect((await post('{ __schema { types { name } } }')).statusCode).toBe(400);
    expect((await post('{ boook(id: "1") { id } }')).body).not.toContain('Did you mean');
    expect((await app.inject({ method: 'GET', url: '/graphql', headers: fromGateway })).statusCode).toBe(404);
  });
});
