import type { Sealer } from '@belgi/access';
import type { Database, Poke, Transaction } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { entryLeads } from '../lots/entry.store.js';
import { findNotice, type NoticeRecord } from '../notices/notice.store.js';
import { type Channel, isMandatory } from '../notices/notice-kind.js';
import { switchedOff } from '../preferences/preference.store.js';
import { findRecipient, holdRecipient, type RecipientRecord } from '../recipients/recipient.store.js';
import type { AskContact } from './contact.js';
import {
  decideSend,
  decideWait,
  type HandOver,
  judgeHandOver,
  judgeResumption,
  LEASE_MS,
  type SendDecision,
} from './delivery.js';
import { type ClaimedDelivery, claimDelivery, claimStrandedMail, markSending } from './delivery.store.js';
import { addressOf, draftFor, personOf } from './draft-delivery.js';
import { concludeDelivery, type Ending, putOff } from './end-delivery.js';
import type { Line, Way } from './way.js';

export interface Sender {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly poke: Poke;
  readonly ways: readonly Way[];
  readonly askContact: AskContact;
  /** Waits a moment while withdrawals are being applied: they go first. */
  readonly pause: () => Promise<void>;
  readonly logger: Logger;
}

/**
 * What became of one turn. `AWAY`: put off because identity or the provider was not there; `LOST`: the lease ran out and
 * somebody else has the delivery.
 */
export type Outcome = 'SENT' | 'SKIPPED' | 'FAILED' | 'UNCERTAIN' | 'PUT_OFF' | 'AWAY' | 'LOST';

type Turn = { readonly outcome: Outcome; readonly delivery: ClaimedDelivery };

/** Takes the delivery due longest by one of `channels` and sees it through. @returns undefined when nothing is due. */
export async function sendNext(
  sender: Sender,
  channels: readonly Channel[] = sender.ways.map(({ channel }) => channel),
): Promise<Turn | undefined> {
  return see(sender, await claimDelivery(sender.database, LEASE_MS, channels));
}

/**
 * Takes a mail that must arrive and has waited until it is time for its SMS, although mail is left alone (`Rests`):
 * otherwise it would queue behind all the mail that nobody must have. It is tried once more, then the SMS is planned.
 */
export async function sendStranded(sender: Sender): Promise<Turn | undefined> {
  return see(sender, await claimStrandedMail(sender.database, LEASE_MS));
}

async function see(sender: Sender, delivery: ClaimedDelivery | undefined): Promise<Turn | undefined> {
  if (delivery === undefined) return undefined;
  // Where one is due there may be more: whoever waits comes and looks.
  sender.poke.ring();
  return { delivery, outcome: await sendDelivery(sender, delivery) };
}

async function sendDelivery(sender: Sender, delivery: ClaimedDelivery): Promise<Outcome> {
  const { database, poke } = sender;
  const notice = await findNotice(database, delivery.noticeId);
  // Erased while it was in our hands: its rows are gone.
  if (notice === undefined) return 'LOST';
  const way = sender.ways.find(({ channel }) => channel === delivery.channel);
  if (way === undefined) throw new Error(`no way for ${delivery.channel}`);
  const end: End = async (ending) =>
    (await concludeDelivery(database, poke, notice, delivery, ending)) ? ending.state : 'LOST';

  const resumption = judgeResumption(delivery.leftIn, way.recognisesRepeats, await ageMs(database, delivery));
  if (resumption !== 'GO_ON') return end({ state: resumption, reason: 'SENDER_DIED' });
  // A first look without a lock: nobody's contact is asked for in vain.
  const first = await decide(database, delivery, notice, findRecipient);
  if (first.do !== 'send') return hold(sender, delivery, notice, first);

  const contact = await reachable(() => sender.askContact(personOf(notice), notice.kind, notice.id));
  const phoneKnown = contact !== 'AWAY' && contact?.phone != null;
  const wait: Wait = (reason) => waitForService(sender, { delivery, notice, phoneKnown }, reason, end);
  if (contact === 'AWAY') return wait('SERVICE_AWAY');
  const to = addressOf(contact, delivery);
  if (contact === null || to === null) return end({ state: 'SKIPPED', reason: 'NO_ADDRESS' });
  const draft = draftFor(sender, notice, delivery, way, contact, to);
  if (draft === undefined) return end({ state: 'FAILED', reason: 'NOT_RENDERABLE' });
  const line = await reachable(() => draft.open());
  if (line === 'AWAY') return wait('SERVICE_AWAY');
  try {
    return await settle(sender, delivery, notice, way, await handOver(sender, delivery, notice, line), end, wait);
  } finally {
    line.release();
  }
}

type Held = Exclude<SendDecision, { do: 'send' }>;

/** Whatever kind of failure it is, nothing has left: another time will do. Its words stay unlogged, they may hold an address. */
async function reachable<T>(ask: () => Promise<T>): Promise<T | 'AWAY'> {
  try {
    return await ask();
  } catch {
    return 'AWAY';
  }
}

type End = (ending: Ending) => Promise<Outcome>;
/** @param reason what was seen of it, as a code */
type Wait = (reason: string) => Promise<Outcome>;

/** Identity or the provider is away: that is no attempt. */
async function waitForService(
  { database }: Sender,
  waiting: { delivery: ClaimedDelivery; notice: NoticeRecord; phoneKnown: boolean },
  reason: string,
  end: End,
): Promise<Outcome> {
  const { delivery, notice, phoneKnown } = waiting;
  const decision = decideWait({
    kind: delivery.kind,
    channel: delivery.channel,
    waits: delivery.waits,
    ageMs: await ageMs(database, delivery),
    expires: notice.expiresAt !== null,
    phoneKnown,
  });
  if (decision.do === 'give-up') return end({ state: 'FAILED', reason });
  const kept = await putOff(database, delivery, { pauseMs: decision.pauseMs, reason, waited: true });
  return kept ? 'AWAY' : 'LOST';
}

async function ageMs(database: Database, { plannedAt }: ClaimedDelivery): Promise<number> {
  return (await database.now()).getTime() - plannedAt.getTime();
}

type Clocked = Database | Transaction;
type FindRecipient<Db extends Clocked> = (db: Db, citizenId: string) => Promise<RecipientRecord | undefined>;

async function decide<Db extends Clocked>(
  db: Db,
  delivery: ClaimedDelivery,
  notice: NoticeRecord,
  find: FindRecipient<Db>,
): Promise<SendDecision> {
  const { citizenId } = notice;
  const recipient = citizenId === null ? null : ((await find(db, citizenId)) ?? null);
  const off = citizenId === null ? [] : await switchedOff(db, citizenId);
  const leadsAgain =
    notice.kind === 'BID_OUTBID' && notice.subjectId !== null && (await entryLeads(db, notice.subjectId));
  return decideSend({
    kind: notice.kind,
    channel: delivery.channel,
    plannedAt: delivery.plannedAt,
    expiresAt: notice.expiresAt,
    leadsAgain,
    recipient,
    preferences: { off, quiet: recipient?.quiet ?? null },
    now: await db.now(),
  });
}

/**
 * The last look and the hand-over. For kinds that a withdrawal ends, the recipient's row is held until the provider
 * has answered: t0 we look and see consent; t1 the withdrawal wants to update the row and waits; t2 the message is
 * out; t3 the withdrawal commits and is acknowledged; nothing optional leaves after t3.
 * SENDING is committed on another connection before the first word, so that a crash from there on is seen.
 * @returns null when somebody else has the delivery
 */
async function handOver(
  { database, pause }: Sender,
  delivery: ClaimedDelivery,
  notice: NoticeRecord,
  line: Line,
): Promise<HandOver | Held | null> {
  const send = async (): Promise<HandOver | null> =>
    (await markSending(database.reserved, delivery)) ? line.handOver() : null;
  if (isMandatory(notice.kind)) return send();

  // A withdrawal of this very person would wait for us.
  await pause();
  const heard: { said?: HandOver | null } = {};
  try {
    return await database.transaction(async (tx) => {
      const last = await decide(tx, delivery, notice, holdRecipient);
      if (last.do !== 'send') return last;
      heard.said = await send();
      return heard.said;
    });
  } catch (error) {
    // The lock's transaction broke after the provider had answered: what it said counts.
    if (heard.said === undefined) throw error;
    return heard.said;
  }
}

async function settle(
  sender: Sender,
  delivery: ClaimedDelivery,
  notice: NoticeRecord,
  way: Way,
  result: HandOver | Held | null,
  end: End,
  wait: Wait,
): Promise<Outcome> {
  const { database } = sender;
  if (result === null) return 'LOST';
  if ('do' in result) return hold(sender, delivery, notice, result);
  const verdict = judgeHandOver(result, delivery.attempts + 1, way.recognisesRepeats);
  if (verdict.state === 'AWAY') return wait(verdict.code);
  if (verdict.state === 'PLANNED') {
    const kept = await putOff(database, delivery, { pauseMs: verdict.pauseMs, reason: verdict.code, waited: false });
    return kept ? 'PUT_OFF' : 'LOST';
  }
  return end(
    verdict.state === 'SENT' ? { state: 'SENT', reason: null } : { state: verdict.state, reason: verdict.code },
  );
}

/** Not now, or not at all. */
async function hold(sender: Sender, delivery: ClaimedDelivery, notice: NoticeRecord, held: Held): Promise<Outcome> {
  const { database, poke } = sender;
  if (held.do === 'skip') {
    const ended = await concludeDelivery(database, poke, notice, delivery, { state: 'SKIPPED', reason: held.reason });
    return ended ? 'SKIPPED' : 'LOST';
  }
  const pauseMs = Math.max(0, held.until.getTime() - (await database.now()).getTime());
  const kept = await putOff(database, delivery, { pauseMs, reason: 'WAITING', waited: true });
  return kept ? 'PUT_OFF' : 'LOST';
}
