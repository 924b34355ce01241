import { createHash } from 'node:crypto';
import { newId } from '@belgi/contracts';
import type { SystemDatabase } from '@belgi/testkit';
import type { Lot } from '../../../services/auction/dist/lots/lot.js';

/** Somebody who may bid: agreed to edition 1, verified, with a deposit at the bank for each lot. */
export interface Bidder {
  readonly id: string;
  /** Their entry, by lot. */
  readonly entries: ReadonlyMap<string, { readonly id: string; readonly bidderNumber: number }>;
}

/** What a fact of each kind says, and a line of the protocol, as JSON. */
interface BidData {
  readonly bid: string;
  readonly moved: string;
  readonly line: string;
}

const FIRST_NUMBER = 10_000;
const BID_ACCEPTED = 'auction.lot.bid-accepted.v1';
const OUTBID = 'auction.entry.outbid.v1';

export async function agreeToEditions(admin: SystemDatabase): Promise<void> {
  await admin.query(
    '/* bench.editions */ INSERT INTO editions (number, effective_at, material) VALUES (1, to_timestamp(0), true)',
  );
  await admin.query(
    '/* bench.agreements */ INSERT INTO agreement_editions (number, effective_at, material) VALUES (1, to_timestamp(0), true)',
  );
}

/**
 * People with an entry and a held deposit in each of these lots, past the bank and its triggers: how they came to be there is not
 * measured.
 */
export async function bringBidders(admin: SystemDatabase, lots: readonly Lot[], count: number): Promise<Bidder[]> {
  const ids = Array.from({ length: count }, () => newId());
  await admin.query(
    `/* bench.bidders */ INSERT INTO bidders (id, account_version, pin_verified, consent_epoch, consent_edition, agreement_edition)
     SELECT id, 1, true, 1, 1, 1 FROM unnest($1::uuid[]) AS n (id)`,
    [ids],
  );
  const people = ids.map((id) => ({ id, entries: new Map<string, { id: string; bidderNumber: number }>() }));
  for (const lot of lots) {
    for (const [index, { entries }] of people.entries())
      entries.set(lot.id, { id: newId(), bidderNumber: FIRST_NUMBER + index });
    const entered = people.map(({ entries }) => entries.get(lot.id));
    await admin.query(
      `/* bench.entries */ INSERT INTO entries (id, lot_id, bidder_id, bidder_number, state, version)
       SELECT n.id, $1::uuid, n.bidder, n.number, 'ENTERED', 1 FROM unnest($2::uuid[], $3::uuid[], $4::int[]) AS n (id, bidder, number)`,
      [lot.id, entered.map((entry) => entry?.id), ids, entered.map((entry) => entry?.bidderNumber)],
    );
    await admin.query(
      `/* bench.deposits */ WITH aside AS (SELECT set_config('session_replication_role', 'replica', true))
       INSERT INTO bank_orders (id, entry_id, lot_id, purpose, provider, amount, state, paid_at)
       SELECT n.order_id, n.entry_id, $1::uuid, 'DEPOSIT', 'bench', $2::bigint, 'PAID', app_now()
       FROM aside, unnest($3::uuid[], $4::uuid[]) AS n (order_id, entry_id)`,
      [lot.id, lot.deposit, ids.map(() => newId()), entered.map((entry) => entry?.id)],
    );
  }
  return people;
}

/** Each commit of this database takes a millisecond longer, as on a disk that does; for connections made from now on. */
export async function delayCommits(admin: SystemDatabase, name: string): Promise<void> {
  await admin.query(`/* bench.delay */ ALTER DATABASE ${name} SET commit_delay = 1000`);
  await admin.query(`/* bench.delay */ ALTER DATABASE ${name} SET commit_siblings = 0`);
}

/** How many bids and answers there are; a figure that counts others is worth nothing. */
export async function written(admin: SystemDatabase): Promise<{ bids: number; answers: number; facts: number }> {
  const row = await admin.one<{ bids: number; answers: number; facts: number }>(
    `/* bench.written */ SELECT (SELECT count(*) FROM bids)::int AS bids, (SELECT count(*) FROM bid_answers)::int AS answers,
       (SELECT count(*) FROM outbox WHERE type = $1)::int AS facts`,
    [BID_ACCEPTED],
  );
  if (row === undefined) throw new Error('nothing was counted');
  return row;
}

/**
 * What `count` accepted bids leave behind, in one statement and with no question asked: bids, answers, entries, the lot, a line of its
 * protocol and two facts for each bid, on the tables as they are.
 * @param from sequence of the first
 * @returns the sequence of the next
 */
export async function writeBare(
  admin: SystemDatabase,
  lot: Pick<Lot, 'id' | 'startPrice'> & { readonly step: bigint },
  people: readonly Bidder[],
  { from, count, data }: { from: number; count: number; data: BidData },
): Promise<number> {
  const sequences = Array.from({ length: count }, (_, index) => from + index);
  const who = sequences.map((sequence) => people[sequence % people.length] as Bidder);
  const entries = who.map((one) => one.entries.get(lot.id));
  const amountOf = (sequence: number) => lot.startPrice + BigInt(sequence - 1) * lot.step;
  const last = from + count - 1;
  const facts = sequences.flatMap((sequence, index) => [
    { type: BID_ACCEPTED, of: lot.id, version: sequence, data: data.bid },
    { type: OUTBID, of: entries[index]?.id, version: sequence, data: data.moved },
  ]);
  const lots = await admin.query(
    `/* bench.bare */ WITH row AS (
       SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::bigint[], $8::text[])
         AS row (id, bidder, entry, number, sequence, amount, key)),
     bid AS (
       INSERT INTO bids (id, lot_id, entry_id, bidder_number, sequence, amount, step, previous_amount, automatic, at)
       SELECT id, $1::uuid, entry, number, sequence, amount, $9::bigint, CASE WHEN sequence > 1 THEN amount - $9::bigint END, false, app_now()
       FROM row),
     answer AS (
       INSERT INTO bid_answers (bidder_id, key, lot_id, body_hash, answer)
       SELECT bidder, key, $1::uuid, md5(key), jsonb_build_object('kind', 'accepted', 'bidId', id) FROM row),
     fact AS (
       INSERT INTO outbox (id, type, subject, aggregate, aggregate_id, aggregate_version, data)
       SELECT id, type, type || '.' || of, split_part(type, '.', 2) || '.' || of, of, version, data
       FROM ROWS FROM (unnest($10::uuid[], $11::text[], $12::text[], $13::bigint[]), jsonb_array_elements($14::jsonb))
         AS fact (id, type, of, version, data)),
     line AS (
       INSERT INTO protocol_lines (lot_id, number, line, sha256)
       SELECT $1::uuid, sequence + 1, $19::text, $20::bytea FROM row),
     entry AS (
       UPDATE entries e SET state = CASE WHEN e.id = $15::uuid THEN 'LEADING' ELSE 'OUTBID' END, version = version + 1
       WHERE e.id IN (SELECT entry FROM row UNION SELECT leading_entry_id FROM lots WHERE id = $1::uuid))
     UPDATE lots SET current_price = $16, leading_entry_id = $15::uuid, leading_bidder_number = $17, bid_count = $18, version = $18 + 2,
       protocol_lines = $18 + 1, protocol_sha256 = $20::bytea
     WHERE id = $1::uuid RETURNING 1 AS one`,
    [
      lot.id,
      ...[sequences.map(() => newId()), who.map(({ id }) => id), entries.map((entry) => entry?.id)],
      ...[
        entries.map((entry) => entry?.bidderNumber),
        sequences,
        sequences.map(amountOf),
        sequences.map(() => newId()),
      ],
      lot.step,
      ...[facts.map(() => newId()), facts.map(({ type }) => type), facts.map(({ of }) => of)],
      ...[facts.map(({ version }) => version), `[${facts.map((fact) => fact.data).join()}]`],
      ...[entries.at(-1)?.id, amountOf(last), entries.at(-1)?.bidderNumber, last],
      ...[data.line, createHash('sha256').update(data.line).digest()],
    ],
  );
  if (lots.length !== 1) throw new Error('the lot was not written');
  return last + 1;
}

/** Facts and a line as the auction wrote them: the floor writes as many bytes. */
export async function dataOfBids(admin: SystemDatabase): Promise<BidData> {
  const of = async (type: string) => {
    const row = await admin.one<{ data: string }>(
      '/* bench.facts */ SELECT data::text AS data FROM outbox WHERE type = $1 LIMIT 1',
      [type],
    );
    if (row === undefined) throw new Error(`the auction wrote no ${type}`);
    return row.data;
  };
  const line = await admin.one<{ line: string }>(
    `/* bench.line */ SELECT line FROM protocol_lines WHERE line LIKE '%"kind":"BID"%' LIMIT 1`,
  );
  if (line === undefined) throw new Error('the auction wrote no line');
  return {
    bid: await of(BID_ACCEPTED),
    moved: await of(OUTBID),
    line: line.line,
  };
}
