import { accepted } from '@belgi/local';
import {
  aCitizen,
  aLot,
  aStaff,
  type ConsentChange,
  createSystem,
  lotReaches,
  som,
  type TestCitizen,
  type TestLot,
  type TestStaff,
  type TestSystem,
  waitFor,
} from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Journey 2: a citizen leaves. Meerim leads two lots when she withdraws her consent. What binds her is settled, all
 * else ends at once; later she agrees anew and bids again. Daniel bids against her; in the end his data are doubted, and he is blocked for
 * them, appeals and is free again (user agreement, section 4).
 */
const START = som(10_000);
const STEP = som(1_000);

let system: TestSystem;
let meerim: TestCitizen;
let daniel: TestCitizen;
/** Closes while she is away: she has won it, and must pay. */
let soon: TestLot;
/** Goes on until she is back. */
let later: TestLot;
/** Nobody is in it yet. */
let another: TestLot;

beforeAll(async () => {
  system = await createSystem();
  const auctioneer = await aStaff(system).withRole('AUCTIONEER');
  const aUsualLot = () => aLot(system).startingAt(START).stepping(STEP);
  [soon, later, another, meerim, daniel] = await Promise.all([
    aUsualLot().closing({ minutes: 30 }).open(auctioneer),
    aUsualLot().closing({ days: 2 }).open(auctioneer),
    aUsualLot().closing({ days: 3 }).open(auctioneer),
    aCitizen(system).speaking('RU').verified(),
    aCitizen(system).speaking('EN').verified(),
  ]);
  await Promise.all([soon, later].map((lot) => Promise.all([meerim.takesPartIn(lot), daniel.takesPartIn(lot)])));
  for (const lot of [soon, later]) {
    expect(await daniel.bids(lot, START)).toMatchObject({ __typename: 'BidAccepted' });
    expect(await meerim.bids(lot, START + STEP)).toMatchObject({ __typename: 'BidAccepted' });
  }
});
afterAll(() => system?.stop());

/** Asks until no service is pending: a change of consent that was made already is answered with how far it has come. */
function everyoneActsOn(change: () => Promise<ConsentChange>): Promise<ConsentChange> {
  return waitFor(async () => {
    const answer = await change();
    return answer.acknowledgements.every(({ appliedAt }) => appliedAt !== null) && answer;
  });
}

describe('in the middle of an auction a citizen leaves', () => {
  it('first asks what leaving means, and is told which lots will still bind her', async () => {
    await waitFor(async () => (await meerim.asksWhatLeavingMeans()).bindingLots.length === 2);
    const { epoch, effects, bindingLots } = await meerim.asksWhatLeavingMeans();
    expect(epoch).toBe(1);
    const binding = (lot: TestLot) => ({
      lot: { id: lot.id },
      plateNumber: lot.number,
      reason: 'LEADING',
      amountDue: null,
    });
    expect(bindingLots).toHaveLength(2);
    expect(bindingLots).toEqual(expect.arrayContaining([binding(soon), binding(later)]));
    expect(effects.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['SESSIONS_END', 'NO_NEW_BIDS', 'LEADING_BIDS_BIND', 'OPTIONAL_NOTICES_STOP']),
    );
    expect(effects.every(({ text }) => /\p{Script=Cyrillic}/u.test(text))).toBe(true);
  });

  it('is told of each lot, each deposit, the notices and the sessions, in her language', async () => {
    const wantsSms = (sms: boolean) =>
      meerim.graph.ask(
        `mutation { setNoticePreferences(input: { kinds: [{ kind: "BID_OUTBID", sms: ${sms} }] }) { __typename } }`,
      );
    await wantsSms(false);
    const { lots, payments, notices, openSessions } = await meerim.asksWhatLeavingMeans();
    expect(lots.map(({ lot, code }) => [lot.id, code]).sort()).toEqual(
      [soon, later].map(({ id }) => [id, 'BID_BINDS']).sort(),
    );
    const deposits = [soon, later].map(({ id }) => ({
      ...{ entryId: expect.any(String), code: 'DEPOSIT_BOUND', amount: String(START / 10n), dueAt: null },
      ...{ lot: { id, closesAt: expect.any(String) }, text: expect.stringMatching(/вернётся/) },
    }));
    expect(payments).toHaveLength(2);
    expect(payments).toEqual(expect.arrayContaining(deposits));
    const named = (kind: string) => notices.find((notice) => notice.kind === kind);
    // As she switched it herself: what stops comes by e-mail alone.
    expect(named('BID_OUTBID')).toEqual({
      ...{ kind: 'BID_OUTBID', name: 'Вашу ставку перебили', stops: true, email: true, sms: false },
      ...{ paused: false, pending: expect.any(Number) },
    });
    expect(named('LOT_WON')).toMatchObject({ stops: false, email: true, sms: true });
    await wantsSms(true);
    expect(openSessions).toBe(1);
  });

  it('Daniel, who was outbid on both, would get his deposits back when the lots close', async () => {
    const told = await waitFor(async () => {
      const effects = await daniel.asksWhatLeavingMeans();
      return effects.lots.every(({ code }) => code === 'BIDDING_ENDS') && effects;
    });
    expect(told.bindingLots).toEqual([]);
    expect(told.payments.map(({ code }) => code)).toEqual(['DEPOSIT_RETURNS_AT_CLOSE', 'DEPOSIT_RETURNS_AT_CLOSE']);
  });

  it('withdraws: identity, auction and notify acknowledge it, each with its latency', async () => {
    const { consent, acknowledgements } = await meerim.withdraws('I have bought a car without a need for a plate');
    expect(consent).toMatchObject({
      state: 'WITHDRAWN',
      epoch: 2,
      receipt: expect.stringMatching(/^[\w-]+\.[\w-]+\./),
    });
    expect(acknowledgements.map(({ service }) => service).sort()).toEqual(['auction', 'identity', 'notify']);
    for (const acknowledgement of acknowledgements) {
      expect(acknowledgement).toMatchObject({ epoch: 2, appliedAt: expect.any(String), latencyMs: expect.any(Number) });
      expect(acknowledgement.latencyMs).toBeGreaterThanOrEqual(0);
    }
  });

  it('is refused the next bid, with the very token that was good a moment ago', async () => {
    await daniel.bids(later, START + 2n * STEP);
    const refused = await meerim.bids(later, START + 3n * STEP);
    expect(refused).toMatchObject({ __typename: 'BidRefused', code: 'CONSENT_REQUIRED' });
    expect(refused.message).toMatch(/\p{Script=Cyrillic}/u);
  });

  it('has no session any more: it opens nothing of hers, and cannot be continued', async () => {
    const { data, errors } = await meerim.graph.send('query Me { me { personal { fullName { value } } } }');
    expect(data?.me ?? null).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(meerim.refreshes()).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('still leads the lot that nobody outbid her on: that bid binds', async () => {
    const { lot } = await system.graph.ask(
      'query Lot($id: ID!) { lot(id: $id) { currentPrice leadingBidderNumber } }',
      {
        id: soon.id,
      },
    );
    const entry = await meerim.entryIn(soon);
    expect(entry).toMatchObject({ state: 'LEADING' });
    expect(lot).toEqual({ currentPrice: String(START + STEP), leadingBidderNumber: entry?.bidderNumber });
    expect(await daniel.entryIn(soon)).toMatchObject({ state: 'OUTBID' });
  });
});

describe('the lot closes while she is away', () => {
  beforeAll(async () => {
    await system.time.advance({ minutes: 31 });
    await lotReaches(system, soon, 'AWAITING_PAYMENT');
  });

  it('tells her that she has won, because the contract demands it', async () => {
    await meerim.getsMail(/Вы выиграли номер/);
    await meerim.getsSms(/вы выиграли номер/);
  });

  it('lets her sign in, to a restricted session', async () => {
    await meerim.signsIn();
    expect(meerim.session.restricted).toBe(true);
    const { me } = await meerim.graph.ask(
      'query Rights { me { personal { fullName { value } } consents { edges { node { state epoch } } } } }',
    );
    expect(me.personal.fullName.value).toBe(meerim.who.name);
    expect(me.consents.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { state: 'WITHDRAWN', epoch: 2 },
      { state: 'GIVEN', epoch: 1 },
    ]);
  });

  it('says what she owes and until when, and that the deposit is part of it', async () => {
    const { payments } = await waitFor(async () => {
      const effects = await meerim.asksWhatLeavingMeans();
      return effects.lots.some(({ code }) => code === 'PAYMENT_BINDS') && effects;
    });
    const ofSoon = payments.filter(({ lot }) => lot.id === soon.id);
    expect(ofSoon).toMatchObject([
      { code: 'PRICE_DUE', amount: String(START + STEP - START / 10n), dueAt: expect.any(String) },
      { code: 'DEPOSIT_GOES_TO_PRICE', amount: String(START / 10n), dueAt: null },
    ]);
  });

  it('lets her pay what she owes, and gives her the certificate', async () => {
    const owed = START + STEP - START / 10n;
    expect(await meerim.entryIn(soon)).toMatchObject({ state: 'WON', amountDue: String(owed) });
    const order = await meerim.asksToPayFor(soon);
    expect(order.amount).toBe(String(owed));
    await system.bank.pay(order.url);
    const { certificateNumber } = await meerim.reaches(soon, 'PAID');
    expect(certificateNumber).toMatch(/^KG-\d{4}-\d{7}$/);
    const [told] = await meerim.findsInInbox('LOT_PAID', soon);
    expect(told?.body).toContain(certificateNumber);
  });

  it('refuses her everything else: a bid elsewhere, another lot, another proof of the PIN', async () => {
    expect(await meerim.bids(later, START + 3n * STEP)).toMatchObject({ code: 'CONSENT_REQUIRED' });
    await expect(meerim.enters(later)).rejects.toMatchObject({ code: 'CONSENT_REQUIRED' });
    const { data, errors } = await meerim.graph.send('mutation Verify { startVerification { __typename } }');
    expect(data?.startVerification ?? null).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      reason: 'RESTRICTED_SESSION',
    });
  });
});

describe('she comes back', () => {
  it('agrees anew: the same three services acknowledge it', async () => {
    const { consent, acknowledgements } = await everyoneActsOn(() => meerim.agrees());
    expect(consent).toMatchObject({ state: 'GIVEN', epoch: 3, edition: { number: 1 } });
    expect(acknowledgements).toHaveLength(3);
    for (const { epoch, latencyMs } of acknowledgements) {
      expect(epoch).toBe(3);
      expect(latencyMs).toEqual(expect.any(Number));
    }
  });

  it('is in a full session with the next tokens, and bids', async () => {
    await meerim.refreshes();
    expect(meerim.session.restricted).toBe(false);
    expect(await meerim.bids(later, START + 3n * STEP)).toMatchObject({ __typename: 'BidAccepted' });
    expect(await meerim.entryIn(later)).toMatchObject({ state: 'LEADING' });
  });

  it('is told again when she is outbid; what happened while she was away she was spared', async () => {
    expect(await daniel.bids(later, START + 4n * STEP)).toMatchObject({ __typename: 'BidAccepted' });
    const told = await meerim.findsInInbox('BID_OUTBID');
    expect(told).toHaveLength(1);
    await meerim.getsSms(/предложили больше/);
    await meerim.getsMail(/Вашу ставку перебили/);
    const outbid = (await system.mailbox.messages(meerim.who.email ?? '')).filter(({ subject }) =>
      subject?.startsWith('Вашу ставку перебили'),
    );
    expect(outbid).toHaveLength(1);
  });
});

describe('what Daniel said of himself is doubted', () => {
  const CHANGED = '{ __typename ... on DataDoubtChanged { doubtId state } ... on Refusal { code message } }';
  const WHY = 'The register of passports does not know this number.';
  let first: TestStaff;
  let second: TestStaff;
  let third: TestStaff;
  let doubtId: string;

  beforeAll(async () => {
    [first, second, third] = await Promise.all([
      aStaff(system).withRole('OPERATOR'),
      aStaff(system).withRole('OPERATOR'),
      aStaff(system).withRole('PRIVACY_OFFICER'),
    ]);
  });

  async function step(who: TestStaff | TestCitizen, name: string, type: string, input: object): Promise<string> {
    const mutation = `mutation Step($input: ${type}!) { ${name}(input: $input) ${CHANGED} }`;
    const changed = accepted(name, (await who.graph.ask(mutation, { input }))[name]);
    doubtId = changed.doubtId;
    return changed.state;
  }
  async function seesDoubt() {
    const query = `query Mine { myDataDoubts { state clause attributes reason answer decisionReason appealDueAt rulingReason }
      me { personal { idDocument { assurance } } } }`;
    const { myDataDoubts, me } = await daniel.graph.ask(query);
    return { ...myDataDoubts[0], assurance: me.personal.idDocument.assurance };
  }

  async function isKnownToAuction(status: string): Promise<boolean> {
    const statement = '/* test.bidder */ SELECT status FROM bidders WHERE id = $1';
    const bidder = await system.databases.auction.one<{ status: string }>(statement, [daniel.id]);
    return bidder?.status === status;
  }

  it('he is told, sees what and why, and answers', async () => {
    const input = { citizenId: daniel.id, attributes: ['idDocument'], caseNumber: '119/2026-7', reason: WHY };
    expect(await step(first, 'doubtData', 'DataDoubtInput', input)).toBe('OPEN');
    const [told] = await daniel.findsInInbox('DATA_DOUBTED');
    expect(told?.body).not.toContain('register');
    const seen = { state: 'OPEN', clause: '4.2', attributes: ['idDocument'], reason: WHY, assurance: 'DISPUTED' };
    expect(await seesDoubt()).toMatchObject(seen);
    const statement = 'It is a new passport, issued on Monday.';
    expect(await step(daniel, 'answerDataDoubt', 'DataDoubtStatementInput', { doubtId, statement })).toBe('OPEN');
  });

  it('whoever doubted does not decide; another operator reads his answer, which he sees, and blocks him', async () => {
    const input = { doubtId, outcome: 'BLOCKED', reason: 'The register knows no such issue.' };
    await expect(step(first, 'decideDataDoubt', 'DataDoubtDecisionInput', input)).rejects.toMatchObject({
      code: 'ANOTHER_EMPLOYEE',
    });
    const { dataDoubt } = await second.graph.ask('query Case($id: ID!) { dataDoubt(id: $id) { statement } }', {
      id: doubtId,
    });
    expect(dataDoubt.statement).toContain('issued on Monday');
    const [read] = await daniel.findsInInbox('STAFF_READ');
    expect(read?.body).toContain('data that are doubted');
    expect(await step(second, 'decideDataDoubt', 'DataDoubtDecisionInput', input)).toBe('BLOCKED');
  });

  it('he enters no lot, what binds him goes on, and he sees the reason, the clause and the last day to appeal', async () => {
    // The fact is on its way for some milliseconds; a person takes longer to their next click.
    await waitFor(() => isKnownToAuction('BLOCKED'));
    // With the very token that was good a moment ago; the session is over, and the next one is for rights alone.
    await expect(daniel.enters(another)).rejects.toMatchObject({ code: 'BIDDER_BLOCKED' });
    await expect(daniel.refreshes()).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    await daniel.signsIn();
    expect(daniel.session.restricted).toBe(true);
    await expect(daniel.enters(another)).rejects.toMatchObject({ code: 'BIDDER_BLOCKED' });
    expect(await daniel.entryIn(later)).toMatchObject({ state: 'LEADING' });
    const reason = 'The register knows no such issue.';
    const seen = { state: 'BLOCKED', clause: '4.5', decisionReason: reason, appealDueAt: expect.any(String) };
    expect(await seesDoubt()).toMatchObject(seen);
    const [told] = await daniel.findsInInbox('DATA_DOUBT_DECIDED');
    expect(told?.title).toBe('Your data were found false, your account is blocked');
  });

  it('he appeals; who decided does not rule on it, a third lifts the block, and he may enter again', async () => {
    const statement = 'The register was updated today: look again.';
    expect(await step(daniel, 'appealBlock', 'DataDoubtStatementInput', { doubtId, statement })).toBe('APPEALED');
    const input = { doubtId, outcome: 'LIFTED', reason: 'The register knows it since today.' };
    await expect(step(second, 'ruleOnBlockAppeal', 'BlockAppealRulingInput', input)).rejects.toMatchObject({
      code: 'ANOTHER_EMPLOYEE',
    });
    expect(await step(third, 'ruleOnBlockAppeal', 'BlockAppealRulingInput', input)).toBe('LIFTED');
    await daniel.refreshes();
    expect(daniel.session.restricted).toBe(false);
    await waitFor(() => isKnownToAuction('ACTIVE'));
    expect(await daniel.enters(another)).toMatchObject({ state: 'DEPOSIT_DUE' });
    await waitFor(async () => (await daniel.findsInInbox('DATA_DOUBT_DECIDED')).length === 2);
    expect((await seesDoubt()).rulingReason).toBe('The register knows it since today.');
  });
});
