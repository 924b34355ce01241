import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { KnownEdition } from './consent-gate.js';

/** Editions are immutable: the first copy stays. */
export async function applyAgreementEdition(
  tx: Transaction,
  { number, effectiveAt, material }: KnownEdition,
): Promise<void> {
  await tx.query(sql`/* agreement-editions.apply */
    INSERT INTO agreement_editions (number, effective_at, material) VALUES (${number}, ${effectiveAt}, ${material})
    ON CONFLICT DO NOTHING`);
}

export async function agreementEditions(db: Queryable): Promise<KnownEdition[]> {
  return db.query(sql`/* agreement-editions.all */
    SELECT number, effective_at AS "effectiveAt", material FROM agreement_editions`);
}

/** What the person accepted, where it is later than what is there. Waits for whoever decides by the bidder's row. */
export async function applyAcceptance(
  tx: Transaction,
  { citizenId, edition }: { readonly citizenId: string; readonly edition: number },
): Promise<void> {
  await tx.query(sql`/* bidders.apply-acceptance */
    INSERT INTO bidders (id, agreement_edition) VALUES (${citizenId}, ${edition})
    ON CONFLICT (id) DO UPDATE SET agreement_edition = excluded.agreement_edition
    WHERE coalesce(bidders.agreement_edition, 0) < excluded.agreement_edition AND bidders.status <> 'ERASED'`);
}
