import type { Sealer } from '@belgi/access';
import type { Database, Poke, Transaction } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { entryLeads } from '../lots/entry.store.js';
import { findNotice, type NoticeRecord } from '../notices/notice.store.js';
import { openContent } from '../notices/notice-content.js';
import { type Channel, isMandatory } from '../notices/notice-kind.js';
import { switchedOff } from '../preferences/preference.store.js';
import { findRecipient, holdRecipient, type RecipientRecord } from '../recipients/recipient.store.js';
import type { Params } from '../templates/params.js';
import type { AskContact, Contact } from './contact.js';
import {
  decideSend,
  GIVE_UP_AFTER_MS,
  type HandOver,
  judgeHandOver,
  LEASE_MS,
  mayResume,
  pauseAfter,
  type SendDecision,
} from './delivery.js';
import { type ClaimedDelivery, claimDelivery, markSending } from './delivery.store.js';
import { concludeDelivery, type Ending, putOff } from './end-delivery.js';
import type { Draft, Line, Way } from './way.js';

export interface Sender {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly poke: Poke;
  readonly ways: readonly Way[];
  readonly askContact: AskContact;
  readonly logger: Logger;
}

/**
 * What became of one turn. `AWAY`: put off because identity or the provider was not there; `LOST`: the lease ran out and
 * somebody else has the delivery.
 */
export type Outcome = 'SENT' | 'SKIPPED' | 'FAILED' | 'UNCERTAIN' | 'PUT_OFF' | 'AWAY' | 'LOST';

/** Takes the delivery due longest by one of `channels` and sees it through. @returns undefined when nothing is due. */
export async function sendNext(
  sender: Sender,
  channels: readonly Channel[] = sender.ways.map(({ channel }) => channel),
): Promise<{ outcome: Outcome; delivery: ClaimedDelivery } | undefined> {
  const delivery = await claimDelivery(sender.database, LEASE_MS, channels);
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

  if (!mayResume(delivery.leftIn, way.recognisesRepeats)) return end({ state: 'UNCERTAIN', reason: 'SENDER_DIED' });
  // A first look without a lock: nobody's contact is asked for in vain.
  const first = await decide(database, delivery, notice, findRecipient);
  if (first.do !== 'send') return hold(sender, delivery, notice, first);

  const line = await openLine(sender, notice, delivery, way);
  if (line === 'NO_ADDRESS') return end({ state: 'SKIPPED', reason: line });
  if (line === 'NOT_RENDERABLE') return end({ state: 'FAILED', reason: line });
  if (line === 'SERVICE_AWAY') return waitForService(sender, delivery, line, end);
  try {
    return await settle(sender, delivery, notice, way, await handOver(sender, delivery, notice, line), end);
  } finally {
    line.release();
  }
}

type Held = Exclude<SendDecision, { do: 'send' }>;

/** Everything that can fail before a word has left: contact, text, provider. */
async function openLine(
  sender: Sender,
  notice: NoticeRecord,
  delivery: ClaimedDelivery,
  way: Way,
): Promise<Line | 'NO_ADDRESS' | 'NOT_RENDERABLE' | 'SERVICE_AWAY'> {
  const contact = await reachable(() => sender.askContact(personOf(notice), notice.kind, notice.id));
  if (contact === 'SERVICE_AWAY') return contact;
  const to = addressOf(contact, delivery);
  if (contact === null || to === null) return 'NO_ADDRESS';
  let draft: Draft;
  try {
    const { kind } = notice;
    draft = way.draft({ id: delivery.id, to, kind, locale: contact.locale, params: paramsOf(sender, notice, contact) });
  } catch (err) {
    // Names of params and of keys at most: neither templates nor the sealer quote values.
    sender.logger.error({ err, notice: notice.id, kind: notice.kind }, 'a notice cannot be rendered');
    return 'NOT_RENDERABLE';
  }
  return reachable(() => draft.open());
}

/** Whatever kind of failure it is, nothing has left: another time will do. Its words stay unlogged, they may hold an address. */
async function reachable<T>(ask: () => Promise<T>): Promise<T | 'SERVICE_AWAY'> {
  try {
    return await ask();
  } catch {
    return 'SERVICE_AWAY';
  }
}

type End = (ending: Ending) => Promise<Outcome>;

/**
 * Identity or the provider is away: that is no attempt. Given up when the news has become old.
 * @param reason what was seen of it, as a code
 */
async function waitForService(
  { database }: Sender,
  delivery: ClaimedDelivery,
  reason: string,
  end: End,
): Promise<Outcome> {
  const now = await database.now();
  if (now.getTime() - delivery.plannedAt.getTime() >= GIVE_UP_AFTER_MS) return end({ state: 'FAILED', reason });
  const pauseMs = pauseAfter(delivery.waits + 1);
  const kept = await putOff(database, delivery, { pauseMs, reason, waited: true });
  return kept ? 'AWAY' : 'LOST';
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
  { database }: Sender,
  delivery: ClaimedDelivery,
  notice: NoticeRecord,
  line: Line,
): Promise<HandOver | Held | null> {
  const send = async (): Promise<HandOver | null> => ((await markSending(database, delivery)) ? line.handOver() : null);
  if (isMandatory(notice.kind)) return send();

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
): Promise<Outcome> {
  const { database } = sender;
  if (result === null) return 'LOST';
  if ('do' in result) return hold(sender, delivery, notice, result);
  const verdict = judgeHandOver(result, delivery.attempts + 1, way.recognisesRepeats);
  if (verdict.state === 'AWAY') return waitForService(sender, delivery, verdict.code, end);
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

function personOf({ citizenId, registrationId }: NoticeRecord) {
  if (citizenId !== null) return { citizenId };
  if (registrationId !== null) return { registrationId };
  throw new Error('a notice is for somebody');
}

function addressOf(contact: Contact | null, { channel, kind }: ClaimedDelivery): string | null {
  if (contact === null) return null;
  // A code that identity no longer holds (used, replaced): there is nothing to say.
  if (kind === 'REGISTRATION_CODE' && contact.code === null) return null;
  return channel === 'EMAIL' ? contact.email : contact.phone;
}

function paramsOf({ sealer }: Sender, notice: NoticeRecord, contact: Contact): Params {
  if (notice.kind === 'REGISTRATION_CODE')
    return { code: contact.code ?? '', until: (notice.expiresAt ?? notice.createdAt).toISOString() };
  return openContent(sealer, notice).params;
}
