import {
  type Applicant,
  acceptPolicy,
  completeRegistration,
  type SessionTokens,
  startRegistration,
  verifyAtPortal,
} from '@belgi/local';
import {
  aCitizen,
  aLot,
  aStaff,
  createSystem,
  lotReaches,
  som,
  TestCitizen,
  type TestLot,
  type TestStaff,
  type TestSystem,
  waitFor,
} from '@belgi/testkit';
import { decodeJwt } from 'jose';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgeReport } from './forge-report.js';
import { keepProtocol } from './kept-protocol.js';
import { findLots, readPolicy, readPolicyPage, watchLot } from './visitor.js';

/**
 * Journey 1: a plate is won. Aibek comes as a stranger and leaves with a certificate; Elena and Daniel bid against
 * him and get their deposits back, and then buy plates at a fixed price. Each of the three is spoken to in their own language.
 */
let system: TestSystem;
beforeAll(async () => {
  system = await createSystem();
});
afterAll(() => system?.stop());

const START = som(10_000);
const STEP = som(1_000);
const DEPOSIT = som(1_000);

/** The story goes on from test to test, as a day does. */
let lot: TestLot;
let aibek: TestCitizen;
let elena: TestCitizen;
let daniel: TestCitizen;
let auctioneer: TestStaff;
/** Each one's page at the bank. */
let deposits: { aibek: string; elena: string; daniel: string };

describe('a stranger becomes a citizen with an account', () => {
  let form: Applicant;
  let ticket: string;
  let session: SessionTokens;

  beforeAll(() => {
    form = aCitizen(system).named('Токтогулов Айбек Маратович').speaking('KY').applicant();
  });

  it('reads the policy on its page, in three languages, with the date it was last updated', async () => {
    for (const language of ['ky', 'ru', 'en']) {
      const page = await readPolicyPage(system, language);
      expect(page).toMatchObject({ status: 200, language, hasScript: false });
      expect(page.etag).not.toBe('');
      expect(page.lastUpdated).toMatch(/^\d{4}-\d\d-\d\dT/);
    }
  });

  it('reads the same edition through the graph: the same text with the same fingerprint', async () => {
    const page = await readPolicyPage(system, 'ky');
    const policy = await readPolicy(system, 'KY');
    expect(policy).toMatchObject({ number: 1, inForce: true, updatedAt: page.lastUpdated });
    expect(page.body).toContain(policy.text.html);
    expect(page.body).toContain(policy.text.sha256);
    expect(policy.text.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('agrees to it and gets a ticket, and no service has stored a thing about the person', async () => {
    ticket = await acceptPolicy(system.graph.speaking('KY'), 'KY');
    const { number, text } = await readPolicy(system, 'KY');
    expect(decodeJwt(ticket)).toMatchObject({ edition: number, locale: 'KY', text_sha256: text.sha256 });
    const stored = await system.databases.identity.one<{ rows: number }>(
      'SELECT (SELECT count(*) FROM registrations)::int + (SELECT count(*) FROM accounts)::int AS rows',
    );
    expect(stored?.rows).toBe(0);
  });

  it('registers with the code that comes to the phone', async () => {
    const graph = system.graph.speaking('KY');
    const registrationId = await startRegistration(graph, form, ticket);
    const code = await system.mailbox.code(form.phone);
    session = await completeRegistration(graph, form, { registrationId, code, acceptance: ticket });
    expect(session.restricted).toBe(false);
    aibek = new TestCitizen(system, form, session);
  });

  it('finds the consent in the account: the edition, the language and the very text that was agreed to', async () => {
    const { text } = await readPolicy(system, 'KY');
    const [consent] = await waitFor(async () => {
      const found = await aibek.consents();
      return found.length > 0 && found;
    });
    expect(consent).toMatchObject({ state: 'GIVEN', epoch: 1, edition: { number: 1 }, locale: 'KY' });
    expect(consent?.textSha256).toBe(text.sha256);
    expect(decodeJwt(consent?.receipt ?? '')).toMatchObject({ pii_processing: { jurisdiction: 'KG' } });
  });

  it('may not enter a lot before the state has said who this is', async () => {
    auctioneer = await aStaff(system).withRole('AUCTIONEER');
    [lot] = await Promise.all([
      aLot(system).plate('01', '777', 'AAA').startingAt(START).stepping(STEP).closing({ minutes: 30 }).open(auctioneer),
      aLot(system).plate('09', '123', 'KEM').closing({ hours: 5 }).open(auctioneer),
    ]);
    await expect(aibek.enters(lot)).rejects.toMatchObject({ code: 'PIN_NOT_VERIFIED' });
  });

  it("proves the PIN at the state's portal", async () => {
    const visit = await verifyAtPortal(aibek.graph, form);
    expect(visit).toMatchObject({ status: 200, url: expect.stringContaining('/portal/callback') });
    await aibek.becomesVerified();
    const { me } = await aibek.graph.ask('query Me { me { pinVerified personal { pin { value masked assurance } } } }');
    expect(me).toMatchObject({ pinVerified: true, personal: { pin: { value: null, assurance: 'VERIFIED' } } });
    expect(me.personal.pin.masked).not.toContain(form.pin);
  });
});

describe('the lot is found and entered', () => {
  it('finds the lot among the open ones, signed out, by region, digits and letters', async () => {
    expect(await findLots(system, { state: 'OPEN' })).toHaveLength(2);
    expect(await findLots(system, { state: 'OPEN', region: '09' })).not.toContainEqual(
      expect.objectContaining({ id: lot.id }),
    );
    const wanted = { state: 'OPEN', region: '01', digits: '777', letters: 'AAA' };
    expect(await findLots(system, wanted)).toEqual([
      expect.objectContaining({ id: lot.id, plate: { number: '01 KG 777 AAA' }, startPrice: String(START) }),
    ]);
    expect(await findLots(system, { pattern: '7*7 A*A' })).toEqual([expect.objectContaining({ id: lot.id })]);
  });

  it('enters it: a deposit of a tenth of the start price is due at the bank, and there is no bidding before it', async () => {
    const entry = await aibek.enters(lot);
    expect(entry).toMatchObject({ state: 'DEPOSIT_DUE', depositOrderUrl: expect.stringContaining(system.urls.bank) });
    expect(await system.bank.order(entry.depositOrderUrl ?? '')).toEqual({
      amount: '1 000.00 som',
      state: 'Waiting for payment',
    });
    expect(await aibek.bids(lot, START)).toMatchObject({ code: 'ENTRY_REQUIRED' });
    deposits = { aibek: entry.depositOrderUrl ?? '', elena: '', daniel: '' };
  });

  it('believes the bank alone: a report with a forged signature changes nothing', async () => {
    expect(await forgeReport(system, { orderUrl: deposits.aibek, amount: DEPOSIT })).toBe(401);
    expect(await aibek.entryIn(lot)).toMatchObject({ state: 'DEPOSIT_DUE' });
  });

  it("counts once the deposit is paid on the bank's page and the bank has reported it", async () => {
    await system.bank.pay(deposits.aibek);
    expect(await system.bank.order(deposits.aibek)).toMatchObject({ state: 'Paid' });
    await aibek.reaches(lot, 'ENTERED');
  });

  it('is entered by two more citizens, who speak Russian and English', async () => {
    [elena, daniel] = await Promise.all([
      aCitizen(system).named('Соколова Елена Викторовна').speaking('RU').verified(),
      aCitizen(system).named('Kim Daniel').speaking('EN').verified(),
    ]);
    [deposits.elena, deposits.daniel] = await Promise.all([elena.takesPartIn(lot), daniel.takesPartIn(lot)]);
  });
});

describe('three citizens bid', () => {
  it('takes their bids one after another, each a step higher', async () => {
    expect(await aibek.bids(lot, START)).toMatchObject({ __typename: 'BidAccepted', bid: { sequence: 1 } });
    expect(await elena.bids(lot, START + STEP)).toMatchObject({ __typename: 'BidAccepted', bid: { sequence: 2 } });
    expect(await daniel.bids(lot, START + 2n * STEP)).toMatchObject({
      __typename: 'BidAccepted',
      bid: { sequence: 3 },
    });
  });

  it('refuses a bid below the next step, and says so in the language of the bidder', async () => {
    const refused = await elena.bids(lot, START + 2n * STEP);
    expect(refused).toMatchObject({ __typename: 'BidRefused', code: 'BID_BELOW_MINIMUM' });
    expect(refused.message).toMatch(/\p{Script=Cyrillic}/u);
  });

  it('tells who was outbid: in the inbox, by mail and by SMS, each in their language', async () => {
    const plate = lot.number;
    const [inKyrgyz] = await aibek.findsInInbox('BID_OUTBID', lot);
    expect(inKyrgyz?.title).toBe(`Сиздикинен жогору баа сунушталды: ${plate}`);
    expect(await aibek.getsMail(/Сиздикинен жогору баа/)).toMatchObject({ subject: inKyrgyz?.title, channel: 'email' });
    expect((await aibek.getsSms(/жогору баа сунушталды/)).text).toContain(plate);

    const [inRussian] = await elena.findsInInbox('BID_OUTBID', lot);
    expect(inRussian?.title).toBe(`Вашу ставку перебили: ${plate}`);
    expect(await elena.getsMail(/Вашу ставку перебили/)).toMatchObject({ subject: inRussian?.title });
    expect((await elena.getsSms(/предложили больше/)).text).toContain(plate);
  });

  it('tells the third as well when the first comes back with a higher bid', async () => {
    expect(await aibek.bids(lot, START + 3n * STEP)).toMatchObject({ __typename: 'BidAccepted', bid: { sequence: 4 } });
    const [inEnglish] = await daniel.findsInInbox('BID_OUTBID', lot);
    expect(inEnglish?.title).toBe(`You were outbid: ${lot.number}`);
    expect(await daniel.getsMail(/You were outbid/)).toMatchObject({ subject: inEnglish?.title });
    expect((await daniel.getsSms(/you were outbid/)).text).toContain(lot.number);
  });

  it('shows everyone the price and the bids, under numbers that say nothing about the bidders', async () => {
    const shown = await watchLot(system, lot);
    const entry = await aibek.entryIn(lot);
    expect(shown).toMatchObject({
      currentPrice: String(START + 3n * STEP),
      minimumNextBid: String(START + 4n * STEP),
      bidCount: 4,
      leadingBidderNumber: entry?.bidderNumber,
      myEntry: null,
    });
    expect(new Set(shown.bidders).size).toBe(3);
    expect(shown.bidders[0]).toBe(entry?.bidderNumber);
  });
});

describe('the lot closes', () => {
  beforeAll(async () => {
    await system.time.advance({ minutes: 31 });
    await lotReaches(system, lot, 'AWAITING_PAYMENT');
  });

  it('takes no bid any more', async () => {
    expect(await daniel.bids(lot, START + 4n * STEP)).toMatchObject({ code: 'LOT_CLOSED' });
  });

  it('tells the winner, in the inbox, by mail and by SMS', async () => {
    const [won] = await aibek.findsInInbox('LOT_WON', lot);
    expect(won?.title).toBe(`${lot.number} номерин утуп алдыңыз`);
    expect(await aibek.getsMail(/утуп алдыңыз/)).toMatchObject({ subject: won?.title });
    expect((await aibek.getsSms(/утуп алдыңыз/)).text).toContain(lot.number);
  });

  it('asks the winner for the price less the deposit, and nobody else for anything', async () => {
    const owed = START + 3n * STEP - DEPOSIT;
    expect(await aibek.entryIn(lot)).toMatchObject({ state: 'WON', amountDue: String(owed) });
    await expect(elena.asksToPayFor(lot)).rejects.toMatchObject({ code: 'NOT_THE_WINNER' });
    const order = await aibek.asksToPayFor(lot);
    expect(order.amount).toBe(String(owed));
    expect(await system.bank.order(order.url)).toEqual({ amount: '12 000.00 som', state: 'Waiting for payment' });
  });

  it('gives a certificate number once the winner has paid', async () => {
    await system.bank.pay((await aibek.asksToPayFor(lot)).url);
    const { certificateNumber } = await aibek.reaches(lot, 'PAID');
    expect(certificateNumber).toMatch(/^KG-\d{4}-\d{7}$/);
    expect(await watchLot(system, lot)).toMatchObject({ state: 'SOLD' });
    const [told] = await aibek.findsInInbox('LOT_PAID', lot);
    expect(told?.body).toContain(certificateNumber);
    expect((await aibek.getsMail(/Сертификат/)).text).toContain(certificateNumber);
  });

  it('leaves a protocol that anybody replays to the same winner, offline, with its place in the ledger', async () => {
    const bidderNumber = (await aibek.entryIn(lot))?.bidderNumber;
    const { protocol } = await waitFor(async () => {
      const { lot: shown } = await system.graph.ask(
        'query ($id: ID!) { lot(id: $id) { protocol { lines protocolSha256 url pageUrl proofUrl } } }',
        { id: lot.id },
      );
      return shown.protocol !== null && shown;
    });
    await using kept = await keepProtocol(system, lot);
    const told = await kept.verify('protocol.json', '--keys', 'keys.txt', '--proof', 'protocol.tlog-proof');
    expect(told).toEqual({ code: 0, stdout: expect.stringContaining(`Number ${bidderNumber} won, at 13000.00 som`) });
    expect(told.stdout).toContain(protocol.protocolSha256);
    expect(told.stdout).toContain('In the ledger “belgi.local/ledger”');
    await kept.alter('protocol.json', /"amount":"(\d)/, '"amount":"9$1');
    const altered = await kept.verify('protocol.json', '--keys', 'keys.txt');
    expect(altered).toEqual({ code: 1, stdout: expect.stringContaining('Line 2 is not the one that was signed.') });
    const page = await (await request(`${system.urls.gateway}/protocols/${lot.id}/page?lang=en`)).body.text();
    expect(page).toContain(`Number ${bidderNumber}, 13\u00a0000 som`);
    for (const { who } of [aibek, elena, daniel]) expect(page).not.toContain(who.phone);
  });

  it('gives the others their deposits back, and tells them', async () => {
    expect(await elena.reaches(lot, 'RELEASED')).toMatchObject({ certificateNumber: null });
    expect(await daniel.reaches(lot, 'RELEASED')).toMatchObject({ certificateNumber: null });
    await waitFor(async () => (await system.bank.order(deposits.elena)).state === 'Refunded');
    await waitFor(async () => (await system.bank.order(deposits.daniel)).state === 'Refunded');
    await elena.getsMail(/Задаток возвращается/);
    await daniel.getsMail(/Your deposit is coming back/);
    expect(await system.bank.order(deposits.aibek)).toMatchObject({ state: 'Paid' });
  });

  it('has told nobody anything twice', async () => {
    for (const citizen of [aibek, elena, daniel]) {
      const kinds = (await citizen.inbox()).map(({ kind }) => kind);
      expect(kinds).toEqual([...new Set(kinds)]);
      const mails = (await system.mailbox.messages(citizen.who.email ?? '')).map(({ subject }) => subject);
      expect(mails).toEqual([...new Set(mails)]);
      const texts = (await system.mailbox.messages(citizen.who.phone)).map(({ text }) => text);
      expect(texts).toEqual([...new Set(texts)]);
    }
  });
});

it('a plate with a combination that somebody watches is told of when it comes into the catalogue, to nobody else', async () => {
  const { watchPattern } = await elena.graph.ask(
    'mutation { watchPattern(input: { region: "08", digitsClass: MIRRORED }) { __typename ... on WatchedPattern { id digitsClass } } }',
  );
  expect(watchPattern).toMatchObject({ __typename: 'WatchedPattern', digitsClass: 'MIRRORED' });
  const other = await aLot(system).plate('08', '123', 'AKA').closing({ hours: 5 }).open(auctioneer);
  const plate = await aLot(system).plate('08', '585', 'AKA').closing({ hours: 5 }).open(auctioneer);
  expect((await elena.findsInInbox('WATCHED_PATTERN_PLANNED', plate))[0]?.body).toContain(plate.number);
  const told = (await elena.inbox()).filter(({ kind }) => kind === 'WATCHED_PATTERN_PLANNED');
  expect(told.map(({ lot }) => lot?.id)).not.toContain(other.id);
  expect((await daniel.inbox()).map(({ kind }) => kind)).not.toContain('WATCHED_PATTERN_PLANNED');
});

describe('a plate at a fixed price', () => {
  const fixed = () => aLot(system).atFixedPrice().startingAt(START).closing({ hours: 5 }).open(auctioneer);

  it('is held for whoever reserves it, and theirs once it is paid', async () => {
    const plate = await fixed();
    const page = await daniel.reserves(plate);
    expect(await system.bank.order(page)).toEqual({ amount: '10 000.00 som', state: 'Waiting for payment' });
    await expect(elena.reserves(plate)).rejects.toMatchObject({ code: 'LOT_RESERVED' });
    await expect(elena.enters(plate)).rejects.toMatchObject({ code: 'LOT_AT_FIXED_PRICE' });
    expect((await daniel.findsInInbox('LOT_RESERVED', plate))[0]?.title).toContain(plate.number);
    const effects = await daniel.graph.ask(
      'query Effects { withdrawalEffects { lots { plateNumber code } bindingLots { plateNumber } } }',
    );
    expect(effects.withdrawalEffects).toEqual({
      lots: [{ plateNumber: plate.number, code: 'RESERVATION_STANDS' }],
      bindingLots: [],
    });
    await system.bank.pay(page);
    const { certificateNumber } = await daniel.reaches(plate, 'PAID');
    expect((await daniel.findsInInbox('LOT_PAID', plate))[0]?.body).toContain(certificateNumber);
  });

  it('is bought by who holds it: a payment that comes after its reservation goes back whole', async () => {
    const plate = await fixed();
    const late = await elena.reserves(plate);
    await system.time.advance({ minutes: 15 });
    await lotReaches(system, plate, 'OPEN');
    const inTime = await daniel.reserves(plate);
    await system.bank.pay(late);
    await waitFor(async () => (await system.bank.order(late)).state === 'Refunded');
    expect((await elena.findsInInbox('PAYMENT_RETURNED', plate))[0]?.body).toContain('удерживает другой');
    await system.bank.pay(inTime);
    await daniel.reaches(plate, 'PAID');
  });
});

it('what was sold is open data a minute later, and who bought is in none of it', async () => {
  await system.time.advance({ minutes: 2 });
  const answer = await request(`${system.urls.gateway}/open-data/ocds/releases`);
  const text = await answer.body.text();
  const { releases } = JSON.parse(text) as { releases: { tender: { title: string }; awards: { value: object }[] }[] };
  const sale = releases.find(({ tender }) => tender.title === lot.number);
  expect(sale?.awards[0]?.value).toEqual({ amount: 13_000, currency: 'KGS' });
  for (const { id, who } of [aibek, elena, daniel])
    for (const personal of [id, who.phone, who.name]) expect(text).not.toContain(personal);
});
