import type { Sealer } from '@belgi/access';
import { newId } from '@belgi/contracts';
import type { Poke, Transaction } from '@belgi/database';
import { insertDelivery } from '../deliveries/delivery.store.js';
import { allows, type Preferences } from '../preferences/preference.js';
import { switchedOff } from '../preferences/preference.store.js';
import { holdOrMakeRecipient } from '../recipients/recipient.store.js';
import { entitlement } from '../recipients/standing.js';
import type { Params, ParamsOf } from '../templates/params.js';
import { delivered } from './notice.events.js';
import { insertNotice, nextVersion } from './notice.store.js';
import { sealContent } from './notice-content.js';
import { type Channel, firstChannels, type NoticeKind, ruleOf } from './notice-kind.js';

/** One thing that one citizen should hear of. */
export interface NoticePlan<K extends NoticeKind = NoticeKind> {
  readonly citizenId: string;
  readonly kind: K;
  /** The fact that caused it: (fact, person, kind) is told once. */
  readonly causeId: string;
  readonly params: ParamsOf<K>;
  readonly subjectId?: string;
  readonly lotId?: string;
}

export interface Planner {
  readonly sealer: Sealer;
  /** Wakes the senders after the commit. */
  readonly poke: Poke;
}

/**
 * A notice in the inbox and its deliveries, in the consumer's transaction; nothing for who is not entitled to it
 * (standing.ts). The recipient's row is held, so that none that a withdrawal ends appears after it was acknowledged, and none
 * at all after an erasure.
 */
export async function planNotice<K extends NoticeKind>(
  { sealer, poke }: Planner,
  tx: Transaction,
  plan: NoticePlan<K>,
): Promise<void> {
  const { citizenId, kind, causeId } = plan;
  const recipient = await holdOrMakeRecipient(tx, citizenId, () => sealer.newDataKey().wrapped);
  if (recipient.wrappedKey === null) return;
  const entitled = entitlement(kind, recipient);
  if (entitled !== 'YES' && entitled !== 'NOT_YET_KNOWN') return;

  const id = newId();
  const now = await tx.now();
  const notice = { id, citizenId, kind, causeId, subjectId: plan.subjectId ?? null };
  const content = { params: plan.params as Params, lotId: plan.lotId ?? null };
  const isNew = await insertNotice(tx, {
    ...notice,
    registrationId: null,
    inquiryId: null,
    sealed: sealContent(sealer, recipient.wrappedKey, id, content),
    createdAt: now,
    expiresAt: null,
  });
  if (!isNew) return;

  const channels = firstChannels(kind);
  const off = channels.length === 0 ? [] : await switchedOff(tx, citizenId);
  const preferences: Preferences = { off, quiet: recipient.quiet };
  for (const channel of channels) {
    // Asked again at send time: a switch or a withdrawal in between counts.
    if (!allows(preferences, kind, channel)) continue;
    await insertDelivery(tx, {
      id: newId(),
      noticeId: id,
      eventId: causeId,
      personId: citizenId,
      kind,
      channel,
      plannedAt: now,
    });
  }
  if (ruleOf(kind).inbox) {
    const version = await nextVersion(tx, id);
    if (version !== undefined) await tx.publish(delivered(notice, version, 'INBOX', now));
  }
  tx.afterCommit(() => poke.ring());
}

/** A message to the phone of a registration: no account, no inbox, no params; the code is asked for at send time. */
export async function planRegistrationMessage(
  { poke }: Pick<Planner, 'poke'>,
  tx: Transaction,
  plan: {
    readonly registrationId: string;
    readonly kind: 'REGISTRATION_CODE' | 'ALREADY_REGISTERED';
    readonly causeId: string;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const { registrationId, kind, causeId, expiresAt } = plan;
  const id = newId();
  const now = await tx.now();
  const isNew = await insertNotice(tx, {
    id,
    citizenId: null,
    registrationId,
    inquiryId: null,
    kind,
    causeId,
    subjectId: null,
    sealed: null,
    createdAt: now,
    expiresAt,
  });
  if (!isNew) return;
  for (const channel of firstChannels(kind))
    await insertDelivery(tx, {
      id: newId(),
      noticeId: id,
      eventId: causeId,
      personId: registrationId,
      kind,
      channel,
      plannedAt: now,
    });
  tx.afterCommit(() => poke.ring());
}

/** The answer to an inquiry, by the one way that was chosen: neither address nor answer is known here. */
export async function planInquiryAnswer(
  { poke }: Pick<Planner, 'poke'>,
  tx: Transaction,
  plan: { readonly inquiryId: string; readonly channel: Channel; readonly causeId: string },
): Promise<void> {
  const { inquiryId, channel, causeId } = plan;
  const [id, plannedAt] = [newId(), await tx.now()];
  const kind = 'INQUIRY_ANSWERED';
  const isNew = await insertNotice(tx, {
    ...{ id, citizenId: null, registrationId: null, inquiryId, kind, causeId },
    ...{ subjectId: inquiryId, sealed: null, createdAt: plannedAt, expiresAt: null },
  });
  if (!isNew) return;
  await insertDelivery(tx, {
    ...{ id: newId(), noticeId: id, eventId: causeId, personId: inquiryId },
    ...{ kind, channel, plannedAt },
  });
  tx.afterCommit(() => poke.ring());
}
