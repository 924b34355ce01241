import { type Queryable, sql } from '@belgi/database';
import type { Agency } from './agency.js';

const columns = sql`id, name, x_road_member AS "xRoadMember", jwks, scopes, state`;

export async function insertAgency(db: Queryable, agency: Agency): Promise<void> {
  await db.query(sql`/* agencies.insert */
    INSERT INTO agencies (id, name, x_road_member, jwks, scopes, state, created_at, updated_at)
    VALUES (${agency.id}, ${agency.name}, ${agency.xRoadMember}, ${sql.json(agency.jwks)}, ${[...agency.scopes]},
      ${agency.state}, app_now(), app_now())`);
}

export function agencyById(db: Queryable, id: string): Promise<Agency | undefined> {
  return db.one<Agency>(sql`/* agencies.byId */ SELECT ${columns} FROM agencies WHERE id::text = ${id}`);
}

export function agencyByName(db: Queryable, name: string): Promise<Agency | undefined> {
  return db.one<Agency>(sql`/* agencies.byName */ SELECT ${columns} FROM agencies WHERE name = ${name}`);
}

export async function agenciesByIds(db: Queryable, ids: readonly string[]): Promise<Map<string, Agency>> {
  const rows = await db.query<Agency>(
    sql`/* agencies.byIds */ SELECT ${columns} FROM agencies WHERE id::text = ANY(${[...ids]})`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export function allAgencies(db: Queryable): Promise<Agency[]> {
  return db.query<Agency>(sql`/* agencies.all */ SELECT ${columns} FROM agencies ORDER BY name`);
}

export async function saveAgency(db: Queryable, agency: Agency): Promise<void> {
  await db.query(sql`/* agencies.save */
    UPDATE agencies SET name = ${agency.name}, x_road_member = ${agency.xRoadMember}, jwks = ${sql.json(agency.jwks)},
      scopes = ${[...agency.scopes]}, state = ${agency.state}, updated_at = app_now()
    WHERE id = ${agency.id}`);
}
