import { newId } from '@belgi/contracts';
import { applyHold, sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payForLot } from '../bank/pay-for-lot.js';
import { applyAcceptance } from '../bidders/agreement.store.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { applyAccount } from '../bidders/bidder.store.js';
import { followConsent } from '../bidders/follow-consent.js';
import { keepTime } from '../closing/timekeeper.js';
import { enterLot } from '../entries/enter-lot.js';
import { openAuction, START, type TestAuction } from '../testing/open-auction.js';
import { erasePerson } from './erase-person.js';
import { weighErasure } from './weigh-erasure.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const withdraws = (who: BidderClaims) =>
  auction.database.transaction((tx) =>
    followConsent(tx, {
      ...{ citizenId: who.id, epoch: 2, state: 'WITHDRAWN', edition: 1, locale: 'RU' },
      ...{ textSha256: 'a'.repeat(64), at: new Date().toISOString() },
    }),
  );

/** What the auction says binds the person. */
async function weighed(who: BidderClaims): Promise<{ reason: string; plateNumber: string }[]> {
  const erasureId = newId();
  await auction.database.transaction((tx) => weighErasure(tx, { citizenId: who.id, erasureId }, 1));
  const row = await auction.database.one<{ data: { obstacles: { reason: string; plateNumber: string }[] } }>(
    sql`/* test */ SELECT data FROM outbox WHERE type = 'auction.erasure.weighed.v1' AND data ->> 'erasureId' = ${erasureId}`,
  );
  return row?.data.obstacles ?? [];
}

const erased = (who: BidderClaims, erasureId = newId()) =>
  auction.database.transaction((tx) => erasePerson(tx, { citizenId: who.id, erasureId }, 2));

describe('what binds a person', () => {
  it('is nothing for whoever never entered, or entered and paid nothing', async () => {
    const [stranger, entrant] = [await auction.aCitizen(), await auction.aCitizen()];
    await auction.enters(entrant, await auction.aLot(), { unpaid: true });
    expect(await weighed(stranger)).toEqual([]);
    expect(await weighed(entrant)).toEqual([]);
  });

  it('is a deposit, a lead, a payment; and nothing once the lot is paid for', async () => {
    const who = await auction.aCitizen();
    const lot = await auction.aLot();
    const entry = await auction.enters(who, lot);
    expect(await weighed(who)).toMatchObject([{ reason: 'DEPOSIT_HELD' }]);
    await auction.bids(who, lot, START);
    expect(await weighed(who)).toMatchObject([{ reason: 'LEADING' }]);
    await auction.afterClose();
    expect(await weighed(who)).toMatchObject([{ reason: 'AWAITING_PAYMENT' }]);
    await payForLot(auction.counter, { lotId: lot.id, citizenId: who.id });
    await auction.pays(entry, 'PAYMENT');
    expect(await weighed(who)).toEqual([]);
  });

  it('is a reservation that runs, what was paid too late until it is back, and no reservation that ran out', async () => {
    const [who, other, lot] = [await auction.aCitizen(), await auction.aCitizen(), await auction.aLot({ fixed: true })];
    const outcome = await auction.reserves(who, lot);
    if (outcome.kind !== 'reserved') throw new Error(outcome.code);
    expect(await weighed(who)).toMatchObject([{ reason: 'RESERVED', amountDue: String(START) }]);
    await auction.time.advance({ minutes: 15 });
    await keepTime(auction.database);
    expect(await weighed(who)).toEqual([]);
    await auction.reserves(other, lot);
    await auction.pays(outcome.reservation.entry, 'PAYMENT');
    expect(await weighed(who)).toMatchObject([{ reason: 'PAYMENT_RETURNING', amountDue: null }]);
  });
});

/** t0 a bid is in flight; t1 the withdrawal is applied; t2 the auction weighs: what t0 bound is in its answer, or is not bound. */
it('a bid that crosses the withdrawal either binds and is named, or was refused', async () => {
  for (let round = 0; round < 12; round += 1) {
    const who = await auction.aCitizen();
    const lot = await auction.aLot();
    await auction.enters(who, lot);
    const leave = () => withdraws(who).then(() => weighed(who));
    const bid = () => auction.bids(who, lot, START);
    const [outcome, found] =
      round % 2 === 0
        ? await Promise.all([bid(), leave()])
        : await Promise.all([leave(), bid()]).then(([obstacles, placed]) => [placed, obstacles] as const);
    const binds = outcome.kind === 'accepted';
    expect(found.map(({ reason }) => reason)).toEqual([binds ? 'LEADING' : 'DEPOSIT_HELD']);
  }
});

it('nothing that crosses an erasure outlives it: entries, bids, facts about account, agreement and consent', async () => {
  for (let round = 0; round < 12; round += 1) {
    const who = await auction.aCitizen();
    const [lot, other] = [await auction.aLot(), await auction.aLot()];
    await auction.enters(who, lot, { unpaid: true });
    await withdraws(who);
    const account = { citizenId: who.id, version: 9, status: 'ACTIVE', pinVerified: true, disputed: false } as const;
    const given = { citizenId: who.id, epoch: 3, state: 'GIVEN', edition: 1, locale: 'RU' } as const;
    const context = auction.counter;
    const all = [
      () => erased(who),
      () => auction.database.transaction((tx) => applyAccount(tx, account)),
      () => auction.database.transaction((tx) => applyAcceptance(tx, { citizenId: who.id, edition: 2 })),
      () => enterLot(context, { lotId: other.id, who }),
      () => auction.bids(who, lot, START),
      () =>
        auction.database.transaction((tx) =>
          followConsent(tx, { ...given, textSha256: 'a'.repeat(64), at: new Date().toISOString() }),
        ),
    ];
    await Promise.all([...all.slice(round % all.length), ...all.slice(0, round % all.length)].map((act) => act()));
    const row = await auction.database.one(
      sql`/* test */ SELECT status, pin_verified AS verified, disputed, consent_edition AS edition, agreement_edition AS agreement
        FROM bidders WHERE id = ${who.id}`,
    );
    expect(row).toEqual({ status: 'ERASED', verified: false, disputed: false, edition: null, agreement: null });
    expect(await enterLot(context, { lotId: other.id, who })).toMatchObject({ kind: 'refused' });
  }
});

// t0 an erasure is ordered; t1 a legal hold is placed; t2 the order is heard here: what a court asked to keep is kept.
it('destroys nothing of somebody who is held, until the hold is lifted and the order comes again', async () => {
  const who = await auction.aCitizen();
  const hold = { id: newId(), scope: 'PERSON', subject: who.id } as const;
  const held = (version: number, liftedAt: Date | null) =>
    auction.database.transaction((tx) => applyHold(tx, { ...hold, version, liftedAt }));
  const status = async () =>
    (await auction.database.one<{ status: string }>(sql`/* test */ SELECT status FROM bidders WHERE id = ${who.id}`))
      ?.status;
  const reports = () =>
    auction.database.query(
      sql`/* test */ SELECT 1 FROM outbox WHERE type = 'auction.erasure.applied.v1' AND data ->> 'citizenId' = ${who.id}`,
    );
  await held(1, null);
  await erased(who);
  expect(await status()).toBe('ACTIVE');
  expect(await reports()).toEqual([]);
  await held(2, new Date());
  await erased(who);
  expect(await status()).toBe('ERASED');
  expect(await reports()).toHaveLength(1);
});

/** t0 the hold and the order are on their way together: either all is there and nothing is reported, or all is gone and is. */
it('a hold against an order: never half of each', async () => {
  for (let round = 0; round < 12; round += 1) {
    const who = await auction.aCitizen();
    const hold = { id: newId(), scope: 'PERSON', subject: who.id, version: 1, liftedAt: null } as const;
    const place = () => auction.database.transaction((tx) => applyHold(tx, hold));
    await Promise.all(round % 2 === 0 ? [place(), erased(who)] : [erased(who), place()]);
    const row = await auction.database.one<{ gone: boolean; reports: number }>(sql`/* test */
      SELECT status = 'ERASED' AS gone, (SELECT count(*)::int FROM outbox o
        WHERE o.type = 'auction.erasure.applied.v1' AND o.data ->> 'citizenId' = b.id::text) AS reports
      FROM bidders b WHERE id = ${who.id}`);
    expect(row?.reports).toBe(row?.gone ? 1 : 0);
  }
});

it('reports the same when the order is heard again, and knows whom it never heard of', async () => {
  const who = { ...(await auction.aCitizen()), id: newId() };
  const erasureId = newId();
  await erased(who, erasureId);
  await erased(who, erasureId);
  const facts = await auction.database.query<{ data: object }>(
    sql`/* test */ SELECT data FROM outbox WHERE type = 'auction.erasure.applied.v1' AND data ->> 'erasureId' = ${erasureId}`,
  );
  expect(facts).toHaveLength(2);
  expect(facts[0]?.data).toEqual(facts[1]?.data);
});
