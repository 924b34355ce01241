import { type Queryable, sql } from '@belgi/database';
import type { DataAccess } from './access.js';

export async function recordAccess(db: Queryable, access: DataAccess): Promise<void> {
  const { basis } = access;
  await db.query(sql`/* personal_data_accesses.insert */
    INSERT INTO personal_data_accesses (id, citizen_id, actor_kind, actor, role, purpose, duty, case_number, fields,
      outcome, reason, at)
    VALUES (${access.id}, ${access.citizenId}, ${access.actorKind}, ${access.actor}, ${access.role},
      ${'purpose' in basis ? basis.purpose : null}, ${'duty' in basis ? basis.duty : null}, ${access.caseNumber},
      ${[...access.fields]}, ${access.refused === null ? 'READ' : 'REFUSED'}, ${access.refused}, app_now())`);
}
