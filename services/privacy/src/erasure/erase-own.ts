import type { KeptAfterErasure } from '@belgi/contracts';
import { beginErasure, endErasure, type Transaction } from '@belgi/database';
import type { ErasureReport } from './erasures.store.js';
import { countKept, destroyOwn } from './own-data.store.js';

const LAW = 'KG-2008-58';
/** By which rule a kind of row is kept, and the article of the law that it stands on. */
const RULES = { CONSENT_PROOF: '9', LEDGER: '17', ACCESS_TRACE: '24', RIGHTS_REGISTER: '10' } as const;

/** privacy's own part, in the transaction of the order: the key goes, and with it every word that was sealed under it. */
export async function eraseOwn(
  tx: Transaction,
  order: { readonly citizenId: string; readonly erasureId: string; readonly at: Date },
): Promise<ErasureReport> {
  const { citizenId, erasureId, at } = order;
  if ((await beginErasure(tx, citizenId)) === 'HELD') throw new Error('whoever orders an erasure has asked for a hold');
  const destroyed = await destroyOwn(tx, citizenId, at);
  const rows = await countKept(tx, citizenId);
  const kept = (table: string, count: number, rule: keyof typeof RULES): KeptAfterErasure => ({
    ...{ table, rows: count, rule },
    ...{ actCode: LAW, article: RULES[rule] },
  });
  const report: ErasureReport = {
    service: 'privacy',
    destroyed,
    kept: [
      kept('consents', rows.consents, 'CONSENT_PROOF'),
      kept('acknowledgements', rows.acknowledgements, 'CONSENT_PROOF'),
      kept('agreement_acceptances', rows.acceptances, 'CONSENT_PROOF'),
      kept('ledger_entries', rows.entries, 'LEDGER'),
      kept('disclosure_accesses', rows.accesses, 'ACCESS_TRACE'),
      kept('staff_reads', rows.looks, 'ACCESS_TRACE'),
      kept('rights_requests', rows.requests, 'RIGHTS_REGISTER'),
      kept('restrictions', rows.restrictions, 'RIGHTS_REGISTER'),
      kept('restriction_acknowledgements', rows.restrictionAcknowledgements, 'RIGHTS_REGISTER'),
    ],
    appliedAt: at,
  };
  await endErasure(tx, { citizenId, erasureId, report: { destroyed, kept: report.kept }, at });
  return report;
}
