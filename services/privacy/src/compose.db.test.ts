import { ANONYMOUS, acceptanceTickets, createRemoteJwks } from '@belgi/access';
import {
  AccountRegisteredV1,
  AuctionConsentAppliedV1,
  CitizenOfPin,
  EntryDepositReturnedV1,
  EntryLedV1,
  EntryReleasedV1,
  EntryReservedV1,
  IdentityConsentAppliedV1,
  localDateOf,
  NotifyConsentAppliedV1,
  newId,
  outgoing,
  PersonalDataOpenedV1,
  PersonalDataReadV1,
} from '@belgi/contracts';
import { type Sql, sql, withConnection } from '@belgi/database';
import { waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILED_OVER_GRAPH, filedOverGraph, KNOWN, LETTER, PIN } from './testing/case.js';
import { agency, citizen, officer, restricted } from './testing/fixture.js';
import { type Running, startPrivacy } from './testing/running.js';

let privacy: Running;
const accounts = new Map<string, string>();
beforeAll(async () => {
  privacy = await startPrivacy();
  privacy.identity.answer(CitizenOfPin, async ({ pin }) => ({ citizenId: accounts.get(pin) ?? null }));
});
afterAll(() => privacy[Symbol.asyncDispose]());

const CURRENT = '{ currentPolicy { number inForce text(locale: RU) { sha256 html } } }';
const CONSENTS = (id: string) =>
  `query { _entities(representations: [{ __typename: "Citizen", id: "${id}" }]) { ... on Citizen { consents { edges { node { state epoch receipt edition { number } } } } staffReads { edges { node { role purpose duty caseNumber fields } } } disclosures { edges { node { agencyName letterNumber categories } } } } } }`;

async function register(): Promise<string> {
  const { data } = await privacy.graphql(ANONYMOUS, CURRENT);
  const citizenId = newId();
  const acceptance = {
    id: newId(),
    edition: data.currentPolicy.number as number,
    locale: 'RU' as const,
    textSha256: data.currentPolicy.text.sha256 as string,
    at: new Date().toISOString(),
  };
  const state = { citizenId, status: 'ACTIVE' as const, pinVerified: false, disputed: false, locale: 'RU' as const };
  await privacy.tell('identity', outgoing(AccountRegisteredV1, citizenId, 1, { ...state, acceptance }));
  await waitFor(async () => {
    const { data: seen } = await privacy.graphql(citizen(citizenId), CONSENTS(citizenId));
    return seen?._entities[0].consents.edges.length === 1;
  });
  return citizenId;
}

describe('agreeing', () => {
  it('gives a ticket that identity can verify by the published keys, and stores nothing', async () => {
    const { data } = await privacy.graphql(ANONYMOUS, CURRENT);
    const { sha256 } = data.currentPolicy.text;
    const accept = `mutation ($sha: String!) { acceptPolicy(edition: 1, locale: RU, textSha256: $sha) { __typename ... on PolicyAccepted { ticket expiresAt } ... on PolicyRefused { code message } } }`;
    const accepted = (await privacy.graphql(ANONYMOUS, accept, { sha: sha256 })).data.acceptPolicy;
    const jwks = createRemoteJwks(new URL('/.well-known/jwks.json', privacy.url).href);
    const ticket = await acceptanceTickets.verifier(jwks).verify(accepted.ticket);
    expect(ticket).toMatchObject({ edition: 1, locale: 'RU', textSha256: sha256 });
    const refused = (await privacy.graphql(ANONYMOUS, accept, { sha: 'f'.repeat(64) })).data.acceptPolicy;
    expect(refused).toMatchObject({ __typename: 'PolicyRefused', code: 'TEXT_CHANGED' });
    expect(refused.message).toContain('not the text of the edition');
  });

  it('becomes the first consent when identity says registered', async () => {
    const id = await register();
    const { data } = await privacy.graphql(restricted(id), CONSENTS(id));
    expect(data._entities[0].consents.edges[0].node).toMatchObject({
      state: 'GIVEN',
      epoch: 1,
      edition: { number: 1 },
    });
    const stranger = await privacy.graphql(citizen(newId()), CONSENTS(id));
    expect(stranger.data._entities[0].consents).toBeNull();
    expect(stranger.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'NOT_YOURS' });
  });
});

describe('leaving', () => {
  it('tells what still binds, then who acts by it, with latencies', async () => {
    const id = await register();
    const entry = {
      entryId: newId(),
      lotId: newId(),
      citizenId: id,
      bidderNumber: 7,
      state: 'LEADING' as const,
      plateNumber: '01 KG 777 AAA',
      currentPrice: '1000',
      amountDue: null,
      dueAt: null,
      certificateNumber: null,
      deposit: { amount: '100', state: 'HELD' as const },
    };
    await privacy.tell('auction', outgoing(EntryLedV1, entry.entryId, 3, entry));
    const effects = await waitFor(async () => {
      const { data } = await privacy.graphql(
        citizen(id),
        `{ withdrawalEffects { epoch effects { code text } bindingLots { plateNumber reason lot { id } }
          lots { code text plateNumber } payments { entryId code text amount dueAt } } }`,
      );
      return data.withdrawalEffects.bindingLots.length > 0 && data.withdrawalEffects;
    });
    // No more than what happens: nothing is destroyed by a job yet, and there are no automatic bids.
    expect(effects.effects.map(({ code }: { code: string }) => code)).toEqual([
      'SESSIONS_END',
      'NO_NEW_BIDS',
      'LEADING_BIDS_BIND',
      'OPTIONAL_NOTICES_STOP',
      'DATA_ERASED',
      'RIGHTS_REMAIN',
      'MAY_RETURN',
    ]);
    expect(effects).toMatchObject({ epoch: 1, bindingLots: [{ reason: 'LEADING', lot: { id: entry.lotId } }] });
    expect(effects.lots).toEqual([
      { code: 'BID_BINDS', plateNumber: '01 KG 777 AAA', text: expect.stringContaining('binding') },
    ]);
    expect(effects.payments).toEqual([
      { entryId: entry.entryId, code: 'DEPOSIT_BOUND', amount: '100', dueAt: null, text: expect.any(String) },
    ]);

    // Released and on its way back, then returned: nothing is left to tell.
    const over = { ...entry, state: 'RELEASED' as const, deposit: { amount: '100', state: 'RETURNING' as const } };
    const money = async () =>
      (await privacy.graphql(citizen(id), '{ withdrawalEffects { lots { code } payments { code } } }')).data
        .withdrawalEffects;
    await privacy.tell(
      'auction',
      outgoing(EntryReleasedV1, entry.entryId, 4, { ...over, reason: 'LOST', depositHeld: true }),
    );
    await waitFor(async () => (await money()).payments[0]?.code === 'DEPOSIT_RETURNING');
    expect((await money()).lots).toEqual([]);
    const returned = { ...over, deposit: { amount: '100', state: 'NONE' as const } };
    await privacy.tell('auction', outgoing(EntryDepositReturnedV1, entry.entryId, 5, returned));
    await waitFor(async () => (await money()).payments.length === 0);

    // A reservation is named while it runs, by the clock and not only once its end was told.
    const reserved = { ...entry, entryId: newId(), state: 'RESERVED' as const, amountDue: '1000', deposit: undefined };
    const until = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    await privacy.tell('auction', outgoing(EntryReservedV1, reserved.entryId, 1, { ...reserved, dueAt: until(15) }));
    await waitFor(async () => (await money()).payments.length === 1);
    expect(await money()).toEqual({
      lots: [{ code: 'RESERVATION_STANDS' }],
      payments: [{ code: 'PRICE_OF_RESERVATION' }],
    });
    await privacy.tell('auction', outgoing(EntryReservedV1, reserved.entryId, 2, { ...reserved, dueAt: until(-1) }));
    await waitFor(async () => (await money()).payments.length === 0);

    const withdrawal = privacy.graphql(
      citizen(id),
      'mutation { withdrawConsent(reason: "mine") { __typename ... on ConsentChanged { consent { state epoch } acknowledgements { service epoch appliedAt latencyMs } } } }',
    );
    const applied = { citizenId: id, epoch: 2, at: new Date().toISOString() };
    await privacy.tell('identity', outgoing(IdentityConsentAppliedV1, id, 2, applied));
    await privacy.tell('auction', outgoing(AuctionConsentAppliedV1, id, 2, applied));
    await privacy.tell('notify', outgoing(NotifyConsentAppliedV1, id, 2, applied));
    const { data } = await withdrawal;
    expect(data.withdrawConsent.consent).toEqual({ state: 'WITHDRAWN', epoch: 2 });
    for (const acknowledgement of data.withdrawConsent.acknowledgements)
      expect(acknowledgement).toMatchObject({ epoch: 2, appliedAt: expect.any(String), latencyMs: expect.any(Number) });
    expect(data.withdrawConsent.acknowledgements.map(({ service }: { service: string }) => service)).toEqual([
      'identity',
      'auction',
      'notify',
    ]);
  });
});

it('takes no essay with a withdrawal', async () => {
  const { data } = await privacy.graphql(
    citizen(newId()),
    'mutation ($words: String!) { withdrawConsent(reason: $words) { ... on Refusal { code message } } }',
    { words: 'x'.repeat(2_001) },
  );
  expect(data.withdrawConsent).toEqual({
    code: 'REASON_TOO_LONG',
    message: 'The explanation is too long: 2000 characters at most.',
  });
});

describe('a look of staff', () => {
  it('is shown to the person by role, purpose and case', async () => {
    const id = await register();
    const accessId = newId();
    const read = { accessId, citizenId: id, role: 'OPERATOR' as const, purpose: 'VERIFICATION' as const };
    await privacy.tell(
      'identity',
      outgoing(PersonalDataReadV1, accessId, 1, {
        ...read,
        caseNumber: '119-5',
        fields: ['phone'],
        at: new Date().toISOString(),
      }),
    );
    const node = await waitFor(async () => {
      const { data } = await privacy.graphql(citizen(id), CONSENTS(id));
      return data._entities[0].staffReads.edges[0]?.node;
    });
    expect(node).toEqual({
      ...{ role: 'OPERATOR', purpose: 'VERIFICATION', duty: null, caseNumber: '119-5', fields: ['phone'] },
    });
  });

  it('at the command line is shown to the person under its duty', async () => {
    const id = await register();
    const duty = { role: 'OPERATIONS', duty: 'SECURITY' } as const;
    const look = { ...duty, caseNumber: newId(), fields: ['disputeReason'] };
    const accessId = newId();
    const at = new Date().toISOString();
    await privacy.tell(
      'identity',
      outgoing(PersonalDataOpenedV1, accessId, 1, { accessId, citizenId: id, ...look, at }),
    );
    const node = await waitFor(async () => {
      const { data } = await privacy.graphql(citizen(id), CONSENTS(id));
      return data._entities[0].staffReads.edges[0]?.node;
    });
    expect(node).toEqual({ ...look, purpose: null });
  });
});

describe('a lawful disclosure', () => {
  const upload = (as: ReturnType<typeof agency> | undefined, bytes: Buffer, type = 'application/pdf') => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'letter.pdf');
    return privacy.fetch('/letters', { method: 'POST', body: form, ...(as ? { as } : {}) });
  };

  it('walks from the letter to the person’s own list', async () => {
    const bodyId = newId();
    const body = agency(bodyId);
    const citizenId = await register();
    accounts.set(PIN, citizenId);
    const period = { from: '2026-01-01', until: localDateOf(new Date()) };
    const uploaded = await upload(body, LETTER);
    expect(uploaded.status).toBe(201);
    const { letterFileId } = (await uploaded.json()) as { letterFileId: string };
    const filed = await privacy.graphql(
      body,
      `mutation ($input: DisclosureRequestInput!) { fileDisclosureRequest(input: $input) { __typename ... on DisclosureRequest { id state stateReason subjects officer agency { id } channel unit urgency period { from until } legalBasis legalAct { code revision article title(locale: EN) } } ... on Refusal { code } } }`,
      {
        input: filedOverGraph(letterFileId, period),
      },
    );
    const request = filed.data.fileDisclosureRequest;
    expect(request).toMatchObject({ ...FILED_OVER_GRAPH, period });

    const prepare = `mutation ($input: DisclosureProposalInput!) { prepareDisclosureDecision(input: $input) { ... on DisclosureRequest { state stateReason proposal { reads subjects removed { kind category reason } } } ... on Refusal { code } } }`;
    const proposal = { requestId: request.id, reason: 'needed', validDays: 7, reads: 2 };
    const first = officer(newId());
    const wide = await privacy.graphql(first, prepare, { input: { ...proposal, categories: ['NAME', 'PAYMENT'] } });
    expect(wide.data.prepareDisclosureDecision).toEqual({ code: 'CATEGORY_NOT_REQUESTED' });
    const prepared = await privacy.graphql(first, prepare, {
      input: { ...proposal, categories: ['NAME', 'CONSENT_HISTORY'] },
    });
    const { state, stateReason, proposal: kept } = prepared.data.prepareDisclosureDecision;
    expect([state, kept.reads, kept.subjects]).toEqual(['UNDER_REVIEW', 2, 1]);
    expect(stateReason).toContain('a second one decides');
    expect(kept.removed).toContainEqual({ kind: 'CATEGORY', category: 'PHONE', reason: 'needed' });

    const decide = `mutation ($input: DisclosureDecisionInput!) { decideDisclosureRequest(input: $input) { ... on DisclosureRequest { state stateReason decision { categories reason removed { kind category count reason } } grant { id readsLeft subjects period { from until } } } ... on Refusal { code message } } }`;
    const decision = { requestId: request.id, categories: ['CONSENT_HISTORY'], reason: 'so far', removals: [KNOWN] };
    const alone = await privacy.graphql(first, decide, { input: decision });
    expect(alone.data.decideDisclosureRequest.code).toBe('SECOND_PERSON_REQUIRED');
    const decided = (await privacy.graphql(officer(newId()), decide, { input: decision })).data.decideDisclosureRequest;
    expect(decided).toMatchObject({
      ...{ state: 'NARROWED', stateReason: 'so far' },
      grant: { readsLeft: 2, subjects: 1, period },
    });
    expect(decided.decision.removed.slice(0, 3)).toEqual(
      [
        ['NAME', 'known to them'],
        ['PHONE', 'needed'],
        ['BID_HISTORY', 'needed'],
      ].map(([category, reason]) => ({
        ...{ kind: 'CATEGORY', category, count: null, reason },
      })),
    );

    const read = `mutation ($grant: ID!, $pin: String!, $key: ID!) { readDisclosedPerson(grantId: $grant, pin: $pin, key: $key) { __typename ... on DisclosedPerson { ticket held consentHistory { state edition } } ... on DisclosureRefused { code } } }`;
    const arguments_ = { grant: decided.grant.id, pin: PIN, key: 'k' };
    const unasked = await privacy.graphql(body, read, arguments_);
    expect(unasked.data.readDisclosedPerson).toEqual({ __typename: 'DisclosureRefused', code: 'GRANT_NOT_IN_TOKEN' });
    const reader = { ...body, grants: [arguments_.grant] } as typeof body;
    const person = (await privacy.graphql(reader, read, arguments_)).data.readDisclosedPerson;
    expect(person).toMatchObject({ held: true, consentHistory: [{ state: 'GIVEN', edition: 1 }] });
    const other = await privacy.graphql(agency(newId(), [arguments_.grant]), read, arguments_);
    expect(other.data.readDisclosedPerson).toEqual({ __typename: 'DisclosureRefused', code: 'GRANT_UNKNOWN' });

    const stolen = `query ($ticket: ID!) { _entities(representations: [{ __typename: "DisclosedPerson", ticket: $ticket }]) { ... on DisclosedPerson { held } } }`;
    const thief = await privacy.graphql(agency(newId()), stolen, { ticket: person.ticket });
    expect(thief.data._entities).toEqual([null]);
    expect(thief.errors?.[0]?.extensions.code).toBe('DISCLOSURE_NOT_GRANTED');

    const { data } = await privacy.graphql(citizen(citizenId), CONSENTS(citizenId));
    expect(data._entities[0].disclosures.edges).toEqual([
      { node: { agencyName: `Agency ${bodyId}`, letterNumber: '7/2026', categories: ['CONSENT_HISTORY'] } },
    ]);
    const list = `{ disclosureRequests(first: 5) { edges { node { id state stateReason } } } }`;
    const revoke = `mutation ($id: ID!) { revokeDisclosureGrant(grantId: $id, reason: "the case was closed") { ... on DisclosureRequest { state } } }`;
    await privacy.graphql(officer(newId()), revoke, { id: decided.grant.id });
    expect((await privacy.graphql(body, list)).data.disclosureRequests.edges[0].node).toMatchObject({
      ...{ state: 'REVOKED', stateReason: 'the case was closed' },
    });
    expect((await privacy.graphql(agency(newId()), list)).data.disclosureRequests.edges).toEqual([]);
    expect((await privacy.graphql(officer(newId()), list)).data.disclosureRequests.edges).toHaveLength(1);
    expect((await privacy.graphql(citizen(citizenId), list)).errors?.[0]?.extensions.reason).toBe('ROLE_REQUIRED');
  });

  it('takes letters that are PDFs, of at most 10 MiB, from agencies and officers', async () => {
    expect((await upload(undefined, LETTER)).status).toBe(401);
    expect((await upload(citizen(newId()) as never, LETTER)).status).toBe(403);
    expect((await upload(officer(newId()) as never, LETTER)).status).toBe(201);
    expect((await upload(agency(newId()), Buffer.from('<html>'))).status).toBe(415);
    const large = Buffer.concat([LETTER, Buffer.alloc(10 * 1024 * 1024)]);
    expect((await upload(agency(newId()), large)).status).toBe(413);
    const empty = await privacy.fetch('/letters', { method: 'POST', as: agency(newId()), body: '{}' });
    expect(empty.status).toBe(400);
  });
});

describe('the policy page', () => {
  it('speaks three languages, names its address in each, and revalidates', async () => {
    const page = await privacy.fetch('/policy', { headers: { 'accept-language': 'ru-KG, en;q=0.5' } });
    const html = await page.text();
    expect(page.headers.get('content-language')).toBe('ru');
    expect(page.headers.get('vary')).toContain('Accept-Language');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('<html lang="ru">');
    expect(html).toContain('hreflang="ky" href="/policy?lang=ky"');
    expect(html).toContain('Последнее обновление');
    expect(html).not.toMatch(/<script|\son\w+=/i);
    const etag = page.headers.get('etag') ?? '';
    const again = await privacy.fetch('/policy?lang=ru', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    const kyrgyz = await privacy.fetch('/policy?lang=ky', {
      headers: { 'accept-language': 'en', 'if-none-match': etag },
    });
    expect(kyrgyz.status).toBe(200);
    expect(await kyrgyz.text()).toContain('<html lang="ky">');
  });

  it('exists for each edition, and says so where there is none', async () => {
    expect((await privacy.fetch('/policy/editions/1?lang=en')).status).toBe(200);
    for (const number of ['2', '0', '-1', '1e3', 'x']) {
      const none = await privacy.fetch(`/policy/editions/${number}?lang=en`);
      expect(none.status).toBe(404);
      expect(await none.text()).toContain('There is no such edition');
    }
  });

  it('has the user agreement beside it, at an address of its own', async () => {
    const page = await privacy.fetch('/policy/agreement?lang=ru');
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Пользовательское соглашение');
    expect(html).toContain('href="/policy/agreement/editions/1?lang=ru"');
    expect((await privacy.fetch('/policy/agreement/editions/1/changes/1?lang=en')).status).toBe(200);
    expect((await privacy.fetch('/policy/agreement/editions/2')).status).toBe(404);
  });

  it('tells what changed between two editions, of which there must be two', async () => {
    const same = await privacy.fetch('/policy/editions/1/changes/1?lang=ru');
    expect(same.status).toBe(200);
    expect(await same.text()).toContain('не изменился');
    for (const path of ['1/changes/7', '0/changes/1', '1/changes/x'])
      expect((await privacy.fetch(`/policy/editions/${path}?lang=en`)).status).toBe(404);
  });

  it('follows a material edition to its millisecond; whoever agreed before is asked anew', async () => {
    const id = await register();
    const effectiveAt = new Date(Date.now() + privacy.time.offsetMs + 3_660_000).toISOString();
    const write = `mutation ($input: PolicyDraftInput!) { writePolicyDraft(input: $input) { ... on PolicyDraft { id state mine } ... on Refusal { code } } }`;
    const submit = `mutation ($id: ID!) { submitPolicyDraft(id: $id) { ... on PolicyDraft { state submissionId text(locale: EN) { sha256 } } ... on Refusal { code } } }`;
    const publish = `mutation ($input: PolicyEditionInput!) { publishPolicyEdition(input: $input) { __typename ... on PolicyEdition { number inForce effectiveAt text(locale: EN) { sha256 } } ... on Refusal { code message } } }`;
    const [writer, reader] = [officer(newId()), officer(newId())];
    const input = { texts: { ky: '# К', ru: '# Р', en: '# E' }, material: true };
    expect((await privacy.graphql(citizen(id), write, { input })).errors?.[0]?.extensions.reason).toBe('ROLE_REQUIRED');
    const draft = (await privacy.graphql(writer, write, { input })).data.writePolicyDraft;
    expect(draft).toEqual({ id: draft.id, state: 'DRAFT', mine: true });
    const submitted = (await privacy.graphql(writer, submit, { id: draft.id })).data.submitPolicyDraft;
    expect(submitted.state).toBe('IN_REVIEW');
    const { submissionId } = submitted;
    const asks = async (as: typeof writer, wish: object) =>
      (await privacy.graphql(as, publish, { input: { submissionId, ...wish } })).data.publishPolicyEdition;
    expect(await asks(writer, { effectiveAt })).toMatchObject({ code: 'WRITER_CANNOT_DECIDE' });
    expect(await asks(reader, {})).toMatchObject({
      code: 'EFFECT_TOO_NEAR',
      message: 'A material edition is announced at least 1 hours before it takes effect: everybody is told first.',
    });
    const published = await asks(reader, { effectiveAt });
    expect(published).toMatchObject({ number: 2, inForce: false, effectiveAt, text: submitted.text });
    expect(await (await privacy.fetch('/policy/editions/2?lang=en')).text()).toContain('Takes effect on');
    const changes = await (await privacy.fetch('/policy/editions/1/changes/2?lang=en')).text();
    expect(changes).toContain('3.4</a> – removed');
    await privacy.time.advance({ minutes: 61 });
    const { data } = await privacy.graphql(citizen(id), CURRENT);
    expect(data.currentPolicy).toMatchObject({ number: 2, inForce: true });
    const seen = await privacy.graphql(citizen(id), CONSENTS(id));
    expect(seen.data._entities[0].consents.edges[0].node.state).toBe('RENEWAL_REQUIRED');
    const give = `mutation ($sha: String!) { giveConsent(edition: 2, locale: RU, textSha256: $sha) { ... on ConsentChanged { consent { state epoch edition { number } } } ... on Refusal { code } } }`;
    const given = await privacy.graphql(restricted(id), give, { sha: data.currentPolicy.text.sha256 });
    expect(given.data.giveConsent.consent).toEqual({ state: 'RENEWED', epoch: 2, edition: { number: 2 } });
  });
});

describe('a question about the policy', () => {
  it('comes from anybody, is answered by staff, and is found by reference and secret', async () => {
    const ask =
      'mutation ($text: String!, $caller: CallerInput) { askAboutPolicy(input: { text: $text, contact: "me", caller: $caller }) { __typename ... on Inquiry { reference secret dueAt text } ... on Refusal { code } } }';
    const asked = await privacy.graphql(ANONYMOUS, ask, { text: 'Why four purposes?' });
    const { reference, secret } = asked.data.askAboutPolicy;
    expect(asked.data.askAboutPolicy).toMatchObject({ __typename: 'Inquiry', text: null });
    const operator = { ...officer(newId()), roles: ['OPERATOR'] } as ReturnType<typeof officer>;
    const open = await privacy.graphql(operator, '{ openInquiries { edges { node { reference text contact } } } }');
    expect(open.data.openInquiries.edges[0].node).toEqual({ reference, text: 'Why four purposes?', contact: 'me' });
    const answer =
      'mutation ($reference: ID!) { answerInquiry(reference: $reference, answer: "Clause 2.1.") { ... on Inquiry { answer } ... on Refusal { code } } }';
    expect((await privacy.graphql(operator, answer, { reference })).data.answerInquiry).toEqual({
      answer: 'Clause 2.1.',
    });
    expect((await privacy.graphql(operator, answer, { reference })).data.answerInquiry.code).toBe('INQUIRY_ANSWERED');
    const unknown = await privacy.graphql(operator, answer, { reference: '0000-0000-0000' });
    expect(unknown.data.answerInquiry.code).toBe('INQUIRY_UNKNOWN');
    const look = 'query ($r: ID!, $s: String) { inquiry(reference: $r, secret: $s) { answer text } }';
    expect((await privacy.graphql(ANONYMOUS, look, { r: reference })).data.inquiry).toBeNull();
    const found = await privacy.graphql(ANONYMOUS, look, { r: reference.toLowerCase(), s: secret.toLowerCase() });
    expect(found.data.inquiry).toEqual({ answer: 'Clause 2.1.', text: null });
    for (let more = 0; more < 4; more += 1) await privacy.graphql(ANONYMOUS, ask, { text: 'And why?' });
    expect((await privacy.graphql(ANONYMOUS, ask, { text: 'Again?' })).data.askAboutPolicy.code).toBe(
      'TOO_MANY_INQUIRIES',
    );
    const call = { text: 'A call', caller: { check: 'NOT_NEEDED', concerns: 'GENERAL' } };
    expect((await privacy.graphql(operator, ask, call)).data.askAboutPolicy.__typename).toBe('Inquiry');
    for (const role of ['AUCTIONEER', 'PRIVACY_OFFICER']) {
      const other = { ...officer(newId()), roles: [role] } as ReturnType<typeof officer>;
      const refused = await privacy.graphql(other, ask, call);
      expect(refused.errors?.[0]?.extensions).toMatchObject({
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        reason: 'ROLE_REQUIRED',
      });
    }
  });
});

describe('an inquiry of a person', () => {
  const ask =
    'mutation { askAboutPolicy(input: { text: "Who sees my number?" }) { ... on Inquiry { reference secret } } }';
  const QUEUE = '{ openInquiries(first: 50) { edges { node { reference text contact answer history { event } } } } }';

  it('is shown to them as opened by staff, once they opened it; one of nobody’s names nobody', async () => {
    const id = await register();
    // Whoever asked before, from the same address, is not counted any more.
    await privacy.time.advance({ hours: 1, minutes: 1 });
    const { reference } = (await privacy.graphql(citizen(id), ask)).data.askAboutPolicy;
    const unknown = (await privacy.graphql(ANONYMOUS, ask)).data.askAboutPolicy;
    const operator = { ...officer(newId()), roles: ['OPERATOR'] } as ReturnType<typeof officer>;
    const looks = async () => (await privacy.graphql(citizen(id), CONSENTS(id))).data._entities[0].staffReads.edges;
    await privacy.graphql(operator, '{ openInquiries(first: 50) { edges { node { reference dueAt kind overdue } } } }');
    expect(await looks()).toEqual([]);
    const opened = (await privacy.graphql(operator, QUEUE)).data.openInquiries.edges;
    expect(opened).toContainEqual({ node: expect.objectContaining({ reference, text: 'Who sees my number?' }) });
    const one = '{ inquiry(reference: $r) { answer } }';
    const answer = 'mutation ($r: ID!) { answerInquiry(reference: $r, answer: "Nobody.") { __typename } }';
    await privacy.graphql(operator, answer, { r: reference });
    await privacy.graphql(operator, `query ($r: ID!) ${one}`, { r: reference });
    const look = { role: 'OPERATOR', purpose: null, duty: 'PERSONS_OWN_RIGHTS', caseNumber: reference };
    expect(await looks()).toEqual([{ node: { ...look, fields: ['inquiry'] } }]);
    const another = officer(newId());
    expect((await privacy.graphql(another, `query ($r: ID!) ${one}`, { r: reference })).data.inquiry.answer).toBe(
      'Nobody.',
    );
    expect(await looks()).toHaveLength(2);
    // Whoever asked without an account is found with the secret, and leaves no trace of a look.
    const found = `query ($r: ID!, $s: String) { inquiry(reference: $r, secret: $s) { answer } }`;
    const seen = await privacy.graphql(ANONYMOUS, found, { r: unknown.reference, s: unknown.secret });
    expect(seen.data.inquiry).toEqual({ answer: null });
  });
});

describe('a right', () => {
  const open =
    'mutation ($input: RightsRequestInput!) { openRightsRequest(input: $input) { __typename ... on RightsRequest { reference dueAt overdue words citizenId } ... on Refusal { code } } }';
  const answer =
    'mutation ($reference: ID!, $answer: RightsAnswerInput!) { answerRightsRequest(reference: $reference, answer: $answer) { ... on RightsRequest { state } ... on Refusal { code message } } }';
  const MINE = (id: string) =>
    `query { _entities(representations: [{ __typename: "Citizen", id: "${id}" }]) { ... on Citizen { rightsRequests { edges { node { reference state words steps { state by reason actCode actRevision article } } } } } } }`;

  it('is asked for by whoever left, answered by an officer, and seen by nobody else', async () => {
    const id = await register();
    const input = { kind: 'DISPUTE', about: 'NAME', words: 'Not my name' };
    const { openRightsRequest: opened } = (await privacy.graphql(restricted(id), open, { input })).data;
    expect(opened).toMatchObject({
      __typename: 'RightsRequest',
      overdue: false,
      words: 'Not my name',
      citizenId: null,
    });
    const clerk = officer(newId());
    const QUEUE = '{ openRightsRequests { edges { node { reference overdue citizenId words } } } }';
    const looks = async () => (await privacy.graphql(citizen(id), CONSENTS(id))).data._entities[0].staffReads.edges;
    await privacy.graphql(clerk, '{ openRightsRequests { edges { node { reference kind state dueAt overdue } } } }');
    expect(await looks()).toEqual([]);
    await privacy.time.advance({ days: 30 });
    expect((await privacy.graphql(clerk, QUEUE)).data.openRightsRequests.edges).toContainEqual({
      node: { reference: opened.reference, overdue: true, citizenId: id, words: 'Not my name' },
    });
    expect((await privacy.graphql(citizen(id), QUEUE)).data.openRightsRequests).toBeNull();
    await privacy.graphql(clerk, QUEUE);
    const look = { role: 'PRIVACY_OFFICER', purpose: null, duty: 'PERSONS_OWN_RIGHTS', caseNumber: opened.reference };
    expect(await looks()).toEqual([{ node: { ...look, fields: ['rightsRequest'] } }]);
    const { reference } = opened;
    const refused = { outcome: 'REFUSED', reason: 'The portal says so' };
    expect((await privacy.graphql(clerk, answer, { reference, answer: refused })).data.answerRightsRequest).toEqual({
      code: 'CITATION_REQUIRED',
      message: 'A refusal cites an article of an act that is in force.',
    });
    const cited = { ...refused, actCode: 'KG-2008-58', article: '15' };
    const answered = await privacy.graphql(clerk, answer, { reference, answer: cited });
    expect(answered.data.answerRightsRequest).toEqual({ state: 'REFUSED' });
    const seen = await privacy.graphql(restricted(id), MINE(id));
    expect(seen.data._entities[0].rightsRequests.edges[0].node).toMatchObject({
      state: 'REFUSED',
      steps: [
        { state: 'OPEN', by: 'PERSON', reason: null, article: null },
        { by: 'STAFF', reason: 'The portal says so', actCode: 'KG-2008-58', actRevision: 1, article: '15' },
      ],
    });
    expect((await privacy.graphql(citizen(newId()), MINE(id))).data._entities[0].rightsRequests).toBeNull();
    expect((await privacy.graphql(clerk, MINE(id))).data._entities[0].rightsRequests).toBeNull();
  });

  it('of somebody who was erased says to staff neither whose it was nor who read their data, and leaves no look', async () => {
    const id = await register();
    const input = { kind: 'DISPUTE', about: 'NAME', words: 'Not my name' };
    const { reference } = (await privacy.graphql(restricted(id), open, { input })).data.openRightsRequest;
    const behind = (text: Sql) => withConnection(privacy.databaseUrl, (db) => db.query(text));
    await behind(sql`/* test.erase */
      INSERT INTO persons_erased (citizen_id, erasure_id, report, erased_at) VALUES (${id}, ${newId()}, '{}', app_now())`);
    const clerk = officer(newId());
    const queue = `{ openRightsRequests(first: 50) { edges { node { reference citizenId words
      recipients { agencyName } steps { state reason } } } } }`;
    const { edges } = (await privacy.graphql(clerk, queue)).data.openRightsRequests;
    const known = edges.filter(({ node }: { node: { reference: string } }) => node.reference === reference);
    expect(known).toEqual([
      { node: { reference, citizenId: null, words: null, recipients: [], steps: [{ state: 'OPEN', reason: null }] } },
    ]);
    expect(await behind(sql`/* test */ SELECT 1 FROM staff_reads WHERE citizen_id = ${id}`)).toEqual([]);
  });
});

describe('a stranger', () => {
  it.each(['/graphql', '/policy', '/letters'])('without the deployment secret gets nothing from %s', async (path) => {
    const method = path === '/policy' ? 'GET' : 'POST';
    expect((await privacy.fetch(path, { method, secret: 'guess' })).status).toBe(403);
  });
});
