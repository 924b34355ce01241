import { z } from 'zod';
import { type Command, databaseUrlOf } from '../command.js';
import { findingsOf } from './service-program.js';

const reconciliation = z.object({
  findings: z.array(z.object({ table: z.string(), row: z.string(), column: z.string(), problem: z.string() })),
  counts: z.object({ requests: z.int(), decisions: z.int(), reads: z.int(), delayed: z.int(), erased: z.int() }),
});

export const transparencyReconcileCommand: Command = {
  usage: 'transparency reconcile',
  summary:
    'counts requests, decisions, reads and delayed notices from the entries of the ledger (MASTER_KEYS of privacy open them) and names every row of the register that differs',
  example: 'pnpm ops transparency reconcile',
  async run({ environment }) {
    const url = databaseUrlOf(environment, 'privacy');
    const { findings, counts } = reconciliation.parse(
      JSON.parse(
        await findingsOf('privacy', 'reconcile-transparency', {
          DATABASE_URL: url,
          MASTER_KEYS: environment.masterKeys,
        }),
      ),
    );
    const { requests, decisions, reads, delayed, erased } = counts;
    const summary = [
      `the ledger has ${requests} requests, ${decisions} decisions and revocations, ${reads} reads, ${delayed} delayed notices`,
      ...(erased > 0 ? [`${erased} entries were erased`] : []),
      findings.length === 0 ? 'the register agrees' : `${findings.length} things differ`,
    ].join('; ');
    return { rows: findings, summary: `${summary}.`, isBad: findings.length > 0 };
  },
};
