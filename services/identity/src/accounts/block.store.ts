import { sql, type Transaction } from '@belgi/database';

export async function setBlockedByOperations(tx: Transaction, id: string, blocked: boolean): Promise<void> {
  await tx.query(sql`/* accounts.setBlockedByOperations */
    UPDATE accounts SET blocked_by_operations = ${blocked} WHERE id = ${id}`);
}

/** Whether anything blocks the account: operations, or a doubt that ended in a block which no appeal lifted. */
export async function isBlockedByAnything(tx: Transaction, id: string): Promise<boolean> {
  const row = await tx.one(sql`/* accounts.isBlockedByAnything */
    SELECT 1 AS blocked FROM accounts a WHERE a.id = ${id} AND (a.blocked_by_operations OR EXISTS (
      SELECT FROM doubts d WHERE d.account_id = a.id AND d.outcome = 'BLOCKED' AND d.appeal_outcome IS DISTINCT FROM 'LIFTED'))`);
  return row !== undefined;
}
