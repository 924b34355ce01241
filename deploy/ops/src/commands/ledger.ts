import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Command, databaseUrlOf, UsageError } from '../command.js';
import { findingsOf } from './service-program.js';

const audit = z.object({
  findings: z.array(z.object({ table: z.string(), row: z.string(), column: z.string(), problem: z.string() })),
  counts: z.object({
    leaves: z.int(),
    queued: z.int(),
    opened: z.int(),
    sealed: z.int(),
    destroyed: z.int(),
    checkpoints: z.int(),
    withoutSeal: z.int(),
    signedLate: z.int(),
  }),
});

export const ledgerAuditCommand: Command = {
  usage: 'ledger audit [--keys FILE]',
  summary:
    'builds the ledger anew from its entries and names every row, node and checkpoint that differs; --keys: what GET /ledger/keys gave',
  example: 'pnpm ops ledger audit --keys ledger-keys.txt',
  async run({ options, environment }) {
    const url = databaseUrlOf(environment, 'privacy');
    const keys =
      options.keys === undefined ? undefined : await keysIn(resolve(environment.directory ?? '.', options.keys));
    const { findings, counts } = audit.parse(
      JSON.parse(
        await findingsOf('privacy', 'audit-ledger', {
          ...{ DATABASE_URL: url, LEDGER_KEYS: keys, MASTER_KEYS: environment.masterKeys },
        }),
      ),
    );
    const { leaves, queued, opened, destroyed, checkpoints } = counts;
    const unseen = unseenOf(counts, { keys: keys !== undefined, masterKeys: environment.masterKeys !== undefined });
    const summary = [
      `${leaves} leaves, ${queued} queued, ${checkpoints} checkpoints; ${opened} entries recomputed, ${destroyed} erased`,
      ...unseen,
      findings.length > 0
        ? `${findings.length} things are wrong`
        : unseen.length > 0
          ? 'nothing is wrong in what was checked'
          : 'nothing is wrong',
    ].join('; ');
    return { rows: findings, summary: `${summary}.`, isBad: findings.length > 0 };
  },
};

/** What the audit did not look at, or cannot say: whoever reads "nothing is wrong" reads it as well. */
function unseenOf(
  { sealed, withoutSeal, signedLate }: z.infer<typeof audit>['counts'],
  given: { readonly keys: boolean; readonly masterKeys: boolean },
): string[] {
  return [
    ...(sealed > 0 ? [`${sealed} entries stayed sealed (MASTER_KEYS of privacy open them)`] : []),
    ...(given.masterKeys ? [] : ['no seal of a row was checked (MASTER_KEYS of privacy)']),
    ...(given.keys ? [] : ['NO SIGNATURE WAS CHECKED: without --keys a forged checkpoint passes']),
    ...(withoutSeal > 0
      ? [`${withoutSeal} rows have no seal, being from before there were any: this never grows`]
      : []),
    ...(signedLate > 0
      ? [`${signedLate} leaves had no checkpoint for over an hour: the signer was away, or checkpoints were deleted`]
      : []),
  ];
}

function keysIn(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`cannot read ${path}`, { cause });
  });
}
