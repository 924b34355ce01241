import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aCitizen,
  aLot,
  aStaff,
  createSystem,
  som,
  type TestCitizen,
  type TestLot,
  type TestStaff,
  type TestSystem,
  waitFor,
} from '@belgi/testkit';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isReadByAnAgency } from './official-read.js';

/**
 * A citizen asks for everything that is held about her. Ayana has something of everything: she bid and paid, was outbid
 * by Daniel, was looked up by an operator and by an agency, and was told of it all.
 */
const START = som(10_000);
const STEP = som(1_000);
/** The machine is busy, and a killed consumer's fact comes back after ten seconds. */
const DEADLINE_MS = 90_000;

let system: TestSystem;
let ayana: TestCitizen;
let daniel: TestCitizen;
let operator: TestStaff;
let agencyName: string;
let readAgain: () => Promise<string>;
let lot: TestLot;

beforeAll(async () => {
  system = await createSystem();
});
beforeAll(async () => {
  const auctioneer = await aStaff(system).withRole('AUCTIONEER');
  [lot, ayana, daniel, operator] = await Promise.all([
    aLot(system).startingAt(START).stepping(STEP).closing({ days: 20 }).open(auctioneer),
    aCitizen(system).named('Токтогулова Аяна').speaking('KY').verified(),
    aCitizen(system).named('Kim Daniel').speaking('EN').verified(),
    aStaff(system).withRole('OPERATOR'),
  ]);
  await Promise.all([ayana, daniel].map((citizen) => citizen.takesPartIn(lot)));
  expect(await ayana.bids(lot, START)).toMatchObject({ __typename: 'BidAccepted' });
  expect(await daniel.bids(lot, START + STEP)).toMatchObject({ __typename: 'BidAccepted' });
  await operator.graph.ask(
    'query ($id: ID!) { citizen(id: $id, purpose: COMMUNICATION, caseNumber: "119-77") { personal { fullName { masked } } } }',
    { id: ayana.id },
  );
  await ayana.graph.ask(
    'mutation { openRightsRequest(input: { kind: CORRECTION, about: ADDRESS, words: "I have moved." }) { __typename } }',
  );
  ({ agencyName, readAgain } = await isReadByAnAgency(system, ayana));
  for (const kind of ['STAFF_READ', 'DISCLOSURE_READ', 'BID_OUTBID']) await ayana.findsInInbox(kind);
});
afterAll(() => system?.stop());

const EXPORT = 'id state orderedAt readyAt expiresAt parts { service state readyAt }';
const REFUSAL = '... on Refusal { code message }';

const orders = async (citizen: TestCitizen) =>
  (
    await citizen.graph.ask(
      `mutation Order { requestMyExport { __typename ... on ExportOrdered { export { ${EXPORT} } } ${REFUSAL} } }`,
    )
  ).requestMyExport;
const seesExport = async (citizen: TestCitizen) =>
  (await citizen.graph.ask(`query MyExport { myExport { ${EXPORT} } }`)).myExport;
const becomesReady = (citizen: TestCitizen) =>
  waitFor(async () => (await seesExport(citizen))?.state === 'READY', DEADLINE_MS);
const asksForLink = async (citizen: TestCitizen) =>
  (
    await citizen.graph.ask(
      `mutation Link { myExportLink { __typename ... on ExportLink { url expiresAt } ${REFUSAL} } }`,
    )
  ).myExportLink;

type Section = { readonly name: string; readonly records: readonly Readonly<Record<string, unknown>>[] };
async function downloads(citizen: TestCitizen) {
  const { url } = await asksForLink(citizen);
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const textOf = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const document = JSON.parse(textOf('my-data.json')) as { parts: { service: string; sections: Section[] }[] };
  const section = (name: string) =>
    document.parts.flatMap(({ sections }) => sections).find((one) => one.name === name)?.records ?? [];
  return { url, files, textOf, document, section };
}

describe('a citizen asks for everything that is held about her', () => {
  let data: Awaited<ReturnType<typeof downloads>>;

  it('has it gathered by every service, is told, and downloads it', async () => {
    // Their checkpoint comes within seconds: with it the proofs are files.
    await waitFor(async () => {
      const { me } = await ayana.graph.ask(
        '{ me { disclosures { edges { node { proofFile } } } staffReads { edges { node { proofFile } } } } }',
      );
      return [...me.disclosures.edges, ...me.staffReads.edges].every(({ node }) => node.proofFile !== null);
    }, DEADLINE_MS);
    expect(await seesExport(ayana)).toBeNull();
    expect(await asksForLink(ayana)).toMatchObject({ code: 'EXPORT_NOT_READY' });
    const { export: ordered } = await orders(ayana);
    expect(ordered.parts.map(({ service }: { service: string }) => service)).toEqual([
      'identity',
      'privacy',
      'auction',
      'notify',
    ]);
    expect(Date.parse(ordered.expiresAt) - Date.parse(ordered.orderedAt)).toBe(7 * 86_400_000);
    await becomesReady(ayana);
    expect((await seesExport(ayana)).parts.every(({ state }: { state: string }) => state === 'READY')).toBe(true);
    const [told] = await ayana.findsInInbox('EXPORT_READY');
    expect(told?.body).toMatch(/\p{Script=Cyrillic}/u);
    await ayana.getsMail(/Маалыматыңыз даяр/);
    data = await downloads(ayana);
  });

  it('finds in it who she is, in full', () => {
    const { section } = data;
    const values = Object.fromEntries(section('attributes').map((one) => [one['attribute'], one['value']]));
    const { name, pin, phone, email } = ayana.who;
    expect(values).toMatchObject({ pin, phone, email });
    expect(JSON.stringify(values)).toContain(name.split(' ')[0]);
    expect(section('account')).toMatchObject([{ status: 'ACTIVE', pinVerified: true }]);
    expect(section('sessions').length).toBeGreaterThan(0);
  });

  it('what she agreed to, who looked, and the proofs of it', () => {
    const { section } = data;
    expect(section('consents')).toMatchObject([{ state: 'GIVEN', epoch: 1, receipt: expect.stringContaining('.') }]);
    expect(section('staff-reads')).toMatchObject([{ role: 'OPERATOR', caseNumber: '119-77', fields: ['fullName'] }]);
    expect(section('disclosures')).toMatchObject([{ agencyName, letterNumber: '17-3/402', categories: ['NAME'] }]);
    const proofs = ['consents-1', 'staff-reads-1', 'disclosures-1'].map((name) => `proofs/${name}.tlog-proof`);
    expect(Object.keys(data.files)).toEqual(expect.arrayContaining(proofs));
  });

  it('what she asked for as her right, until when it is to be answered, and how far it is', async () => {
    const { section } = data;
    expect(section('rights-requests')).toMatchObject([
      {
        right: 'CORRECTION',
        about: 'ADDRESS',
        words: 'I have moved.',
        state: 'OPEN',
        dueAt: expect.stringMatching(/Z$/),
      },
    ]);
    expect(section('rights-request-steps')).toMatchObject([{ state: 'OPEN', by: 'PERSON', reason: null }]);
    const { me } = await ayana.graph.ask('{ me { personal { address { assurance } fullName { assurance } } } }');
    expect(me.personal.address.assurance).toBe('DISPUTED');
    expect(me.personal.fullName.assurance).not.toBe('DISPUTED');
  });

  it('what she bid and paid, and what she was told', () => {
    const { section } = data;
    expect(section('entries')).toMatchObject([{ lotId: lot.id, plateNumber: lot.number, state: 'OUTBID' }]);
    expect(section('bids')).toMatchObject([{ amount: String(START), automatic: false }]);
    expect(section('payments')).toMatchObject([{ purpose: 'DEPOSIT', state: 'PAID' }]);
    expect(section('bank-reports')).toMatchObject([{ kind: 'paid' }]);
    const kinds = section('notices').map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['WELCOME', 'BID_OUTBID', 'DISCLOSURE_READ', 'STAFF_READ']));
    expect(section('deliveries').length).toBeGreaterThan(0);
  });

  it('nothing of anybody else: not the other bidder, not the clerk, no key, no password', () => {
    const text = Object.values(data.files)
      .map((file) => strFromU8(file))
      .join('\n');
    for (const foreign of [daniel.id, daniel.who.name, daniel.who.phone, operator.id, 'wrappedKey', 'argon2'])
      expect(text).not.toContain(foreign);
  });

  it('reads it as a page in three languages that needs no network', () => {
    for (const [language, title] of [
      ['ky', 'Сиз жөнүндө сакталган бардык маалымат'],
      ['ru', 'Всё, что о вас хранится'],
      ['en', 'Everything that is held about you'],
    ]) {
      const page = data.textOf(`my-data.${language}.html`);
      expect(page).toContain(title);
      expect(page).toContain(ayana.who.pin);
      expect(page.match(/(src|href)="(?!proofs\/)[^"]*"/g)).toBeNull();
    }
  });

  it('checks a proof from it with the command, offline', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'belgi-my-data-'));
    await writeFile(join(folder, 'keys.txt'), await (await fetch(`${system.urls.gateway}/ledger/keys`)).text());
    const program = join(import.meta.dirname, '../../packages/proof/dist/cli/main.js');
    for (const name of ['consents-1', 'disclosures-1', 'staff-reads-1']) {
      await writeFile(join(folder, name), data.textOf(`proofs/${name}.tlog-proof`));
      const args = [program, join(folder, name), '--keys', join(folder, 'keys.txt')];
      const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' };
      const said = await new Promise<string>((resolve) =>
        execFile(process.execPath, args, { env }, (_, stdout) => resolve(stdout)),
      );
      expect(said).toMatch(/^Proved\./);
    }
    await rm(folder, { recursive: true });
  });

  it('cannot use the link again, and is told so in the language that is asked for', async () => {
    const again = await fetch(data.url, { headers: { 'accept-language': 'ru' } });
    expect(again.status).toBe(410);
    expect(await again.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('уже использована'), extensions: { code: 'EXPORT_LINK_GONE' } }],
    });
    const guessed = await fetch(data.url.replace(/[^/]+$/, 'A'.repeat(43)));
    expect(guessed.status).toBe(404);
    expect((await fetch(data.url.replace(/[^/]+$/, 'short'))).status).toBe(404);
  });

  it('keeps the link when something only asks what is there', async () => {
    const { url } = await asksForLink(ayana);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(404);
    expect((await fetch(url)).status).toBe(200);
  });
});

describe('she has the use of her data stopped', () => {
  const changes = async (mutation: string) =>
    (
      await ayana.graph.ask(
        `mutation { answer: ${mutation} { __typename ${REFUSAL} ... on RestrictionChanged {
          restriction { restricted by inForceAt } acknowledgements { service appliedAt } } } }`,
      )
    ).answer;
  const looks = async () => {
    const { errors } = await operator.graph.send(
      'query ($id: ID!) { citizen(id: $id, purpose: COMMUNICATION, caseNumber: "119-78") { personal { fullName { masked } } } }',
      { id: ayana.id },
    );
    return errors?.[0]?.extensions?.['code'];
  };

  it('every service acts by it: no bid, no look of staff, no disclosure', async () => {
    const answer = await changes('restrictMyData(words: "until my name is right")');
    expect(answer).toMatchObject({ restriction: { restricted: true, by: 'PERSON', inForceAt: expect.any(String) } });
    expect(answer.acknowledgements.map(({ service }: { service: string }) => service).sort()).toEqual([
      'auction',
      'identity',
      'notify',
    ]);
    expect(await ayana.bids(lot, START + 2n * STEP)).toMatchObject({ code: 'PROCESSING_RESTRICTED' });
    expect(await looks()).toBe('PROCESSING_RESTRICTED');
    expect(await readAgain()).toBe('PROCESSING_RESTRICTED');
  });

  it('she sees her data, and that they are restricted; nobody lifts it without a law', async () => {
    const { me } = await ayana.graph.ask('{ me { personal { fullName { value } } restrictions { restricted by } } }');
    expect(me.personal.fullName.value).toBe(ayana.who.name);
    expect(me.restrictions).toEqual([{ restricted: true, by: 'PERSON' }]);
    const officer = await aStaff(system).withRole('PRIVACY_OFFICER');
    const input = { citizenId: ayana.id, restricted: false, reason: 'an inquiry needs them' };
    const { setRestriction } = await officer.graph.ask(
      `mutation ($input: RestrictionInput!) { setRestriction(input: $input) { ${REFUSAL} } }`,
      { input },
    );
    expect(setRestriction).toMatchObject({ code: 'CITATION_REQUIRED' });
  });

  it('she lifts it, and takes part again', async () => {
    expect(await changes('liftMyRestriction')).toMatchObject({ restriction: { restricted: false } });
    expect(await looks()).toBeUndefined();
    expect(await readAgain()).toBe('DisclosedPerson');
    expect(await ayana.bids(lot, START + 2n * STEP)).toMatchObject({ __typename: 'BidAccepted' });
  });
});

describe('not everybody, not always', () => {
  /** The attack: a phone left unlocked, or a token that was overheard. */
  it('a session that is not fresh gets neither an order nor a link', async () => {
    await system.time.advance({ minutes: 11 });
    await ayana.refreshes();
    for (const refused of [await orders(ayana), await asksForLink(ayana)])
      expect(refused).toMatchObject({ __typename: 'ExportRefused', code: 'SIGN_IN_AGAIN' });
    await ayana.signsIn();
    expect(await asksForLink(ayana)).toMatchObject({ __typename: 'ExportLink' });
  });

  it('whoever left may still have it', async () => {
    await daniel.signsIn();
    await daniel.withdraws();
    await daniel.signsIn();
    expect(daniel.session.restricted).toBe(true);
    await orders(daniel);
    expect(await orders(daniel)).toMatchObject({ code: 'EXPORT_RUNS' });
    await becomesReady(daniel);
    const { section } = await downloads(daniel);
    expect(section('consents')).toMatchObject([{ state: 'GIVEN' }, { state: 'WITHDRAWN' }]);
  });

  it('a service that is killed while it writes its part writes it once it is back, and once', async () => {
    await ayana.signsIn();
    {
      await using _held = await system.databases.auction.holds('LOCK TABLE bids IN ACCESS EXCLUSIVE MODE');
      expect(await orders(ayana)).toMatchObject({ __typename: 'ExportOrdered' });
      await waitFor(async () => {
        const writing = await system.databases.auction.query(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%my-data.bids%'`,
        );
        return writing.length > 0;
      }, DEADLINE_MS);
      await waitFor(async () => {
        const { parts } = await seesExport(ayana);
        return parts.filter(({ state }: { state: string }) => state === 'READY').length === 3;
      }, DEADLINE_MS);
      await system.kill('auction');
    }
    await system.restart('auction');
    await becomesReady(ayana);
    const { id } = await seesExport(ayana);
    const sent = await system.databases.auction.query(
      `SELECT 1 FROM outbox WHERE type = 'auction.export.ready.v1' AND aggregate_id = $1`,
      [id],
    );
    expect(sent).toHaveLength(1);
    const { section } = await downloads(await ayana.signsIn());
    expect(section('bids')).toHaveLength(2);
  });

  it('after seven days it is gone, with its key', async () => {
    await system.time.advance({ days: 7 });
    await ayana.signsIn();
    expect(await seesExport(ayana)).toBeNull();
    expect(await asksForLink(ayana)).toMatchObject({ code: 'EXPORT_NOT_READY' });
    await waitFor(async () => {
      const left = await system.databases.privacy.query('SELECT 1 FROM exports UNION ALL SELECT 1 FROM export_pieces');
      return left.length === 0;
    }, DEADLINE_MS);
  });
});
