import type { TestSystem } from '@belgi/testkit';
import type { Applied, Use } from '../uses.js';

/** Commit times come from the server (`track_commit_timestamp`): they order transactions whatever their rows say. */
const committed = (row: string) => `extract(epoch FROM pg_xact_commit_timestamp(${row}.xmin))::float8 * 1000`;
const services = ['identity', 'auction', 'notify'] as const;
/** Kinds of notice that rest on consent alone. */
const OPTIONAL = ['WELCOME', 'PIN_VERIFIED', 'BID_OUTBID'];

/** A change of consent as privacy committed it, and how long until its people were told of everybody. */
export interface Change {
  readonly eventId: string;
  readonly citizenId: string;
  readonly epoch: number;
  readonly state: Applied['state'];
  readonly at: number;
}

/** Changes of consent since `since` (privacy's database clock), by the facts that told of them. */
export function changesSince({ databases }: TestSystem, since: Date): Promise<Change[]> {
  return databases.privacy.query<Change>(
    `/* bench.changes */ SELECT o.id AS "eventId", c.citizen_id AS "citizenId", c.epoch, c.state, ${committed('c')} AS at
     FROM consents c JOIN outbox o ON o.aggregate_id = c.citizen_id::text AND o.aggregate_version = c.epoch
       AND o.type IN ('privacy.consent.given.v1', 'privacy.consent.renewed.v1', 'privacy.consent.withdrawn.v1')
     WHERE c.at >= $1`,
    [since],
  );
}

/** Of each acknowledged change the time from its commit until privacy had heard of all three services, in ms. */
export async function heardMs({ databases }: TestSystem, since: Date): Promise<number[]> {
  const rows = await databases.privacy.query<{ ms: number }>(
    `/* bench.heard */ SELECT extract(epoch FROM max(a.recorded_at) - c.at)::float8 * 1000 AS ms
     FROM consents c JOIN acknowledgements a ON a.citizen_id = c.citizen_id AND a.epoch = c.epoch
     WHERE c.at >= $1 AND c.state = 'WITHDRAWN' GROUP BY c.citizen_id, c.epoch, c.at HAVING count(*) = 3`,
    [since],
  );
  return rows.map(({ ms }) => ms);
}

/** Withdrawals since then that some service has not acknowledged. */
export async function unacknowledged({ databases }: TestSystem, since: Date): Promise<number> {
  const row = await databases.privacy.one<{ missing: string }>(
    `/* bench.unacknowledged */ SELECT count(*) AS missing FROM consents c
     WHERE c.at >= $1 AND (SELECT count(*) FROM acknowledgements a WHERE a.citizen_id = c.citizen_id AND a.epoch = c.epoch) < 3`,
    [since],
  );
  return Number(row?.missing ?? 0);
}

/** When each service applied these changes: its inbox row commits with the effect. */
export async function appliedBy({ databases }: TestSystem, changes: readonly Change[]): Promise<Applied[]> {
  const byEvent = new Map(changes.map((change) => [change.eventId, change]));
  const perService = services.map(async (service) => {
    const rows = await databases[service].query<{ eventId: string; at: number }>(
      `/* bench.applied */ SELECT event_id AS "eventId", ${committed('inbox')} AS at FROM inbox WHERE consumer = $1`,
      [`${service}-privacy-consent`],
    );
    return rows.flatMap(({ eventId, at }): Applied[] => {
      const change = byEvent.get(eventId);
      return change === undefined ? [] : [{ ...change, service, at }];
    });
  });
  return (await Promise.all(perService)).flat();
}

/** Every bid, by whom. */
export async function bids({ databases }: TestSystem): Promise<Use[]> {
  const rows = await databases.auction.query<{ citizenId: string; at: number }>(
    `/* bench.bids */ SELECT e.bidder_id AS "citizenId", ${committed('b')} AS at FROM bids b JOIN entries e ON e.id = b.entry_id`,
  );
  return rows.map((row) => ({ ...row, service: 'auction', what: 'a bid' }));
}

/** Every optional notice that was planned: the inbox row of its cause commits with it. */
export async function plannedNotices({ databases }: TestSystem): Promise<Use[]> {
  const rows = await databases.notify.query<{ citizenId: string; at: number }>(
    `/* bench.notices */ SELECT n.citizen_id AS "citizenId", ${committed('i')} AS at
     FROM notices n JOIN inbox i ON i.event_id = n.cause_id WHERE n.kind = ANY ($1) AND n.citizen_id IS NOT NULL`,
    [OPTIONAL],
  );
  return rows.map((row) => ({ ...row, service: 'notify', what: 'an optional notice' }));
}

/** Every look at a person for what only consent allows: by staff, and for the address of an optional message. */
export async function accesses({ databases }: TestSystem): Promise<Use[]> {
  const rows = await databases.identity.query<{ citizenId: string; actor: string; at: number }>(
    `/* bench.accesses */ SELECT citizen_id AS "citizenId", actor_kind AS actor, ${committed('a')} AS at
     FROM personal_data_accesses a WHERE outcome = 'READ' AND purpose IN ('COMMUNICATION', 'VERIFICATION') AND citizen_id IS NOT NULL`,
  );
  return rows.map(({ actor, ...row }) => ({ ...row, service: 'identity', what: `a look (${actor.toLowerCase()})` }));
}
