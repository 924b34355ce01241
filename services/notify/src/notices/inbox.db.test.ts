import type { Actor } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { containerOf, type ExecuteAs, executeAs, type RequestContext } from '@belgi/subgraph';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CitizenResolver } from '../citizens/citizen.resolver.js';
import { createLoaders } from '../loaders.js';
import { PreferenceResolver } from '../preferences/preference.resolver.js';
import { notifySubgraph } from '../subgraph.js';
import { createFixture, type Fixture, logger } from '../testing/fixture.js';
import { NoticeResolver } from './notice.resolver.js';
import { planNotice } from './plan-notice.js';
import type { InboxReader } from './read-inbox.js';

let fixture: Fixture;
let schema: GraphQLSchema;
let reader: InboxReader;
let citizenId: string;
const lotId = newId();

beforeAll(async () => {
  fixture = await createFixture();
  const { database, sealer } = fixture.sender;
  reader = { database, sealer, logger };
  schema = notifySubgraph(
    containerOf(
      new CitizenResolver(reader, database),
      new NoticeResolver(database),
      new PreferenceResolver(database, sealer),
    ),
  ).schema;
});
afterAll(() => fixture.close());
beforeEach(async () => {
  citizenId = await fixture.citizen();
  await fixture.transaction(async (tx) => {
    const outbid = { plate: '01 KG 777 AAA', price: '1250000' };
    await planNotice(fixture.sender, tx, { citizenId, kind: 'BID_OUTBID', causeId: newId(), params: outbid, lotId });
    const paid = { plate: '01 KG 777 AAA', certificate: 'C-1' };
    await planNotice(fixture.sender, tx, { citizenId, kind: 'LOT_PAID', causeId: newId(), params: paid, lotId });
  });
});

const citizen = (id = citizenId, restricted = false): Actor => ({
  kind: 'citizen',
  id,
  session: 'session',
  restricted,
  consent: null,
});
const run = <Data = Record<string, unknown>>(actor: Actor, query: string, more: Partial<ExecuteAs> = {}) => {
  const request = { actor, locale: more.locale ?? 'EN' } as RequestContext;
  return executeAs<Data>(schema, { query, ...more, actor, context: { loaders: createLoaders(reader, request) } });
};
const ofCitizen = (selection: string, id = citizenId) =>
  `{ _entities(representations: [{ __typename: "Citizen", id: "${id}" }]) { ... on Citizen { ${selection} } } }`;
type Entities<T> = { _entities: (T | null)[] };
type Inbox = {
  inbox: {
    edges: { cursor: string; node: Record<string, unknown> & { id: string; title: string } }[];
    pageInfo: object;
  };
  unreadCount: number;
};
const inbox = (actor: Actor, args = 'first: 10', more: Partial<ExecuteAs> = {}) =>
  run<Entities<Inbox>>(
    actor,
    ofCitizen(`inbox(${args}) { edges { cursor node { id kind title body at readAt lot { id } } }
      pageInfo { hasNextPage } } unreadCount`),
    more,
  );
const titles = (result: Awaited<ReturnType<typeof inbox>>) =>
  result.data?._entities[0]?.inbox.edges.map(({ node }) => node.title);

describe('the inbox', () => {
  it('shows my notices newest first, in the language of the request', async () => {
    expect(titles(await inbox(citizen()))).toEqual([
      'Payment received: 01 KG 777 AAA',
      'You were outbid: 01 KG 777 AAA',
    ]);
    const russian = await inbox(citizen(), 'first: 10', { locale: 'RU' });
    expect(titles(russian)).toEqual(['Оплата получена: 01 KG 777 AAA', 'Вашу ставку перебили: 01 KG 777 AAA']);
    const node = russian.data?._entities[0]?.inbox.edges[0]?.node;
    expect(node).toMatchObject({ kind: 'LOT_PAID', readAt: null, lot: { id: lotId } });
  });

  it('turns pages by cursor', async () => {
    const first = await inbox(citizen(), 'first: 1');
    const page = first.data?._entities[0]?.inbox;
    expect(page?.pageInfo).toEqual({ hasNextPage: true });
    const second = await inbox(citizen(), `first: 1, after: "${page?.edges[0]?.cursor}"`);
    expect(titles(second)).toEqual(['You were outbid: 01 KG 777 AAA']);
    expect((await inbox(citizen(), 'first: 1, after: "bm9wZQ"')).errors?.[0]?.extensions['code']).toBe('BAD_CURSOR');
  });

  it('shows a restricted session what law and contract demand, nothing else', async () => {
    const result = await inbox(citizen(citizenId, true));
    expect(titles(result)).toEqual(['Payment received: 01 KG 777 AAA']);
    expect(result.data?._entities[0]?.unreadCount).toBe(1);
  });

  it.each<[string, Actor, string]>([
    ['signed out', { kind: 'anonymous' }, 'SIGN_IN_REQUIRED'],
    ['another citizen', citizen(newId()), 'NOT_YOURS'],
    ['staff', { kind: 'staff', id: newId(), session: 's', roles: ['OPERATOR'] }, 'PURPOSE_DENIED'],
    [
      'an agency',
      {
        kind: 'agency',
        id: newId(),
        clientId: 'c',
        name: 'C',
        scopes: ['disclosures:read'],
        keyThumbprint: 'k',
        xRoadMember: null,
        grants: [],
      },
      'ROLE_REQUIRED',
    ],
  ])('is closed to %s', async (_, actor, reason) => {
    const result = await run<Entities<object>>(
      actor,
      ofCitizen('inbox { edges { cursor } } unreadCount noticePreferences { kinds { kind } }'),
    );
    expect(result.data?._entities[0]).toEqual({ inbox: null, unreadCount: null, noticePreferences: null });
    expect(result.errors?.map(({ extensions }) => extensions['reason'] ?? extensions['code'])).toEqual(
      Array.from({ length: 3 }, () => reason),
    );
  });
});

describe('a notice by its id', () => {
  const byId = (actor: Actor, id: string) =>
    run<Entities<{ title: string }>>(
      actor,
      `{ _entities(representations: [{ __typename: "Notice", id: "${id}" }]) { ... on Notice { title } } }`,
    );

  it('is its owner’s; for others it is as unknown as one that never was', async () => {
    const id = (await inbox(citizen())).data?._entities[0]?.inbox.edges[1]?.node.id ?? '';
    expect((await byId(citizen(), id)).data?._entities[0]?.title).toBe('You were outbid: 01 KG 777 AAA');
    const answers = [
      await byId(citizen(newId()), id),
      await byId(citizen(), newId()),
      await byId(citizen(), 'no-id'),
      await byId(citizen(citizenId, true), id),
    ];
    for (const { data, errors } of answers) {
      expect(data?._entities).toEqual([null]);
      expect(errors?.[0]?.extensions['reason']).toBe('NOT_YOURS');
    }
    expect((await byId({ kind: 'anonymous' }, id)).errors?.[0]?.extensions['reason']).toBe('SIGN_IN_REQUIRED');
  });
});

describe('markNoticesRead', () => {
  const mark = (actor: Actor, ids: string[]) =>
    run<{ markNoticesRead: boolean }>(actor, 'mutation ($ids: [ID!]!) { markNoticesRead(ids: $ids) }', {
      variables: { ids },
    });

  it('marks mine, keeps the first time, and leaves everybody else’s alone', async () => {
    const ids = (await inbox(citizen())).data?._entities[0]?.inbox.edges.map(({ node }) => node.id) ?? [];
    expect((await mark(citizen(await fixture.citizen()), ids)).data).toEqual({ markNoticesRead: false });
    expect((await inbox(citizen())).data?._entities[0]?.unreadCount).toBe(2);
    expect((await mark(citizen(), [...ids, ...ids])).data).toEqual({ markNoticesRead: true });
    const unread = await inbox(citizen(), 'unreadOnly: true');
    expect([titles(unread), unread.data?._entities[0]?.unreadCount]).toEqual([[], 0]);
    const readAt = async () => (await inbox(citizen())).data?._entities[0]?.inbox.edges[0]?.node['readAt'];
    const before = await readAt();
    expect((await mark(citizen(), [...ids, newId(), 'no-id'])).data).toEqual({ markNoticesRead: false });
    expect(await readAt()).toEqual(before);
  });

  it('takes up to 100 ids of a citizen', async () => {
    const many = await mark(citizen(), Array.from({ length: 101 }, newId));
    expect(many.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect((await mark({ kind: 'anonymous' }, [])).errors?.[0]?.extensions['reason']).toBe('SIGN_IN_REQUIRED');
  });
});

describe('setNoticePreferences', () => {
  const set = (actor: Actor, input: object) =>
    run<{ setNoticePreferences: object }>(
      actor,
      `mutation ($input: NoticePreferencesInput!) { setNoticePreferences(input: $input) {
        ... on NoticePreferences { kinds { kind email sms } quietHours { from until } }
        ... on Refusal { code message } } }`,
      { variables: { input }, locale: 'RU' },
    );

  it('switches optional kinds and sets quiet hours, and shows what holds now', async () => {
    const input = { kinds: [{ kind: 'BID_OUTBID', sms: false }], quietHours: { from: '22:00', until: '07:00' } };
    const expected = {
      kinds: [
        { kind: 'WELCOME', email: true, sms: null },
        { kind: 'PIN_VERIFIED', email: true, sms: null },
        { kind: 'BID_OUTBID', email: true, sms: false },
        { kind: 'WATCHED_LOT_OPENED', email: true, sms: null },
        { kind: 'WATCHED_LOT_CLOSES_SOON', email: true, sms: null },
        { kind: 'WATCHED_LOT_CANCELLED', email: true, sms: null },
        { kind: 'WATCHED_PATTERN_PLANNED', email: true, sms: null },
      ],
      quietHours: { from: '22:00', until: '07:00' },
    };
    expect((await set(citizen(), input)).data?.setNoticePreferences).toEqual(expected);
    expect((await set(citizen(), {})).data?.setNoticePreferences).toEqual(expected);
    const back = { kinds: [{ kind: 'BID_OUTBID', sms: true }], quietHours: { from: null, until: null } };
    expect((await set(citizen(), back)).data?.setNoticePreferences).toMatchObject({ quietHours: null });
  });

  it.each([
    ['NOTICE_KIND_UNKNOWN', { kinds: [{ kind: 'SPAM', email: true }] }],
    ['NOTICE_MANDATORY', { kinds: [{ kind: 'DISCLOSURE_READ', email: false }] }],
    ['QUIET_HOURS_INVALID', { quietHours: { from: '25:00', until: '07:00' } }],
  ])('refuses %s in the language of the request', async (code, input) => {
    const refused = (await set(citizen(), input)).data?.setNoticePreferences;
    expect(refused).toMatchObject({ code, message: expect.stringMatching(/[а-я]/) });
  });

  it('is for citizens with a live consent', async () => {
    expect((await set(citizen(citizenId, true), {})).errors?.[0]?.extensions['reason']).toBe('RESTRICTED_SESSION');
  });
});
