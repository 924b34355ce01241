import type { StaffRole } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';

export async function rolesOf(db: Queryable, accountId: string): Promise<StaffRole[]> {
  const rows = await db.query<{ role: StaffRole }>(
    sql`/* staff_roles.ofAccount */ SELECT role FROM staff_roles WHERE account_id = ${accountId} ORDER BY role`,
  );
  return rows.map(({ role }) => role);
}

/** Makes these the account's roles, no more and no less. */
export async function setRoles(tx: Transaction, accountId: string, roles: readonly StaffRole[], now: Date) {
  await tx.query(sql`/* staff_roles.clear */
    DELETE FROM staff_roles WHERE account_id = ${accountId} AND NOT role = ANY(${[...roles]})`);
  await tx.query(sql`/* staff_roles.set */
    INSERT INTO staff_roles (account_id, role, granted_at)
    SELECT ${accountId}, role, ${now} FROM unnest(${[...roles]}::text[]) AS role ON CONFLICT DO NOTHING`);
}

export function allStaff(db: Queryable) {
  return db.query<{ id: string; status: string; roles: StaffRole[] }>(sql`/* staff.all */
    SELECT a.id, a.status, coalesce(array_agg(r.role ORDER BY r.role) FILTER (WHERE r.role IS NOT NULL), '{}') AS roles
    FROM accounts a LEFT JOIN staff_roles r ON r.account_id = a.id
    WHERE a.kind = 'STAFF' GROUP BY a.id ORDER BY a.created_at`);
}
