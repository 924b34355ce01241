import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Resolvers = Record<string, Record<string, unknown>>;

/** A stand-in for a service in the gateway's tests: a real subgraph over real HTTP that remembers what it was sent. */
export interface TestService {
  readonly url: string;
  readonly sdl: string;
  /** Every request so far, oldest first. */
  readonly seen: Seen[];
  /** Answers any path but /graphql; default: an echo of method and path as JSON. */
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  /** Takes the place of the subgraph, to answer as a broken one would. */
  graphqlAnswer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const json = (response: ServerResponse, status: number, value: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

export async function startTestService(sdl: string, resolvers: Resolvers): Promise<TestService> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void textOf(request)
      .then(async (body) => {
        seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
        if (request.url !== '/graphql') return service.answer(request, response, body);
        if (service.graphqlAnswer) return service.graphqlAnswer(request, response);
        const { query, variables, operationName } = JSON.parse(body);
        const closed = new AbortController();
        response.once('close', () => closed.abort());
        const contextValue = { headers: request.headers, closed: closed.signal };
        json(
          response,
          200,
          await graphql({ schema, source: query, variableValues: variables, operationName, contextValue }),
        );
      })
      // The gateway hung up while it was sending.
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const service: TestService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sdl,
    seen,
    answer: (request, response) => void json(response, 200, { method: request.method, url: request.url }),
    graphqlAnswer: undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}
