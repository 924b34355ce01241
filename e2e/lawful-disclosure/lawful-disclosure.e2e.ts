import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgencyToken } from '@belgi/local';
import {
  aCitizen,
  aLot,
  anAgency,
  aStaff,
  createSystem,
  type TestAgency,
  type TestCitizen,
  type TestLot,
  type TestStaff,
  type TestSystem,
} from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bishkekDay, carriesOn, countedForEverybody, delayOf, knownTo, provedTo } from './delayed-notice.js';
import { decides, prepares, readsLeftOf } from './officers.js';
import { asFiled, filesOnLetter, PERIOD, pastTheGateway, sends } from './official-letter.js';

/**
 * Journey 4: a body of inquiry asks about Nurlan on an official letter. What it gets is narrowed, each of its reads
 * is counted, recorded and shown to him, and nothing outside the grant comes out.
 */
let system: TestSystem;
let inquiry: TestAgency;
let stranger: TestAgency;
let nurlan: TestCitizen;
let preparer: TestStaff;
let decider: TestStaff;
/** A valid PIN that nobody registered with. */
const UNKNOWN_PIN = '21503197700001';
const OTHER_PIN = '11503197700002';

beforeAll(async () => {
  system = await createSystem();
  [preparer, decider, inquiry, stranger, nurlan] = await Promise.all([
    aStaff(system).withRole('PRIVACY_OFFICER'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
    anAgency(system).named('Body of inquiry'),
    anAgency(system).named('Another body'),
    aCitizen(system).named('Нурлан Токтогулов').speaking('RU').verified(),
  ]);
}, 300_000);
afterAll(() => system?.stop());

const REFUSAL = '... on Refusal { code message }';
const past = pastTheGateway(() => system);
const sendsLetter = (token: string | AgencyToken, bytes?: string) => sends(system, token, bytes);
async function files(subjectPins: string[], categories: string[], period = PERIOD): Promise<{ id: string }> {
  const { request, sha256 } = await filesOnLetter(system, inquiry, { subjectPins, categories, period });
  expect(request).toMatchObject({ ...asFiled(inquiry, sha256, period), answerDueAt: expect.any(String) });
  return request;
}

/** Filed, prepared, decided: a grant over Nurlan, and over whoever has the unknown PIN. */
async function isGranted(scope: { categories: string[]; validDays?: number; reads?: number; validFrom?: Date }) {
  const { validFrom, ...prepared } = { validDays: 5, reads: 5, ...scope };
  const request = await files([nurlan.who.pin, UNKNOWN_PIN], ['NAME', 'PHONE', 'EMAIL', 'ADDRESS']);
  await prepares(preparer, { requestId: request.id, reason: 'as far as the act goes', ...prepared });
  const decided = await decides(decider, { requestId: request.id, reason: 'agreed', ...(validFrom && { validFrom }) });
  return decided.grant as { id: string };
}

const READ = `mutation Read($grantId: ID!, $pin: String!, $key: ID!) {
  readDisclosedPerson(grantId: $grantId, pin: $pin, key: $key) {
    __typename
    ... on DisclosedPerson { held fullName { value assurance } }
    ${REFUSAL}
  }
}`;
async function reads(grant: { id: string }, pin: string, key: string = randomUUID(), agency = inquiry) {
  const graph = await agency.graph({ grants: [grant.id] });
  return (await graph.ask(READ, { grantId: grant.id, pin, key })).readDisclosedPerson;
}

const readsLeft = (grant: { id: string }) => readsLeftOf(decider, grant);

describe('from the letter to the grant', () => {
  it('takes a letter for what it contains, from an agency', async () => {
    expect((await sendsLetter(await inquiry.token(), '<html>not a letter</html>')).status).toBe(415);
    expect((await sendsLetter(nurlan.session.accessToken)).status).toBe(403);
  });

  it('is prepared by one officer and decided, narrowed, by another', async () => {
    const request = await files([nurlan.who.pin], ['NAME', 'PHONE', 'ADDRESS', 'BID_HISTORY']);
    const proposal = { requestId: request.id, reason: 'as far as the act goes', validDays: 5, reads: 2 };
    expect(await prepares(preparer, { ...proposal, categories: ['NAME', 'PAYMENT'] })).toMatchObject({
      code: 'CATEGORY_NOT_REQUESTED',
    });
    expect(await prepares(preparer, { ...proposal, categories: ['NAME', 'PHONE'] })).toMatchObject({
      state: 'UNDER_REVIEW',
    });
    const decision = { requestId: request.id, categories: ['NAME'], reason: 'the phone is not needed' };
    const removals = [{ kind: 'CATEGORY', category: 'ADDRESS', reason: 'they live elsewhere' }];
    expect(await decides(preparer, decision)).toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    expect(await decides(decider, { ...decision, categories: ['NAME', 'ADDRESS'] })).toMatchObject({
      code: 'WIDER_THAN_PREPARED',
    });
    expect(await decides(decider, { ...decision, removals })).toMatchObject({
      ...{ state: 'NARROWED', stateReason: 'the phone is not needed' },
      decision: {
        ...{ categories: ['NAME'], reason: 'the phone is not needed' },
        removed: expect.arrayContaining([
          { kind: 'CATEGORY', category: 'PHONE', subject: null, count: null, reason: 'the phone is not needed' },
          { kind: 'CATEGORY', category: 'ADDRESS', subject: null, count: null, reason: 'they live elsewhere' },
        ]),
      },
      grant: { readsLeft: 2, subjects: 1, period: PERIOD },
    });
  });

  it('covers the persons that are left, and says whom it left out and why', async () => {
    const request = await files([nurlan.who.pin, OTHER_PIN], ['NAME']);
    const removals = [{ kind: 'SUBJECT', subjectPin: OTHER_PIN, reason: 'not of this inquiry' }];
    await prepares(preparer, { requestId: request.id, categories: ['NAME'], reason: 'as the letter says', removals });
    const decided = await decides(decider, { requestId: request.id, reason: 'agreed' });
    expect(decided).toMatchObject({ state: 'NARROWED', grant: { subjects: 1 } });
    expect(decided.decision.removed).toEqual([
      { kind: 'SUBJECT', category: null, subject: '••••••••••0002', count: null, reason: 'not of this inquiry' },
    ]);
    expect(await reads(decided.grant, OTHER_PIN)).toMatchObject({ code: 'SUBJECT_NOT_IN_GRANT' });
    expect(await reads(decided.grant, nurlan.who.pin)).toMatchObject({ held: true });
  });

  it('shows an agency its own requests only, and a citizen none', async () => {
    const list = 'query Requests { disclosureRequests { edges { node { id } } } }';
    expect((await (await stranger.graph()).ask(list)).disclosureRequests.edges).toEqual([]);
    expect((await (await inquiry.graph()).ask(list)).disclosureRequests.edges.length).toBeGreaterThan(0);
    const refused = await nurlan.graph.send(list);
    expect(refused.data?.disclosureRequests ?? null).toBeNull();
    expect(refused.errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });
});

describe('reading', () => {
  it('gives exactly what was granted of exactly that person', async () => {
    const grant = await isGranted({ categories: ['NAME', 'PHONE'] });
    const graph = await inquiry.graph({ grants: [grant.id] });
    const selecting = (fields: string) =>
      graph.send(READ.replace('held', `held ${fields}`), {
        grantId: grant.id,
        pin: nurlan.who.pin,
        key: randomUUID(),
      });
    const within = await selecting('phone { value }');
    expect(within.errors).toBeUndefined();
    expect(within.data.readDisclosedPerson).toEqual({
      __typename: 'DisclosedPerson',
      held: true,
      fullName: { value: nurlan.who.name, assurance: 'VERIFIED' },
      phone: { value: nurlan.who.phone },
    });
    const wider = await selecting('phone { value } address { value }');
    expect(wider.data.readDisclosedPerson).toMatchObject({ phone: { value: nurlan.who.phone }, address: null });
    expect(wider.errors?.map((error) => error.extensions?.code)).toEqual(['DISCLOSURE_NOT_GRANTED']);
  });

  it('refuses another person, another agency, another time and another count, each by its own code', async () => {
    const grant = await isGranted({ categories: ['NAME'], reads: 1 });
    const coming = await isGranted({ categories: ['NAME'], validFrom: new Date(system.now().getTime() + 3_600_000) });
    const revoked = await isGranted({ categories: ['NAME'] });
    await decider.graph.ask(
      `mutation Revoke($id: ID!) { revokeDisclosureGrant(grantId: $id, reason: "the case was closed") { __typename } }`,
      { id: revoked.id },
    );
    const { pin } = nurlan.who;
    expect(await reads(grant, OTHER_PIN)).toMatchObject({ code: 'SUBJECT_NOT_IN_GRANT' });
    expect(await reads(grant, pin, randomUUID(), stranger)).toMatchObject({ code: 'GRANT_UNKNOWN' });
    expect(await reads(coming, pin)).toMatchObject({ code: 'GRANT_NOT_YET' });
    expect(await reads(revoked, pin)).toMatchObject({ code: 'GRANT_REVOKED' });
    expect(await reads(grant, pin)).toMatchObject({ held: true });
    expect(await reads(grant, pin)).toMatchObject({ code: 'GRANT_SPENT' });
  });

  it('works the same over the exchange layer, and names the officer nowhere', async () => {
    const grant = await isGranted({ categories: ['NAME'] });
    const officer = 'KG-officer-4471';
    const partner = (await inquiry.graph({ grants: [grant.id] })).atPartnerEndpoint();
    const headers = {
      'X-Road-Client': 'KG/GOV/70000001/inquiry',
      'X-Road-UserId': officer,
      'X-Road-Issue': '17-3/402',
    };
    const variables = { grantId: grant.id, pin: nurlan.who.pin, key: randomUUID() };
    const answer = await partner.with(headers).ask(READ, variables);
    expect(answer.readDisclosedPerson).toMatchObject({ held: true, fullName: { value: nurlan.who.name } });
    const log = (name: string) => readFileSync(join(system.home, 'logs', `${name}.log`), 'utf8');
    // The line is written beside the answer, not before it.
    await expect.poll(() => log('gateway'), { timeout: 10_000 }).toContain('"issue":"17-3/402"');
    for (const name of ['gateway', 'identity', 'privacy', 'auction', 'notify'])
      expect(log(name)).not.toContain(officer);
    const beyond = await partner.send('{ me { id } }');
    expect(beyond.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const citizen = await nurlan.graph.atPartnerEndpoint().send('{ currentPolicy { number } }');
    expect(citizen.errors?.[0]?.extensions?.code).toBe('AGENCY_REQUIRED');
  });

  it('needs a token that names the grant, and the key that the token is bound to', async () => {
    const grant = await isGranted({ categories: ['NAME'] });
    const variables = { grantId: grant.id, pin: nurlan.who.pin, key: randomUUID() };
    const unasked = await (await inquiry.graph()).ask(READ, variables);
    expect(unasked.readDisclosedPerson).toMatchObject({ code: 'GRANT_NOT_IN_TOKEN' });
    const token = await inquiry.token({ grants: [grant.id] });
    const { authorization, dpop } = await token.headers('POST', '/graphql');
    const sent = (headers: Record<string, string>) => system.graph.with(headers).send(READ, variables);
    const stolen = [
      await sent({ authorization }),
      await sent({ authorization: `Bearer ${token.accessToken}` }),
      await sent({ authorization, dpop: (await (await stranger.token()).headers('POST', '/graphql')).dpop }),
    ];
    expect(stolen.map(({ status, data }) => [status, data ?? null])).toEqual(stolen.map(() => [401, null]));
    expect(await readsLeft(grant)).toBe(5);
    expect((await sent({ authorization, dpop })).data.readDisclosedPerson).toMatchObject({ held: true });
    expect((await sent({ authorization, dpop })).errors?.[0]?.extensions).toMatchObject({ reason: 'PROOF_INVALID' });
    expect(await readsLeft(grant)).toBe(4);
  });

  it('answers a repeated key again without counting it, and an unknown PIN alike', async () => {
    const grant = await isGranted({ categories: ['NAME'] });
    const key = randomUUID();
    const first = await reads(grant, nurlan.who.pin, key);
    expect(await reads(grant, nurlan.who.pin, key)).toEqual(first);
    expect(await readsLeft(grant)).toBe(4);
    expect(await reads(grant, UNKNOWN_PIN, key)).toMatchObject({ code: 'KEY_REUSED' });
    expect(await reads(grant, UNKNOWN_PIN)).toMatchObject({
      __typename: 'DisclosedPerson',
      held: false,
      fullName: null,
    });
    expect(await readsLeft(grant)).toBe(3);
  });

  it('releases nothing that could not be recorded', async () => {
    const grant = await isGranted({ categories: ['NAME'] });
    const { privacy } = system.databases;
    await privacy.query('ALTER TABLE ledger_entries ADD CONSTRAINT full_disk CHECK (false) NOT VALID');
    const variables = { grantId: grant.id, pin: nurlan.who.pin, key: randomUUID() };
    const failed = await (await inquiry.graph({ grants: [grant.id] })).send(READ, variables);
    await privacy.query('ALTER TABLE ledger_entries DROP CONSTRAINT full_disk');
    expect(failed.data ?? null).toBeNull();
    expect(JSON.stringify(failed)).not.toContain(nurlan.who.name);
    expect(await readsLeft(grant)).toBe(5);
  });

  it('releases nothing and counts nothing while identity cannot be asked', async () => {
    const grant = await isGranted({ categories: ['NAME'] });
    const graph = await inquiry.graph({ grants: [grant.id] });
    const variables = { grantId: grant.id, pin: nurlan.who.pin, key: randomUUID() };
    await system.kill('identity');
    const failed = await graph.send(READ, variables);
    await system.restart('identity');
    expect(failed.data ?? null).toBeNull();
    // Identity also keeps which proofs were used: nobody is let in on a proof while it is away.
    expect(failed.errors?.[0]?.extensions?.code).toBe('AUTHENTICATION_UNAVAILABLE');
    expect(await readsLeft(grant)).toBe(5);
    expect((await graph.ask(READ, variables)).readDisclosedPerson).toMatchObject({ held: true });
    expect(await readsLeft(grant)).toBe(4);
  });

  /** The attack: an agency finds the ticket of another one in a leaked trace and goes past the gateway with it. */
  it('serves the ticket to the agency it was made for, and to no other', async () => {
    const grant = await isGranted({ categories: ['NAME'] });
    const read = READ.replace('held', 'ticket held').replace(/fullName.*/, '}');
    const atPrivacy = await past('privacy', inquiry, [grant.id]);
    const variables = { grantId: grant.id, pin: nurlan.who.pin, key: randomUUID() };
    const { ticket } = (await atPrivacy(read, variables)).data.readDisclosedPerson;
    const open = `query Open($ticket: ID!) {
      _entities(representations: [{ __typename: "DisclosedPerson", ticket: $ticket }]) {
        ... on DisclosedPerson { fullName { value } }
      }
    }`;
    const theirs = await (await past('identity', inquiry))(open, { ticket });
    expect(theirs.data._entities[0].fullName.value).toBe(nurlan.who.name);
    const stolen = await (await past('identity', stranger))(open, { ticket });
    expect(stolen.data._entities[0]?.fullName ?? null).toBeNull();
    expect(JSON.stringify(stolen)).not.toContain(nurlan.who.name);
    const outside = await system.graph
      .withToken(await inquiry.token())
      .send('{ __type(name: "DisclosedPerson") { fields { name } } }');
    expect(JSON.stringify(outside)).not.toContain('ticket');
  });
});

describe('the histories of a person', () => {
  const HISTORIES = ['BID_HISTORY', 'PAYMENT', 'CONSENT_HISTORY'];
  const READ_HISTORIES = READ.replace(
    /held .*/,
    `held
      bids { edges { node { plate amount } } }
      payments { edges { node { plate purpose movement amount } } }
      consentHistory { state }
    }`,
  );
  let lot: TestLot;

  beforeAll(async () => {
    const auctioneer = await aStaff(system).withRole('AUCTIONEER');
    lot = await aLot(system).closing({ days: 2 }).open(auctioneer);
    await nurlan.takesPartIn(lot);
    expect(await nurlan.bids(lot, lot.startPrice)).toMatchObject({ __typename: 'BidAccepted' });
  });

  /** What an agency gets of Nurlan under a grant of these days. */
  async function readsOf(period: typeof PERIOD, categories: string[]) {
    const request = await files([nurlan.who.pin], HISTORIES, period);
    await prepares(preparer, { requestId: request.id, categories, reason: 'as the letter says' });
    const { grant } = await decides(decider, { requestId: request.id, reason: 'agreed' });
    const variables = { grantId: grant.id, pin: nurlan.who.pin, key: randomUUID() };
    return (await inquiry.graph({ grants: [variables.grantId] })).send(READ_HISTORIES, variables);
  }

  it('are read of the granted days: bids and payments in the auction, consents in privacy', async () => {
    const today = bishkekDay(system, 0);
    const { data, errors } = await readsOf({ from: '2026-01-01', until: today }, HISTORIES);
    expect(errors).toBeUndefined();
    expect(data.readDisclosedPerson).toMatchObject({
      held: true,
      bids: { edges: [{ node: { plate: lot.number, amount: String(lot.startPrice) } }] },
      payments: { edges: [{ node: { plate: lot.number, purpose: 'DEPOSIT', movement: 'PAID' } }] },
      consentHistory: [{ state: 'GIVEN' }],
    });
  });

  it('show nothing of other days', async () => {
    const { data, errors } = await readsOf(PERIOD, HISTORIES);
    expect(errors).toBeUndefined();
    expect(data.readDisclosedPerson).toMatchObject({
      ...{ held: true, bids: { edges: [] }, payments: { edges: [] }, consentHistory: [] },
    });
  });

  it('are null where they were not granted, each with its code', async () => {
    const { data, errors } = await readsOf(PERIOD, ['PAYMENT']);
    expect(data.readDisclosedPerson).toMatchObject({ bids: null, payments: { edges: [] }, consentHistory: null });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([
      'DISCLOSURE_NOT_GRANTED',
      'DISCLOSURE_NOT_GRANTED',
    ]);
  });
});

describe('the person', () => {
  it('sees every read, and was told', async () => {
    const { me } = await nurlan.graph.ask(
      'query Mine { me { disclosures(first: 50) { edges { node { at agencyName unit letterNumber legalBasis legalAct { code article } duty categories period { from until } } } } } }',
    );
    const seen = me.disclosures.edges.map(({ node }: { node: object }) => node);
    const { databases } = system;
    const counted = await databases.privacy.one<{ count: string }>(
      'SELECT count(*) FROM disclosure_accesses WHERE citizen_id = $1',
      [nurlan.id],
    );
    expect(seen).toHaveLength(Number(counted?.count));
    expect(seen[0]).toMatchObject({
      agencyName: inquiry.name,
      letterNumber: '17-3/402',
      unit: 'Department of inquiry',
      legalAct: { code: 'KG-2008-58', article: '24' },
      duty: 'Inquiry 2026/55',
      period: PERIOD,
      categories: ['PAYMENT'],
    });
    await nurlan.findsInInbox('DISCLOSURE_READ');
    expect((await nurlan.getsMail(/официальному запросу|официальному письму/)).text).toContain(inquiry.name);
  });

  it('is asked about no more once the term has passed', async () => {
    const grant = await isGranted({ categories: ['NAME'], validDays: 1 });
    await system.time.advance({ days: 1, seconds: 1 });
    expect(await reads(grant, nurlan.who.pin)).toMatchObject({ code: 'GRANT_EXPIRED' });
  });

  it('is told later where an article allows it: hidden until the end, counted for everybody from the first day', async () => {
    const sabira = await aCitizen(system).named('Сабира Осмонова').verified();
    const request = await files([sabira.who.pin], ['NAME']);
    const noticeDelay = delayOf(system, 9, 3);
    await prepares(preparer, { requestId: request.id, categories: ['NAME'], reason: 'as the act says', noticeDelay });
    const { grant } = await decides(decider, { requestId: request.id, reason: 'agreed' });
    const unread = await knownTo(system, sabira);
    expect(unread).toEqual({ listed: [], usages: [], inbox: 0 });
    expect(await reads(grant, sabira.who.pin)).toMatchObject({ held: true });
    expect(await knownTo(system, sabira)).toEqual(unread);
    expect(await countedForEverybody(system)).toEqual({ requests: 1, reads: 1, requestsEver: 1 });
    expect(await carriesOn(decider, request.id)).toMatchObject({ code: 'DELAY_DECIDER_CANNOT_CARRY_ON' });
    const { noticeDelay: carried } = await carriesOn(preparer, request.id);
    expect(carried).toMatchObject({ endsAt: carried.longestUntil, reviewedAt: expect.any(String) });
    await system.time.advance({ days: 8 });
    expect(await knownTo(system, sabira)).toEqual(unread);
    await system.time.advance({ days: 1, seconds: 1 });
    await sabira.findsInInbox('DISCLOSURE_READ');
    expect(await provedTo(system, sabira)).toMatchObject({
      ...{ usages: [inquiry.name], inbox: 1 },
      listed: [{ delayedUntil: carried.endsAt, proofFile: expect.stringContaining('c2sp.org/tlog-proof') }],
    });
    expect(await countedForEverybody(system)).toEqual({ requests: 0, reads: 0, requestsEver: 1 });
  });
});
