import type { Sealer } from '@belgi/access';
import { dataCategorySchema } from '@belgi/contracts';
import { z } from 'zod';
import { openHashKey, openInCase, pinHash, sealInCase } from './case-seal.js';
import type { KeptProposal, KeptRequest } from './requests.store.js';
import type { Reasoned, Removal, Removed, Scope } from './scope.js';

/** What an officer says of something that was left out; a person is named by the PIN that the letter has. */
export interface RemovalWish {
  readonly kind: Removed['kind'];
  readonly category: Removal['category'];
  readonly pin: string | undefined;
  readonly reason: string;
}

/** Digits of a PIN that are shown: enough for whoever knows the letter, and no sex or birth date. */
const SHOWN_DIGITS = 4;

const reason = z.string();
const masked = z.string().optional();
const reasonedShape = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('CATEGORY'), category: dataCategorySchema, reason, masked }),
    z.object({ kind: z.literal('SUBJECT'), subject: z.string(), reason, masked }),
    z.object({ kind: z.enum(['PERIOD_DAYS', 'TERM_DAYS', 'READS']), count: z.int(), reason, masked }),
  ]),
);

/** Persons become what this case alone knows them as. */
export function removalsOf(sealer: Sealer, request: KeptRequest, wishes: readonly RemovalWish[]): Removal[] {
  const key = openHashKey(sealer, request.wrappedKey, request.id, request.hashKeySealed);
  return wishes.map(({ kind, category, pin, reason: why }) => ({
    kind,
    reason: why.trim(),
    ...(category === undefined ? {} : { category }),
    ...(pin === undefined ? {} : { subject: pinHash(key, pin).toString('hex'), masked: mask(pin) }),
  }));
}

/** Those that stay of some persons when the removed ones have left. */
export function staying(subjects: readonly string[], removals: readonly Removal[]): string[] {
  const left = new Set(removals.filter(({ kind }) => kind === 'SUBJECT').map(({ subject }) => subject));
  return subjects.filter((subject) => !left.has(subject));
}

/** What was prepared, opened. */
export function scopeOf(
  sealer: Sealer,
  request: KeptRequest,
  proposal: KeptProposal,
): Scope & { readonly removals: readonly Reasoned[] } {
  const { id, removalsSealed } = proposal;
  const key = request.wrappedKey;
  return {
    categories: proposal.categories,
    subjects: proposal.subjectKeys ?? request.subjectKeys,
    period: proposal.period ?? request.period,
    termDays: proposal.termDays,
    readsCap: proposal.readsCap,
    reason: openInCase(sealer, key, 'disclosure_proposals.reason_sealed', id, proposal.reasonSealed),
    removals: openReasoned(sealer, key, 'disclosure_proposals.removals_sealed', id, removalsSealed),
  };
}

type RemovalsColumn = 'disclosure_proposals.removals_sealed' | 'disclosure_decisions.removals_sealed';

export const sealReasoned = (
  sealer: Sealer,
  key: Buffer,
  column: RemovalsColumn,
  row: string,
  reasoned: readonly Reasoned[],
): Buffer => sealInCase(sealer, key, column, row, JSON.stringify(reasoned));

/** @param sealed null: written before each had a reason */
export function openReasoned(
  sealer: Sealer,
  key: Buffer,
  column: RemovalsColumn,
  row: string,
  sealed: Buffer | null,
): Reasoned[] {
  if (sealed === null) return [];
  return reasonedShape
    .parse(JSON.parse(openInCase(sealer, key, column, row, sealed)))
    .map(({ masked: shown, ...rest }) => (shown === undefined ? rest : { ...rest, masked: shown }));
}

function mask(pin: string): string {
  return `${'•'.repeat(Math.max(0, pin.length - SHOWN_DIGITS))}${pin.slice(-SHOWN_DIGITS)}`;
}
