import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { AttributeName } from '../people/attribute.js';

/** A request by which a person says that a value is not true. */
export interface Question {
  readonly requestId: string;
  readonly accountId: string;
  readonly reference: string;
  readonly kind: 'CORRECTION' | 'DISPUTE';
  readonly name: AttributeName;
  readonly open: boolean;
  readonly version: number;
}

/** Keeps the newest state of a request; an older fact that arrives late changes nothing. */
export async function keepQuestion(tx: Transaction, question: Question): Promise<void> {
  await tx.query(sql`/* questioned-attributes.keep */
    INSERT INTO questioned_attributes AS known (request_id, account_id, reference, kind, name, open, version)
    VALUES (${question.requestId}, ${question.accountId}, ${question.reference}, ${question.kind}, ${question.name},
      ${question.open}, ${question.version})
    ON CONFLICT (request_id) DO UPDATE SET open = excluded.open, version = excluded.version
    WHERE known.version < excluded.version`);
}

/** The open request for a correction that a person made under this reference. */
export function openCorrection(
  db: Queryable,
  accountId: string,
  reference: string,
): Promise<{ requestId: string; name: AttributeName } | undefined> {
  return db.one(sql`/* questioned-attributes.openCorrection */
    SELECT request_id AS "requestId", name FROM questioned_attributes
    WHERE account_id = ${accountId} AND reference = ${reference} AND kind = 'CORRECTION' AND open`);
}
