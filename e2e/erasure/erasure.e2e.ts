import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { register } from '@belgi/local';
import {
  aCitizen,
  aLot,
  aStaff,
  createSystem,
  som,
  TestCitizen,
  type TestLot,
  type TestSystem,
  waitFor,
} from '@belgi/testkit';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standsAnywhere } from '../nothing-without-agreement/every-row.js';

/**
 * A citizen leaves for good. Aizada leads a lot when she withdraws, so the erasure is refused with the lot named. Bakyt
 * outbids her, the lot ends, her deposit goes back; she asks again. Services are killed between the order and their part of
 * it. The certificate is fetched without an account, nothing of hers is left, and she registers anew as somebody else. A third one leaves,
 * asks for nothing, and is erased when the term is over.
 */
const START = som(10_000);
const STEP = som(1_000);
/** Longer than the ten seconds in which a checkpoint is promised, and killed processes have to come back: the machine is busy. */
const DEADLINE_MS = 120_000;

let system: TestSystem;
let aizada: TestCitizen;
let bakyt: TestCitizen;
let lot: TestLot;
let certificateLink: string;

beforeAll(async () => {
  system = await createSystem();
  const auctioneer = await aStaff(system).withRole('AUCTIONEER');
  [lot, aizada, bakyt] = await Promise.all([
    aLot(system).startingAt(START).stepping(STEP).closing({ hours: 1 }).open(auctioneer),
    aCitizen(system).named('Токтогулова Айзада Эркиновна').speaking('RU').verified(),
    aCitizen(system).speaking('EN').verified(),
  ]);
  await Promise.all([aizada.takesPartIn(lot), bakyt.takesPartIn(lot)]);
  expect(await aizada.bids(lot, START)).toMatchObject({ __typename: 'BidAccepted' });
}, 300_000);
afterAll(() => system?.stop());

const REQUEST = `mutation { requestErasure(words: "Прошу удалить всё") { __typename
  ... on ErasureRequested { certificateLink request { reference state dueAt steps { state by reason actCode article } } }
  ... on Refusal { code message } } }`;
const MINE = '{ me { rightsRequests { edges { node { reference kind state steps { reason article } } } } } }';

async function asks(citizen: TestCitizen) {
  return (await citizen.graph.ask(REQUEST)).requestErasure;
}

async function taken(): Promise<{ status: number; body: { state: string; certificate: string; proofFile: string } }> {
  const [address = '', secret = ''] = certificateLink.split('#');
  const path = new URL(address).pathname;
  const response = await fetch(`${system.urls.gateway}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  });
  return { status: response.status, body: (await response.json()) as never };
}

/** What `pnpm verify` says of a proof file, by the keys that the ledger publishes. */
async function proved(file: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'belgi-erasure-'));
  try {
    const [proof, keys] = [join(folder, 'erased.tlog-proof'), join(folder, 'keys.txt')];
    await writeFile(proof, file);
    await writeFile(keys, await (await fetch(`${system.urls.gateway}/ledger/keys`)).text());
    const program = join(import.meta.dirname, '../../packages/proof/dist/cli/main.js');
    const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' };
    return (await promisify(execFile)(process.execPath, [program, proof, '--keys', keys], { env })).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tables of any database that name an opaque id. */
const namedIn = (id: string) => standsAnywhere(system, id);

describe('while a lot binds her', () => {
  it('is told to withdraw first', async () => {
    expect(await asks(aizada)).toMatchObject({ __typename: 'RightsRefused', code: 'CONSENT_LIVE' });
  });

  it('is refused, with the lot and the law named, and finds it in her register', async () => {
    await aizada.withdraws();
    await aizada.signsIn();
    const refused = await waitFor(async () => {
      const answer = await asks(aizada);
      if (answer.code === 'RIGHTS_ALREADY_OPEN') return undefined;
      return answer;
    });
    expect(refused.__typename).toBe('ErasureRequested');
    await waitFor(async () => {
      const { me } = await aizada.graph.ask(MINE);
      const [{ node }] = me.rightsRequests.edges;
      return (
        node.state === 'REFUSED' && node.steps.at(-1).reason.includes(lot.number) && node.steps.at(-1).article === '5'
      );
    });
  });
});

describe('once nothing binds her', () => {
  it('asks again, and services that are killed meanwhile do their part when they are back', async () => {
    expect(await bakyt.bids(lot, START + STEP)).toMatchObject({ __typename: 'BidAccepted' });
    await system.time.advance({ hours: 3 });
    await waitFor(async () => {
      const [row] = await system.databases.auction.query<{ state: string }>(
        'SELECT o.state FROM bank_orders o JOIN entries e ON e.id = o.entry_id WHERE e.bidder_id = $1',
        [aizada.id],
      );
      return row?.state === 'REFUNDED';
    }, DEADLINE_MS);
    await aizada.signsIn();
    await Promise.all([system.kill('identity'), system.kill('notify')]);
    const answer = await asks(aizada);
    expect(answer.__typename).toBe('ErasureRequested');
    ({ certificateLink } = answer);
    await waitFor(async () => {
      const rows = await system.databases.privacy.query("SELECT 1 FROM erasures WHERE state = 'ORDERED'");
      return rows.length === 1;
    }, DEADLINE_MS);
    await Promise.all([system.kill('auction'), system.kill('privacy')]);
    for (const name of ['privacy', 'auction', 'identity', 'notify'] as const) await system.restart(name);
    const { body } = await waitFor(async () => {
      const answered = await taken();
      return answered.status === 200 && answered;
    }, DEADLINE_MS);

    const keys = createRemoteJWKSet(new URL(`${system.serviceUrl('privacy')}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(body.certificate, keys);
    expect(protectedHeader.typ).toBe('erasure-certificate+jwt');
    const services = payload['services'] as { service: string; destroyed: { table: string; rows: number }[] }[];
    expect(services.map(({ service }) => service)).toEqual(['auction', 'identity', 'notify', 'privacy']);
    const identity = services.find(({ service }) => service === 'identity');
    expect(identity?.destroyed).toContainEqual({ table: 'accounts (key and password)', rows: 1 });
    expect(identity?.destroyed).toContainEqual({ table: 'attributes', rows: 6 });
    expect(await proved(body.proofFile)).toMatch(/^Proved\.\n\nData was erased\./);
    expect(await proved(body.proofFile)).toContain(String(payload['erasureId']));
  });

  it('hands the certificate out once', async () => {
    expect(await taken()).toMatchObject({ status: 410, body: { state: 'TAKEN' } });
    const page = await fetch(`${system.urls.gateway}/policy/erasure?lang=ru`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('Свидетельство об уничтожении данных');
  });

  it('leaves nothing of hers in any row of any database', async () => {
    const { name, pin, phone, email, idDocument, address } = aizada.who;
    for (const value of [name, pin, phone, email ?? phone, idDocument, 'Прошу удалить всё'])
      expect(await standsAnywhere(system, value), 'a value of hers').toEqual([]);
    expect(await standsAnywhere(system, `${address ?? ''} –`)).toEqual([]);
    // Her opaque id stays where the certificate says so, and belongs to nobody.
    expect(await namedIn(aizada.id)).toEqual([
      ...['identity.accounts', 'identity.outbox', 'identity.persons_erased', 'identity.personal_data_accesses'].sort(),
      ...[
        'privacy.acknowledgements',
        'privacy.agreement_acceptances',
        'privacy.consent_heads',
        'privacy.consents',
        'privacy.erasures',
      ],
      ...[
        'privacy.ledger_entries',
        'privacy.outbox',
        'privacy.person_keys',
        'privacy.persons_erased',
        'privacy.rights_requests',
      ],
      ...['auction.bidders', 'auction.entries', 'auction.outbox', 'auction.persons_erased'],
      ...['notify.outbox', 'notify.persons_erased', 'notify.recipients'],
    ]);
    const keys = await system.databases.privacy.query('SELECT wrapped_key FROM person_keys WHERE citizen_id = $1', [
      aizada.id,
    ]);
    expect(keys).toEqual([{ wrapped_key: null }]);
  });

  it('leaves a ledger in which nothing is wrong, with entries that nobody can open', async () => {
    const audit = JSON.parse(await system.command('privacy', 'audit-ledger'));
    expect(audit.findings).toEqual([]);
    expect(audit.counts.destroyed).toBeGreaterThanOrEqual(4);
  });

  it('is not let in any more, and registers anew with the same PIN and phone, as somebody else', async () => {
    await expect(aizada.signsIn()).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    const graph = system.graph.speaking('RU');
    const anew = new TestCitizen(system, aizada.who, await register(graph, system.mailbox, aizada.who));
    expect(anew.id).not.toBe(aizada.id);
    await anew.verifies();
    expect((await anew.graph.ask(MINE)).me.rightsRequests.edges).toEqual([]);
  });
});

describe('whoever leaves and never asks', () => {
  it('is erased when the term after the withdrawal is over, and not before', async () => {
    const leaver = await aCitizen(system).registered();
    await leaver.withdraws();
    await leaver.signsIn();
    const effects = await leaver.graph.ask('{ withdrawalEffects { effects { code } } }');
    expect(effects.withdrawalEffects.effects).toContainEqual({ code: 'DATA_ERASED' });
    const state = async () =>
      (
        await system.databases.privacy.one<{ state: string }>(
          "SELECT state FROM erasures WHERE citizen_id = $1 AND cause = 'TERM'",
          [leaver.id],
        )
      )?.state;
    await system.time.advance({ days: 13 });
    await system.restart('privacy');
    expect(await state()).toBeUndefined();
    await system.time.advance({ days: 32 });
    await system.restart('privacy');
    await waitFor(async () => (await state()) === 'CERTIFIED', DEADLINE_MS);
    await expect(leaver.signsIn()).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect(await standsAnywhere(system, leaver.who.phone)).toEqual([]);
  });
});
