import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Sealer } from '@belgi/access';
import { type Locale, newId } from '@belgi/contracts';
import { type Database, isErasedFor, type Transaction } from '@belgi/database';
import { currentConsent } from '../consents/consents.store.js';
import { dueOf } from '../deadlines/calendar.store.js';
import {
  countLately,
  type InquiryKind,
  insertEvent,
  insertInquiry,
  noteInquiry,
  type StoredInquiry,
} from './inquiries.store.js';
import { type AnswerWay, type Caller, contactOf, type InquiryRefusal, referenceOf, refuseInquiry } from './inquiry.js';

export interface InquiryParts {
  readonly database: Database;
  readonly sealer: Sealer;
  /** The caller's address as a keyed hash: counted, never kept in the clear. */
  readonly hashAddress: (address: string) => Buffer;
}

export interface Inquiry {
  readonly kind: InquiryKind;
  readonly text: string;
  readonly contact: string | null;
  readonly answerBy: AnswerWay;
  readonly locale: Locale;
  /** Who is on the phone, where staff enter it; whatever others say here is not believed. */
  readonly caller: Caller | null;
}

/** An inquiry that was taken down, with what is told this once. */
export interface AskedInquiry {
  readonly inquiry: StoredInquiry;
  /** With the reference it finds the answer; kept as a hash. */
  readonly secret: string;
}

const RANDOM_BYTES = 12;

export const inquiryPlace = (column: 'text_sealed' | 'contact_sealed' | 'answer_sealed', id: string) => ({
  table: 'inquiries',
  column,
  row: id,
});

/** Of 60 random bits: guessing is no attack, and the id keeps two of the same apart. @param secret normalised */
export const secretHash = (id: string, secret: string): Buffer =>
  createHash('sha256').update(`${id} ${secret}`).digest();

/** Takes an inquiry down (clause 6.1): from anybody, or by an operator (the policy lets no other staff in) for somebody on the phone. */
export function askAboutPolicy(
  { database, sealer, hashAddress }: InquiryParts,
  from: { actor: Actor; address: string },
  wish: Inquiry,
): Promise<AskedInquiry | InquiryRefusal> {
  const { actor } = from;
  return database.transaction(async (tx) => {
    const byStaff = actor.kind === 'staff';
    const address = hashAddress(from.address);
    const now = await tx.now();
    // The call centre enters many calls from one address; the limits are for strangers.
    const counted = byStaff ? { lately: 0, total: 0 } : await countLately(tx, address, now);
    const inquiry = { ...wish, caller: byStaff ? wish.caller : null };
    const refusal = refuseInquiry(inquiry, { byStaff, ...counted });
    if (refusal !== undefined) return refusal;
    if (!byStaff) await noteInquiry(tx, address, now);
    const owner = actor.kind === 'citizen' ? actor.id : (inquiry.caller?.citizenId ?? null);
    const isErased = owner !== null && (await isErasedFor(tx, owner));
    // A mistyped id would make a key and leaves for nobody, and an erased one links to nobody: the operator is told, and enters it anew.
    if (byStaff && owner !== null && (isErased || (await currentConsent(tx, owner)) === undefined))
      return 'CALLER_ACCOUNT_UNKNOWN';
    // t0 a person's erasure is ordered; t1 their token is still good: whoever asks then is a stranger.
    const citizenId = isErased ? null : owner;
    const asked = seal(
      sealer,
      inquiry,
      { actor, citizenId },
      { askedAt: now, dueAt: await dueOf(tx, 'RIGHTS_ANSWER', now) },
    );
    await insertInquiry(tx, asked.inquiry);
    await remember(tx, asked.inquiry);
    return asked;
  });
}

function seal(
  sealer: Sealer,
  { kind, text, locale, answerBy, caller, ...wish }: Inquiry,
  { actor, citizenId }: { actor: Actor; citizenId: string | null },
  times: { askedAt: Date; dueAt: Date },
): AskedInquiry {
  const id = newId();
  const secret = referenceOf(randomBytes(RANDOM_BYTES));
  const { wrapped } = sealer.newDataKey();
  const contact = wish.contact?.trim() ? contactOf(wish.contact, answerBy) : null;
  return {
    secret,
    inquiry: {
      id,
      reference: referenceOf(randomBytes(RANDOM_BYTES)),
      kind,
      channel: actor.kind === 'staff' ? 'PHONE' : 'WEB',
      locale,
      wrappedKey: wrapped,
      secretHash: secretHash(id, secret),
      answerBy,
      textSealed: sealer.seal(wrapped, text.trim(), inquiryPlace('text_sealed', id)),
      contactSealed: contact === null ? null : sealer.seal(wrapped, contact, inquiryPlace('contact_sealed', id)),
      citizenId,
      takenBy: actor.kind === 'staff' ? actor.id : null,
      identityCheck: caller?.check ?? null,
      checkPassed: caller?.passed ?? null,
      concerns: caller?.concerns ?? 'GENERAL',
      answerSealed: null,
      answeredAt: null,
      ...times,
    },
  };
}

function remember(tx: Transaction, { id, takenBy, askedAt }: StoredInquiry): Promise<void> {
  return insertEvent(tx, {
    id: newId(),
    inquiryId: id,
    event: 'ASKED',
    actor: takenBy,
    noteSealed: null,
    at: askedAt,
  });
}
