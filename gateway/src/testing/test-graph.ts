import { composeServices } from '@apollo/composition';
import { createKeySet, generateSigningKey, type KeySet } from '@belgi/access';
import { GraphQLError, parse } from 'graphql';
import { startTestService, type TestService } from './test-service.js';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires", "@tag"])`;

const IDENTITY = `${LINK}
type Query {
  me: Citizen
  citizen(id: ID!): Citizen
  people: [Person]
  serverTime: String! @tag(name: "partner")
  findForPartner(filter: FindInput, kind: Kind): Found @tag(name: "partner")
  findSecret: Found
  never: String
  fails(code: String!, reason: String): String
  throws: String
  citizenOf(pin: String!): String
  find(filter: FindInput): String
  number(of: Int!): Int
  large(bytes: Int!): String
}
enum Kind { LETTER CASE }
union Found @tag(name: "partner") = Letter | Citizen
type Letter @tag(name: "partner") { number: String reader: Citizen }
input FindInput { pin: String region: String }
type Mutation { countUp: Int! never: String signIn(login: String!): Boolean @tag(name: "partner") }
union Person = Citizen | Clerk
type Citizen @key(fields: "id") { id: ID! name: String }
type Clerk { room: Int! }
`;

const AUCTION = `${LINK}
type Query { lots: [Lot!]! lot(id: ID!): Lot }
type Lot @key(fields: "id") { id: ID! number: String! closesAt: String! related: [Lot!]! }
type Citizen @key(fields: "id") { id: ID! entries: Int points: Int! }
`;

/** Two subgraphs under names the gateway knows; identity publishes the keys of its tokens as the real one does. */
export interface TestGraph {
  readonly identity: TestService;
  readonly auction: TestService;
  readonly keys: KeySet;
  readonly supergraph: string;
  close(): Promise<void>;
}

interface Context {
  readonly closed: AbortSignal;
}
/** Waits until whoever asked has hung up. */
const untilClosed = (_: unknown, __: unknown, { closed }: Context) =>
  new Promise<null>((resolve) => closed.addEventListener('abort', () => resolve(null), { once: true }));

function startIdentity(): Promise<TestService> {
  let count = 0;
  return startTestService(IDENTITY, {
    Query: {
      me: () => ({ id: 'c1', name: 'Aisulu' }),
      citizen: (_: unknown, { id }: { id: string }) => ({ id, name: 'Aisulu' }),
      people: () => [{ room: 7 }, null, { id: 'c1', name: 'Aisulu' }, { id: 'c2', name: 'Bakyt' }],
      serverTime: () => '2030-01-01T00:00:00.000Z',
      never: untilClosed,
      findForPartner: () => ({ number: '17-3/402' }),
      findSecret: () => ({ number: 'secret' }),
      fails: (_: unknown, { code, reason }: { code: string; reason?: string }) => {
        throw new GraphQLError('said by the subgraph', { extensions: { code, reason, stacktrace: ['inner'] } });
      },
      throws: () => {
        throw new Error('relation "accounts" does not exist');
      },
      citizenOf: () => 'c1',
      find: () => 'found',
      number: (_: unknown, { of }: { of: number }) => of,
      large: (_: unknown, { bytes }: { bytes: number }) => 'x'.repeat(bytes),
    },
    Mutation: { countUp: () => ++count, never: untilClosed, signIn: () => true },
    Found: { __resolveType: () => 'Letter' },
    Person: { __resolveType: (person: { id?: string }) => (person.id === undefined ? 'Clerk' : 'Citizen') },
    Citizen: { __resolveReference: ({ id }: { id: string }) => ({ id, name: id === 'c1' ? 'Aisulu' : 'Bakyt' }) },
  });
}

function startAuction(): Promise<TestService> {
  const lot = (id: string) => ({ id, number: '01 KG 777 AAA', closesAt: '2030-01-01T12:00:00.000Z' });
  return startTestService(AUCTION, {
    Query: { lots: () => [lot('l1'), lot('l2')], lot: (_: unknown, { id }: { id: string }) => lot(id) },
    Lot: { __resolveReference: ({ id }: { id: string }) => lot(id), related: ({ id }: { id: string }) => [lot(id)] },
    Citizen: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      entries: ({ id }: { id: string }) => {
        if (id === 'c2') throw new GraphQLError('not yours', { extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } });
        return 3;
      },
      points: () => null,
    },
  });
}

export function compose(services: Readonly<Record<string, TestService>>): string {
  const result = composeServices(
    Object.entries(services).map(([name, { url, sdl }]) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (result.supergraphSdl === undefined) throw new Error(result.errors?.map(String).join('\n'));
  return result.supergraphSdl;
}

export async function startTestGraph(): Promise<TestGraph> {
  const [identity, auction] = await Promise.all([startIdentity(), startAuction()]);
  const keys = createKeySet(JSON.stringify([generateSigningKey()]));
  const echo = identity.answer;
  // What identity keeps in its database.
  const usedProofs = new Set<string>();
  identity.answer = (request, response, body) => {
    if (request.url === '/dpop-proofs') {
      const { id } = JSON.parse(body) as { id: string };
      const first = !usedProofs.has(id);
      usedProofs.add(id);
      return void response.writeHead(first ? 201 : 409).end();
    }
    if (request.url !== '/.well-known/jwks.json') return echo(request, response, body);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(keys.publicJwks()));
  };
  return {
    identity,
    auction,
    keys,
    supergraph: compose({ identity, auction }),
    close: async () => {
      await Promise.all([identity.close(), auction.close()]);
    },
  };
}
