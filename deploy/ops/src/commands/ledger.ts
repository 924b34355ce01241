import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Command, databaseUrlOf, UsageError } from '../command.js';
import { findingsOf } from './privacy-program.js';

const audit = z.object({
  findings: z.array(z.object({ table: z.string(), row: z.string(), column: z.string(), problem: z.string() })),
  counts: z.object({
    leaves: z.int(),
    queued: z.int(),
    opened: z.int(),
    sealed: z.int(),
    destroyed: z.int(),
    checkpoints: z.int(),
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
        await findingsOf('audit-ledger', {
          ...{ DATABASE_URL: url, LEDGER_KEYS: keys, MASTER_KEYS: environment.masterKeys },
        }),
      ),
    );
    const { leaves, queued, opened, sealed, destroyed, checkpoints } = counts;
    const unseen = [
      ...(sealed > 0 ? [`${sealed} entries stayed sealed (MASTER_KEYS of privacy open them)`] : []),
      ...(keys === undefined ? ['no signature was verified (--keys)'] : []),
    ];
    const summary = [
      `${leaves} leaves, ${queued} queued, ${checkpoints} checkpoints; ${opened} entries recomputed, ${destroyed} erased`,
      ...unseen,
      findings.length === 0 ? 'nothing is wrong' : `${findings.length} things are wrong`,
    ].join('; ');
    return { rows: findings, summary: `${summary}.`, isBad: findings.length > 0 };
  },
};

function keysIn(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`cannot read ${path}`, { cause });
  });
}
