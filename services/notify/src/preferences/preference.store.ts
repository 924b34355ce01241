import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Channel, NoticeKind } from '../notices/notice-kind.js';
import type { Preferences, QuietHours, Switch } from './preference.js';

export async function switchedOff(db: Queryable, citizenId: string): Promise<Preferences['off']> {
  return db.query<{ kind: NoticeKind; channel: Channel }>(sql`/* preferences.off */
    SELECT kind, channel FROM preferences WHERE citizen_id = ${citizenId} ORDER BY kind, channel`);
}

export async function applySwitches(tx: Transaction, citizenId: string, switches: readonly Switch[]): Promise<void> {
  for (const { kind, channel, on } of switches) {
    if (on)
      await tx.query(sql`/* preferences.on */
        DELETE FROM preferences WHERE citizen_id = ${citizenId} AND kind = ${kind} AND channel = ${channel}`);
    else
      await tx.query(sql`/* preferences.insert */
        INSERT INTO preferences (citizen_id, kind, channel) VALUES (${citizenId}, ${kind}, ${channel})
        ON CONFLICT DO NOTHING`);
  }
}

export async function setQuietHours(tx: Transaction, citizenId: string, quiet: QuietHours | null): Promise<void> {
  await tx.query(sql`/* preferences.setQuietHours */
    UPDATE recipients
    SET quiet_from_minute = ${quiet?.fromMinute ?? null}, quiet_until_minute = ${quiet?.untilMinute ?? null}
    WHERE citizen_id = ${citizenId}`);
}
