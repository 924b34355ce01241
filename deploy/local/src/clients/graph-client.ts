import { request } from 'undici';
import type { AgencyToken } from './agency-client.js';

/** An error of the graph as it came over the wire. */
export interface GraphFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly reason?: string } & Readonly<Record<string, unknown>>;
}

export interface GraphAnswer<Data> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly GraphFault[];
}

export type Variables = Readonly<Record<string, unknown>>;
/** What a test or a seed reads out of an answer; the graph itself checks shapes. */
// biome-ignore lint/suspicious/noExplicitAny: each caller knows what it selected
export type Anything = any;

/** The graph answered with errors where data was expected. */
export class GraphError extends Error {
  constructor(readonly answer: GraphAnswer<unknown>) {
    const faults = answer.errors?.map((fault) => `${fault.extensions?.code ?? 'no code'}: ${fault.message}`) ?? [];
    super(`The graph answered ${answer.status} ${faults.join('; ') || 'without data'}`);
    this.name = 'GraphError';
  }

  get codes(): readonly string[] {
    return this.answer.errors?.map((fault) => fault.extensions?.code ?? '') ?? [];
  }
}

const TIMEOUT_MS = 30_000;

/** A front-end as plain as can be: one endpoint, perhaps a token, perhaps a language. */
export class GraphClient {
  constructor(
    /** The gateway, e.g. `http://localhost:4000`. */
    readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
    private readonly path = '/graphql',
    /** An agency's token, which needs headers of its own for each request. */
    private readonly agency?: AgencyToken,
  ) {}

  with(headers: Readonly<Record<string, string>>): GraphClient {
    return new GraphClient(this.url, { ...this.headers, ...headers }, this.path, this.agency);
  }

  /** The same caller at the endpoint of partner agencies. */
  atPartnerEndpoint(): GraphClient {
    return new GraphClient(this.url, this.headers, '/partner/graphql', this.agency);
  }

  withToken(token: string | AgencyToken): GraphClient {
    if (typeof token === 'string') return this.with({ authorization: `Bearer ${token}` });
    return new GraphClient(this.url, this.headers, this.path, token);
  }

  speaking(locale: string): GraphClient {
    return this.with({ 'accept-language': locale.toLowerCase() });
  }

  /** The answer as it is, errors and all. @throws only when there is no GraphQL answer */
  async send<Data = Anything>(query: string, variables: Variables = {}): Promise<GraphAnswer<Data>> {
    const response = await request(this.url + this.path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...this.headers,
        ...(await this.agency?.headers('POST', this.path)),
      },
      body: JSON.stringify({ query, variables }),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    const text = await response.body.text();
    try {
      return { status: response.statusCode, ...(JSON.parse(text) as object) };
    } catch (cause) {
      throw new Error(`The gateway answered ${response.statusCode} without JSON`, { cause });
    }
  }

  /** The data of an answer without errors. @throws GraphError */
  async ask<Data = Anything>(query: string, variables: Variables = {}): Promise<Data> {
    const answer = await this.send<Data>(query, variables);
    if (answer.errors || !answer.data) throw new GraphError(answer);
    return answer.data;
  }
}
