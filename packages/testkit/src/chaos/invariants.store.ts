import { type ServiceName, serviceNames } from '@belgi/contracts';
import type { TestSystem } from '../system/create-system.js';
import { waitFor } from '../wait-for.js';
import type { PromisedBid } from './bidder.js';

/** Everything in flight has arrived by then: relays and consumers back off for seconds, not for minutes. */
const SETTLE_DEADLINE_MS = 90_000;

/** What must hold after any storm. @returns one sentence per broken promise */
export async function brokenPromises(system: TestSystem, promised: readonly PromisedBid[]): Promise<string[]> {
  await settled(system);
  const checks = await Promise.all([
    bidsKept(system, promised),
    logsWhole(system),
    nothingGivenUp(system),
    toldOnce(system),
    chargedOnce(system),
    factsWhole(system),
    heardOnce(system),
    protocolsChained(system),
    moneyConserved(system),
  ]);
  return checks.flat();
}

async function settled(system: TestSystem): Promise<void> {
  // What senders held when they were killed is theirs until their lease runs out.
  await system.time.advance({ minutes: 2 });
  await waitFor(async () => {
    const waiting = await Promise.all(
      serviceNames.map((name) =>
        system.databases[name].query('/* chaos.unpublished */ SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 1'),
      ),
    );
    return waiting.every((rows) => rows.length === 0);
  }, SETTLE_DEADLINE_MS);
  await waitFor(async () => {
    const open = await system.databases.notify.query(
      `/* chaos.undelivered */ SELECT 1 FROM deliveries WHERE state IN ('PLANNED', 'CLAIMED', 'SENDING') AND due_at < app_now() + interval '1 hour' LIMIT 1`,
    );
    return open.length === 0;
  }, SETTLE_DEADLINE_MS);
}

/** A bid that somebody was told is accepted is in the log, once, with that amount. */
async function bidsKept(system: TestSystem, promised: readonly PromisedBid[]): Promise<string[]> {
  const rows = await system.databases.auction.query<{ id: string; lot_id: string; amount: string }>(
    '/* chaos.bids */ SELECT id, lot_id, amount::text FROM bids',
  );
  const log = new Map(rows.map((row) => [row.id, `${row.lot_id} ${row.amount}`]));
  const lost = promised.filter((bid) => log.get(bid.id) !== `${bid.lotId} ${bid.amount}`);
  const twice = promised.length - new Set(promised.map((bid) => bid.id)).size;
  return [
    ...lost.map((bid) => `bid ${bid.id} was accepted but is not in the log as it was`),
    ...(twice > 0 ? [`${twice} keys share a bid with another key`] : []),
    ...(promised.length === 0 ? ['no bid was accepted at all: the storm proves nothing'] : []),
  ];
}

/** Sequences have no gaps, amounts rise, and the lot says what its log says. */
async function logsWhole(system: TestSystem): Promise<string[]> {
  const rows = await system.databases.auction.query<{ id: string }>(
    `/* chaos.broken-lots */ SELECT l.id FROM lots l LEFT JOIN bids b ON b.lot_id = l.id GROUP BY l.id
      HAVING count(b.id) <> l.bid_count OR coalesce(max(b.sequence), 0) <> count(b.id)
        OR max(b.amount) IS DISTINCT FROM l.current_price
        OR count(DISTINCT b.amount) <> count(b.id)`,
  );
  return rows.map(({ id }) => `lot ${id} does not follow from its log`);
}

/** Facts of each lot and entry are numbered from the first on, without a gap, each once. */
async function factsWhole(system: TestSystem): Promise<string[]> {
  const rows = await system.databases.auction.query<{ aggregate: string }>(
    `/* chaos.gaps */ SELECT aggregate FROM outbox WHERE aggregate LIKE 'auction.lot.%' OR aggregate LIKE 'auction.entry.%' GROUP BY aggregate
      HAVING max(aggregate_version) <> count(*) OR min(aggregate_version) <> 1 OR count(DISTINCT aggregate_version) <> count(*)`,
  );
  return rows.map(({ aggregate }) => `facts of ${aggregate} have a gap, or come twice`);
}

/** Whoever was outbid: that fact was handled by notify, and once (its inbox has one row for each). */
async function heardOnce(system: TestSystem): Promise<string[]> {
  const told = await system.databases.auction.query<{ id: string }>(
    `/* chaos.told */ SELECT id FROM outbox WHERE type IN ('auction.entry.outbid.v1', 'auction.entry.entered.v1')`,
  );
  const ids = told.map(({ id }) => id);
  const handled = async (): Promise<number> => {
    const heard = await system.databases.notify.query<{ event_id: string }>(
      `/* chaos.heard */ SELECT event_id FROM inbox WHERE consumer = 'notify-auction-entry' AND event_id = ANY ($1::uuid[])`,
      [ids],
    );
    return heard.length;
  };
  // What has left is on its way: a consumer that was killed with a fact in hand gets it again when its time to acknowledge is over.
  await waitFor(async () => (await handled()) === ids.length, SETTLE_DEADLINE_MS).catch(() => undefined);
  const known = await handled();
  console.log(`chaos: ${ids.length} facts told to notify, ${known} handled`);
  return known === ids.length ? [] : [`${ids.length - known} facts of entries never arrived at notify`];
}

/** The protocol of each lot has a line for each bid, each with the hash of the one before it, and the lot has the last one's. */
async function protocolsChained(system: TestSystem): Promise<string[]> {
  const rows = await system.databases.auction.query<{ id: string }>(
    `/* chaos.unchained */ SELECT l.id FROM lots l JOIN LATERAL (
        SELECT count(*) AS lines, count(*) FILTER (WHERE line::jsonb ->> 'kind' = 'BID') AS bids, bool_and(follows) AS follows
        FROM (SELECT line, line::jsonb ->> 'previous' IS NOT DISTINCT FROM encode(lag(sha256) OVER (ORDER BY number), 'hex') AS follows
              FROM protocol_lines WHERE lot_id = l.id) one) p ON true
      WHERE p.bids <> l.bid_count OR p.lines <> l.protocol_lines OR NOT p.follows`,
  );
  return rows.map(({ id }) => `the protocol of lot ${id} is no chain of its bids`);
}

/** Every order's money stands where the order says, and all accounts together come to nothing. */
async function moneyConserved(system: TestSystem): Promise<string[]> {
  const said = JSON.parse(await system.command('auction', 'audit-money')) as { findings: { problem: string }[] };
  return said.findings.map(({ problem }) => `the books: ${problem}`);
}

async function nothingGivenUp(system: TestSystem): Promise<string[]> {
  const letters = await Promise.all(
    serviceNames.map(async (name: ServiceName) => {
      const rows = await system.databases[name].query<{ consumer: string; type: string; error: string }>(
        '/* chaos.dead-letters */ SELECT consumer, type, error FROM dead_letters WHERE resolved_at IS NULL',
      );
      return rows.map((row) => `${row.consumer} gave up ${row.type}: ${row.error}`);
    }),
  );
  return letters.flat();
}

/** As many mails as deliveries that may have left, never more: nobody is told twice. */
async function toldOnce(system: TestSystem): Promise<string[]> {
  const [row] = await system.databases.notify.query<{ left: number }>(
    `/* chaos.mails */ SELECT count(*)::int AS left FROM deliveries WHERE channel = 'EMAIL' AND state IN ('SENT', 'UNCERTAIN')`,
  );
  const mails = (await system.mailbox.messages()).filter((message) => message.channel === 'email').length;
  return mails > (row?.left ?? 0)
    ? [`${mails} mails arrived for ${row?.left} deliveries: somebody was told twice`]
    : [];
}

/** One paid order per deposit that was paid, and the bank's reports each counted once. */
async function chargedOnce(system: TestSystem): Promise<string[]> {
  const rows = await system.databases.auction.query<{ entry_id: string }>(
    `/* chaos.double-orders */ SELECT entry_id FROM bank_orders WHERE state NOT IN ('REQUESTED', 'PLACED')
      GROUP BY entry_id, purpose HAVING count(*) > 1`,
  );
  return rows.map(({ entry_id }) => `entry ${entry_id} was charged twice for one thing`);
}
