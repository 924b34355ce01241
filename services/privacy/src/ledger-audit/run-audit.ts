import type { Sealer } from '@belgi/access';
import type { Database } from '@belgi/database';
import type { TrustedKeys } from '@belgi/proof';
import { type Audit, auditLedger } from './audit-ledger.js';
import { holdStill } from './ledger-audit.store.js';

/** Audits the ledger as it stands at this moment; whoever writes meanwhile waits for nothing. */
export function runAudit(
  database: Database,
  given: { readonly sealer: Sealer | undefined; readonly keys: TrustedKeys | undefined },
): Promise<Audit> {
  return database.transaction(async (tx) => {
    await holdStill(tx);
    return auditLedger({ db: tx, ...given });
  });
}
