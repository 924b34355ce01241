import type { Database } from '@belgi/database';
import { z } from 'zod';
import { adoptPolicy } from './adopt-policy.js';
import { type AdoptedPolicy, adoptedPolicies, currentPolicy } from './lot-policy.store.js';
import { type Fault, rulesOf } from './policy-wish.js';

const orderShape = z.strictObject({ wish: z.unknown(), dryRun: z.boolean() });

/** A version as a program reads it. */
export interface ShownPolicy {
  readonly version: number;
  readonly effectiveAt: string;
  readonly rules: ReturnType<typeof rulesOf>;
}

export interface LotPolicyAnswer {
  readonly findings: readonly Fault[];
  /** In effect now. */
  readonly current: ShownPolicy;
  /** Adopted, and in effect later; the latest first. */
  readonly later: readonly ShownPolicy[];
  /** What was adopted, or would be; null when nothing was asked for, or what was is wrong. */
  readonly adopted: ShownPolicy | null;
}

/** @param asked JSON of what to adopt; undefined: only to say what there is */
export async function answerLotPolicy(database: Database, asked: string | undefined): Promise<LotPolicyAnswer> {
  const order = asked === undefined ? undefined : orderShape.parse(JSON.parse(asked));
  const adoption = order && (await adoptPolicy(database, { wish: order.wish, dryRun: order.dryRun }));
  const { version } = await currentPolicy(database);
  const policies = await adoptedPolicies(database);
  const current = policies.find(({ policy }) => policy.version === version);
  if (current === undefined) throw new Error('a version of the auction policy is gone');
  const later = policies.filter(({ policy }) => policy.version > version);
  return {
    findings: adoption?.findings ?? [],
    current: shown(current),
    later: later.map(shown),
    adopted: adoption?.adopted ? shown(adoption.adopted) : null,
  };
}

const shown = ({ policy, effectiveAt }: AdoptedPolicy): ShownPolicy => ({
  version: policy.version,
  effectiveAt: effectiveAt.toISOString(),
  rules: rulesOf(policy),
});
