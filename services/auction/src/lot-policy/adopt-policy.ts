import { isDeepStrictEqual } from 'node:util';
import { type Database, violatedConstraint } from '@belgi/database';
import { z } from 'zod';
import type { LotPolicy } from '../lots/lot.js';
import { type AdoptedPolicy, adoptedPolicies, insertPolicy } from './lot-policy.store.js';
import { type Fault, faultsTogether, policyWish, rulesOf, wished } from './policy-wish.js';

/** What is to be adopted, as a person wrote it, and whether only to say what would be. */
const order = z.strictObject({
  effectiveAt: z.iso.datetime({ message: 'an instant like 2030-01-31T08:00:00Z' }).optional(),
  ...policyWish.shape,
});

export interface Adoption {
  /** Nothing was adopted by what these say. */
  readonly findings: readonly Fault[];
  /** Null where the wish is wrong. */
  readonly adopted: AdoptedPolicy | null;
}

/**
 * Adopts a default for lots that are announced from an instant on (now, when none is named); those that are published keep theirs.
 * @param wish untrusted: what a file said
 */
export async function adoptPolicy(
  database: Database,
  { wish, dryRun }: { readonly wish: unknown; readonly dryRun: boolean },
): Promise<Adoption> {
  const read = order.safeParse(wish);
  return database
    .transaction(async (tx) => {
      const now = await tx.now();
      const [before] = await adoptedPolicies(tx);
      if (before === undefined) throw new Error('there is no auction policy');
      if (!read.success) return { findings: faultsOf(read.error), adopted: null };
      const { effectiveAt: from, ...rules } = read.data;
      const effectiveAt = from === undefined ? now : new Date(from);
      const policy = wished(before.policy, rules);
      const findings = faultsTogether(policy);
      if (effectiveAt < now) findings.push({ rule: 'effectiveAt', problem: 'not in the past' });
      if (effectiveAt < before.effectiveAt)
        findings.push({ rule: 'effectiveAt', problem: 'not before the version that it follows' });
      if (isSame(policy, before.policy)) findings.push({ rule: '', problem: 'it changes no rule' });
      const after = { effectiveAt, policy: { ...policy, version: before.policy.version + 1 } };
      if (findings.length === 0 && !dryRun) await insertPolicy(tx, after);
      return { findings, adopted: findings.length === 0 ? after : null };
    })
    .catch((error: unknown) => {
      if (violatedConstraint(error) === 'auction_policies_pkey')
        throw new Error('somebody adopted a version meanwhile: look, and try again');
      throw error;
    });
}

const faultsOf = ({ issues }: z.ZodError): Fault[] =>
  issues.map(({ path, message }) => ({ rule: path.join('.'), problem: message }));

const isSame = (one: Omit<LotPolicy, 'version'>, other: LotPolicy): boolean =>
  isDeepStrictEqual(rulesOf(one), rulesOf(other));
