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
  type TestSystem,
  waitFor,
} from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Journey 2: a citizen leaves. Meerim leads two lots when she withdraws her consent. What binds her is settled, all
 * else ends at once; later she agrees anew and bids again. Daniel bids against her.
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

beforeAll(async () => {
  system = await createSystem();
  const auctioneer = await aStaff(system).withRole('AUCTIONEER');
  const aUsualLot = () => aLot(system).startingAt(START).stepping(STEP);
  [soon, later, meerim, daniel] = await Promise.all([
    aUsualLot().closing({ minutes: 30 }).open(auctioneer),
    aUsualLot().closing({ days: 2 }).open(auctioneer),
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
    expect(named('BID_OUTBID')).toEqual({ kind: 'BID_OUTBID', name: 'Вашу ставку перебили', stops: true });
    expect(named('LOT_WON')).toMatchObject({ stops: false });
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
