import type { Database } from '@belgi/database';
import { hashOfSecret } from '../bearer-secret.js';
import { type ProofParts, proofFiles } from '../ledger/proof-files.js';
import type { ErasureReport } from './erasures.store.js';
import { lockBySecret, reportsOf, setTaken } from './erasures.store.js';

export interface TakingParts {
  readonly database: Database;
  readonly proving: ProofParts;
  /** Whether this ledger publishes checkpoints: then a certificate waits for its proof. */
  readonly proves: boolean;
}

/** What somebody finds who brings a secret. */
export type Taken =
  | { readonly state: 'UNKNOWN' | 'ASKED' | 'REFUSED' | 'TAKEN' }
  /** Which services have destroyed what they held; the certificate, or its proof, is still being made. */
  | { readonly state: 'UNDER_WAY'; readonly reports: readonly ErasureReport[] }
  | {
      readonly state: 'CERTIFIED';
      readonly reports: readonly ErasureReport[];
      /** Compact JWS. */
      readonly certificate: string;
      /** That its leaf stands in the ledger; null where no checkpoint is published at all. */
      readonly proofFile: string | null;
    };

/** Hands the certificate out, once: of two who bring the secret at the same time, one gets it. */
export function takeCertificate({ database, proving, proves }: TakingParts, secret: string): Promise<Taken> {
  return database.transaction(async (tx) => {
    const erasure = await lockBySecret(tx, hashOfSecret(secret));
    if (erasure === undefined) return { state: 'UNKNOWN' };
    if (erasure.state === 'ASKED' || erasure.state === 'REFUSED') return { state: erasure.state };
    if (erasure.takenAt !== null) return { state: 'TAKEN' };
    const reports = await reportsOf(tx, erasure.requestId);
    const { certificate, entryId } = erasure;
    if (certificate === null || entryId === null) return { state: 'UNDER_WAY', reports };
    const [proofFile = null] = await proofFiles({ ...proving, database: tx }, [{ entryId }]);
    if (proofFile === null && proves) return { state: 'UNDER_WAY', reports };
    await setTaken(tx, erasure.requestId);
    return { state: 'CERTIFIED', reports, certificate, proofFile };
  });
}
