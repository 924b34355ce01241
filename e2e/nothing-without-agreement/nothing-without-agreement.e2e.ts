import { acceptPolicy, completeRegistration, RefusedError, register, signIn, startRegistration } from '@belgi/local';
import { aCitizen, aLot, aStaff, createSystem, type TestSystem } from '@belgi/testkit';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EveryRow, settled, standsAnywhere } from './every-row.js';
import { forgedTicket } from './tickets.js';

/**
 * Journey 5: somebody tries to register without having agreed, in every way that comes to mind. No row of any table of
 * any of the four databases changes; then they agree, and the same data registers.
 */
let system: TestSystem;
let textSha256: string;

beforeAll(async () => {
  system = await createSystem();
  const { currentPolicy } = await system.graph.ask('{ currentPolicy { text(locale: EN) { sha256 } } }');
  textSha256 = currentPolicy.text.sha256;
}, 300_000);
afterAll(() => system?.stop());

const somebody = () => aCitizen(system).applicant();

/** What registering with this acceptance is answered. */
async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'ACCEPTED';
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

/** Runs it between two looks at all four databases. */
async function changes(attempt: () => Promise<void>): Promise<string[]> {
  const before: EveryRow = await settled(system);
  await attempt();
  const after = await settled(system);
  return Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table]);
}

describe('without an acceptance', () => {
  const bad: readonly (readonly [string, () => Promise<string>])[] = [
    ['an empty one', async () => ''],
    ['some text', async () => 'I agree'],
    ['an expired one', () => forgedTicket(system, { textSha256, endsIn: -60 })],
    ['one for another audience', () => forgedTicket(system, { textSha256, audience: 'belgi:auction' })],
    ['one of another issuer', () => forgedTicket(system, { textSha256, issuer: 'belgi:identity' })],
    ['another kind of ticket', () => forgedTicket(system, { textSha256, typ: 'disclosure+jwt' })],
    ["one signed with identity's key", () => forgedTicket(system, { textSha256, signedBy: 'identity' })],
    ['one of an edition that does not exist', () => forgedTicket(system, { textSha256, edition: 99 })],
    ['one of words that were never published', () => forgedTicket(system, { textSha256: 'ab'.repeat(32) })],
    ['one that was tampered with', async () => `${(await acceptPolicy(system.graph, 'EN')).slice(0, -6)}AAAAAA`],
    [
      'an access token',
      async () => {
        const staff = await aStaff(system).withRole('OPERATOR');
        return (await signIn(system.graph, staff.login, staff.password)).accessToken;
      },
    ],
  ];

  it.each(bad)('%s stores nothing anywhere', async (_, make) => {
    const acceptance = await make();
    const who = somebody();
    expect(
      await changes(async () => {
        expect(await codeOf(startRegistration(system.graph, who, acceptance))).toBe('POLICY_NOT_ACCEPTED');
        const started = { registrationId: '01980000-0000-7000-8000-000000000000', code: '123456', acceptance };
        expect(await codeOf(completeRegistration(system.graph, who, started))).toBe('POLICY_NOT_ACCEPTED');
      }),
    ).toEqual([]);
  });

  it('leaving it out is not even a question', async () => {
    const { phone } = somebody();
    expect(
      await changes(async () => {
        const answer = await system.graph.send(
          'mutation ($input: StartRegistrationInput!) { startRegistration(input: $input) { __typename } }',
          { input: { phone, locale: 'EN' } },
        );
        expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
        expect(JSON.stringify(answer)).not.toContain(phone);
      }),
    ).toEqual([]);
  });

  it('agreeing alone stores nothing: nobody is there yet', async () => {
    expect(await changes(async () => void (await acceptPolicy(system.graph, 'EN')))).toEqual([]);
  });
});

describe('an acceptance serves once', () => {
  it('not for a second registration, begun or completed', async () => {
    const acceptance = await acceptPolicy(system.graph, 'EN');
    const [first, second] = [somebody(), somebody()];
    const since = new Date().toISOString();
    const registrationId = await startRegistration(system.graph, first, acceptance);
    const code = await system.mailbox.code(first.phone, since);
    // What the first one set going is over before anything is counted.
    await settled(system);
    const again = async () => {
      expect(await codeOf(startRegistration(system.graph, second, acceptance))).toBe('POLICY_NOT_ACCEPTED');
    };
    expect(await changes(again)).toEqual([]);

    const other = await acceptPolicy(system.graph, 'EN');
    expect(
      await changes(async () => {
        const mixed = { registrationId, code, acceptance: other };
        expect(await codeOf(completeRegistration(system.graph, first, mixed))).toBe('POLICY_NOT_ACCEPTED');
      }),
    ).toEqual([]);

    await completeRegistration(system.graph, first, { registrationId, code, acceptance });
    await settled(system);
    expect(await changes(again)).toEqual([]);
  });
});

describe('with an acceptance', () => {
  it('the same person registers, and not one of their data is readable in any table', async () => {
    const who = somebody();
    const session = await register(system.graph, system.mailbox, who);
    expect(session.restricted).toBe(false);
    await settled(system);
    for (const secret of [
      who.phone,
      who.phone.slice(4),
      who.pin,
      who.name,
      who.idDocument,
      who.email as string,
      who.password,
    ])
      expect(await standsAnywhere(system, secret)).toEqual([]);
  });

  it('the user agreement is another document, accepted for itself and by its very words', async () => {
    const { accessToken } = await register(system.graph, system.mailbox, somebody());
    const graph = system.graph.withToken(accessToken);
    const accept = `mutation Accept($edition: Int!, $sha256: String!) {
      acceptUserAgreement(edition: $edition, locale: EN, textSha256: $sha256) {
        ... on UserAgreementAcceptance { edition textSha256 receipt } ... on UserAgreementRefused { code }
      } }`;
    const mine = 'query Mine { me { userAgreements { edition textSha256 } } }';
    const current = '{ currentUserAgreement { number text(locale: EN) { sha256 html } } }';
    const { currentUserAgreement } = await system.graph.ask(current);
    const { sha256, html } = currentUserAgreement.text;
    expect(html).toContain('id="clause-4.2"');
    expect((await graph.ask(mine)).me.userAgreements).toEqual([]);
    // The policy's words are not the agreement's.
    const wrong = await graph.ask(accept, { edition: 1, sha256: textSha256 });
    expect(wrong.acceptUserAgreement).toEqual({ code: 'TEXT_CHANGED' });
    const { acceptUserAgreement } = await graph.ask(accept, { edition: 1, sha256 });
    expect(acceptUserAgreement).toMatchObject({ edition: 1, textSha256: sha256, receipt: expect.any(String) });
    expect((await graph.ask(mine)).me.userAgreements).toEqual([{ edition: 1, textSha256: sha256 }]);
    const page = await request(`${system.urls.gateway}/policy/agreement?lang=en`);
    expect(await page.body.text()).toContain(sha256);
  });

  it('nobody enters a lot who has not accepted the user agreement, whoever else they are', async () => {
    const lot = await aLot(system).open(await aStaff(system).withRole('AUCTIONEER'));
    const citizen = await aCitizen(system).verified();
    await expect(citizen.entersAsTheyAre(lot)).rejects.toMatchObject({ code: 'AGREEMENT_REQUIRED' });
    expect(await citizen.entryIn(lot)).toBeNull();
    await citizen.accepts();
    // At once: the fact may still be on its way.
    expect(await citizen.entersAsTheyAre(lot)).toMatchObject({ state: 'DEPOSIT_DUE' });
  });

  it('a browser that asks to be left alone (Sec-GPC) is: nothing optional is sent until it is switched on', async () => {
    const statement = await request(`${system.urls.gateway}/.well-known/gpc.json`);
    expect(await statement.body.json()).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    const mine = 'query Mine { me { noticePreferences { kinds { kind email sms } } } }';
    const choices = async (signal: string) => {
      const graph = system.graph.with({ 'sec-gpc': signal });
      const { accessToken } = await register(graph, system.mailbox, somebody());
      await settled(system);
      const { me } = await system.graph.withToken(accessToken).ask(mine);
      return me.noticePreferences.kinds as { kind: string; email: boolean; sms: boolean | null }[];
    };
    const asked = await choices('1');
    expect(asked.length).toBeGreaterThan(0);
    for (const kind of asked) expect([kind.email, kind.sms ?? false]).toEqual([false, false]);
    for (const kind of await choices('0')) expect(kind.email).toBe(true);
  });
});
