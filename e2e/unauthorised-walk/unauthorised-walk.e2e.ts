import { createKeySet, disclosureTickets } from '@belgi/access';
import { dataCategories } from '@belgi/contracts';
import { createSystem, type TestSystem, waitFor } from '@belgi/testkit';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callersOf } from './callers.js';
import { askSubgraph, entitiesOf } from './entities.js';
import { everythingBelow, type Given } from './operations.js';
import { outcomesOf, printTable } from './outcomes.js';
import { type Scene, setScene } from './scene.js';

/**
 * Journey 7: everybody asks for everything. Each field and mutation of the graph, and each entity of each subgraph by a
 * foreign id, for a citizen whose things they are, another one, a restricted one, each staff role, an agency, and
 * whoever is signed out. The table of what they got is committed; a change of it is a change of who may what.
 */
let system: TestSystem;
let scene: Scene;
let schema: GraphQLSchema;
let callers: readonly Caller[];

beforeAll(async () => {
  system = await createSystem();
  scene = await setScene(system);
  callers = callersOf(system, scene);
  schema = buildClientSchema(await system.graph.ask(getIntrospectionQuery()));
}, 600_000);
afterAll(() => system?.stop());

const quoted = (text: string) => JSON.stringify(text);

/** Arguments that point at the owner's things; everything else is made up and means nothing. */
const given: Given = (path) => {
  const chosen: Readonly<Record<string, string>> = {
    'Query.lot.id': quoted(scene.lot.id),
    'Query.citizen.id': quoted(scene.owner.id),
    'Query.citizen.purpose': 'IDENTIFICATION',
    'Query.citizen.caseNumber': quoted('119-2'),
    'Query.policyDraft.id': quoted(scene.ids.draft),
    'Query.dataDoubt.id': quoted(scene.ids.doubt),
    'Query.inquiry.reference': quoted(scene.ids.inquiry),
    'Mutation.recordInquiryTold.reference': quoted(scene.ids.inquiry),
    'Mutation.enterLot.lotId': quoted(scene.lot.id),
    'Mutation.placeBid.lotId': quoted(scene.lot.id),
    'Mutation.setMaximumBid.lotId': quoted(scene.lot.id),
    'Mutation.setMaximumBid.key': quoted('a-maximum'),
    'Mutation.payForLot.lotId': quoted(scene.lot.id),
    'Mutation.reserveLot.lotId': quoted(scene.fixed.id),
    'Mutation.watchLot.lotId': quoted(scene.lot.id),
    'Mutation.unwatchLot.lotId': quoted(scene.lot.id),
    'Mutation.watchPattern.input.pattern': quoted('A*A'),
    'Mutation.unwatchPattern.id': quoted(scene.ids.pattern),
    // Empty, so that nobody's question is counted against the one address they all have.
    'Mutation.askAboutPolicy.input.text': quoted(''),
  };
  return chosen[path];
};

/** What ends a session or a consent is asked by somebody who is not needed any more. */
const tokenFor = (caller: Caller, path: string) => {
  if (path === 'Mutation.signOut') return caller.spare();
  if (path === 'Mutation.requestErasure') return caller.goner();
  return path === 'Mutation.withdrawConsent' ? caller.leaver() : caller.token();
};

type Table = Map<string, Map<string, string>>;
function note(table: Table, path: string, caller: string, outcome: string): void {
  table.set(path, (table.get(path) ?? new Map<string, string>()).set(caller, outcome));
}

/** One root field as everybody gets it. */
async function walkRoot(table: Table, kind: 'query' | 'mutation', name: string): Promise<ReadonlySet<string>> {
  const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const field = type?.getFields()[name];
  if (type == null || field === undefined) throw new Error(`${kind} ${name} is not in the graph`);
  const { text, asked } = everythingBelow(schema, field, `${type.name}.${name}`, given);
  for (const caller of callers) {
    const token = await tokenFor(caller, `${type.name}.${name}`);
    const graph = token === undefined ? system.graph : system.graph.withToken(token);
    const answer = await graph.send(`${kind} Walk { ${text} }`);
    for (const [path, outcome] of outcomesOf(answer, name)) note(table, `${type.name}.${path}`, caller.name, outcome);
  }
  return asked;
}

const namesOf = (kind: 'query' | 'mutation') =>
  Object.keys((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}).toSorted();

// Before the walk, in which everybody does to the owner whatever they may.
describe('a look at somebody', () => {
  it('at what other services have of them is denied for any purpose, and they see that it was tried', async () => {
    const operator = await callers.find(({ name }) => name === 'OPERATOR')?.token();
    const answer = await system.graph.withToken(operator as string).send(
      `query ($id: ID!) { citizen(id: $id, purpose: IDENTIFICATION, caseNumber: "119-3") {
        id personal { fullName { assurance } } unreadCount entries { edges { cursor } } } }`,
      { id: scene.owner.id },
    );
    expect(answer.data).toMatchObject({ citizen: { id: scene.owner.id, unreadCount: null, entries: null } });
    expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(['PURPOSE_DENIED', 'PURPOSE_DENIED']);
    await scene.owner.signsIn();
    const tried = await waitFor(async () => {
      const { me } = await scene.owner.graph.ask(
        '{ me { staffReads(first: 10) { edges { node { caseNumber fields refused } } } } }',
      );
      const ofCase = me.staffReads.edges.filter(
        ({ node }: { node: { caseNumber: string } }) => node.caseNumber === '119-3',
      );
      return ofCase.length === 2 && ofCase.map(({ node }: { node: object }) => node);
    });
    expect(tried).toEqual(
      expect.arrayContaining([
        { caseNumber: '119-3', fields: ['fullName'], refused: null },
        { caseNumber: '119-3', fields: ['unreadCount', 'entries'], refused: 'PURPOSE_DENIED' },
      ]),
    );
  });
});

describe('through the gateway', () => {
  it('everybody gets what the table says, and every field is asked for', async () => {
    const asked = new Set<string>();
    const table: Table = new Map();
    for (const kind of ['query', 'mutation'] as const)
      for (const name of namesOf(kind)) for (const field of await walkRoot(table, kind, name)) asked.add(field);
    const columns = callers.map(({ name }) => name);
    await expect(`${printTable(columns, table)}\n`).toMatchFileSnapshot('./gateway-outcomes.txt');
    expect(everyField(schema).filter((field) => !asked.has(field))).toEqual([]);
  }, 600_000);
});

/** `Type.field` for all that the graph gives out. */
function everyField(graph: GraphQLSchema): string[] {
  const subscription = graph.getSubscriptionType();
  return Object.values(graph.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__') || type === subscription) return [];
    if (isObjectType(type)) return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`);
    // Interfaces and unions are asked for through their members; inputs, enums and scalars have no fields to give.
    return [];
  });
}

describe('past the gateway', () => {
  const services = ['identity', 'privacy', 'auction', 'notify'] as const;

  it.each(services)('%s refuses whoever lacks the deployment secret', async (service) => {
    const token = await callers[1]?.token();
    const response = await fetch(`${system.serviceUrl(service)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FROM_GATEWAY' } }] });
  });

  /** The owner's things, as whoever saw an id somewhere would ask for them. */
  async function representationOf(name: string): Promise<object> {
    const keys: Readonly<Record<string, object>> = {
      Citizen: { id: scene.owner.id },
      Agency: { id: scene.agency.id },
      Lot: { id: scene.lot.id },
      Plate: { id: scene.ids.plate },
      Entry: { id: scene.ids.entry },
      Bid: { id: scene.ids.bid },
      Notice: { id: scene.ids.notice },
      PolicyEdition: { number: 1 },
      UserAgreementEdition: { number: 1 },
      DisclosureRequest: { id: scene.ids.request },
      DisclosedPerson: { ticket: await ticketOfStranger() },
      WithdrawalEffects: { id: scene.owner.id },
    };
    const key = keys[name];
    if (key === undefined) throw new Error(`say here which ${name} everybody asks for`);
    return { __typename: name, ...key };
  }

  /** A genuine ticket over the owner, issued to another agency than the one that walks. */
  function ticketOfStranger(): Promise<string> {
    const keys = createKeySet(system.settings.secrets.signingKeys.privacy);
    return disclosureTickets.issuer(keys).issue({
      ...{ grant: 'grant', agency: scene.stranger.id, citizen: scene.owner.id, entry: 'entry' },
      categories: dataCategories,
      keyThumbprint: 'of its key',
      period: { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2030-01-01T00:00:00Z') },
      leafHash: 'ab'.repeat(32),
    });
  }

  it('every entity by a foreign id gives what the table says', async () => {
    const table: Table = new Map();
    for (const service of services)
      for (const entity of entitiesOf(service, given)) {
        for (const caller of callers) {
          const fields = entity.fields.map(({ text }) => text).join(' ');
          const query = `query Walk($these: [_Any!]!) { _entities(representations: $these) { __typename ... on ${entity.name} { ${fields} } } }`;
          const these = [await representationOf(entity.name)];
          const answer = await askSubgraph(system, service, query, { these }, await caller.token());
          for (const [path, outcome] of outcomesOf(answer, '_entities'))
            note(table, `${service}: ${path.replace('_entities', entity.name)}`, caller.name, outcome);
        }
      }
    const columns = callers.map(({ name }) => name);
    await expect(`${printTable(columns, table)}\n`).toMatchFileSnapshot('./entity-outcomes.txt');
  }, 600_000);
});
