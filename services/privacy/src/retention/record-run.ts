import type { Sealer } from '@belgi/access';
import { type RetentionAppliedData, retentionRules, ruleName } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { recordEntry } from '../ledger/record-entry.js';

const basisOf = new Map(retentionRules.map((rule) => [ruleName(rule), rule.basis]));

/**
 * What a run of retention deleted, in the ledger: a leaf per rule that everybody may open, with numbers and nobody's name.
 * A rule that had nothing to delete has no leaf; that the run was made stands in its fact.
 */
export async function recordRun(tx: Transaction, sealer: Sealer, run: RetentionAppliedData): Promise<void> {
  const at = await tx.now();
  for (const { rule, erased, held } of run.rules) {
    if (erased === 0) continue;
    const basis = basisOf.get(rule);
    await recordEntry(tx, sealer, {
      kind: 'DATA_ERASED',
      at,
      holder: { for: 'PUBLIC' },
      data: {
        cause: 'RETENTION',
        runId: run.runId,
        finishedAt: run.finishedAt,
        rule,
        legalBasis: basis === undefined ? null : `${basis.act}, ${basis.article}`,
        rowsErased: erased,
        rowsHeld: held,
      },
    });
  }
}
