import { type ExportOrderedV1, type FactType, newId, type ServiceName, serviceNames } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { type ExportPiece, PART_SCHEMA, piecesOf, sealPart } from '@belgi/export';
import { keepPiece } from '../exports/keep-piece.js';
import { requestExport } from '../exports/request-export.js';
import type { Fixture } from './fixture.js';

type Order = typeof ExportOrderedV1 extends FactType<infer Data> ? Data : never;

/** For tests: an export that was ordered, with what its fact says. */
export async function ordered({ database, parts }: Fixture, citizenId: string = newId()): Promise<Order> {
  const now = await database.transaction((tx) => tx.now());
  const kept = await requestExport(parts, citizenId, now);
  if (typeof kept === 'string') throw new Error(kept);
  const row = await database.one<{ data: Order }>(sql`/* test.order */
    SELECT data FROM outbox WHERE aggregate_id = ${kept.id} AND type = 'privacy.export.ordered.v1'`);
  if (row === undefined) throw new Error('no fact of the order');
  return row.data;
}

/** The pieces of a part that says nothing but whose it is. */
export async function piecesFor({ exportId, publicKey }: Order, service: ServiceName): Promise<ExportPiece[]> {
  const text = JSON.stringify({ schema: PART_SCHEMA, service, writtenAt: 'now', sections: [] });
  const pieces = piecesOf(await sealPart(publicKey, { exportId, service }, text));
  return pieces.map((sealed, index) => ({ exportId, piece: index + 1, pieces: pieces.length, sealed, at: 'now' }));
}

/** Hands in the parts of these services, as their facts would. */
export async function handIn(
  { database, parts }: Fixture,
  order: Order,
  services: readonly ServiceName[] = serviceNames,
): Promise<void> {
  for (const service of services)
    for (const piece of await piecesFor(order, service))
      await database.transaction((tx) => keepPiece(tx, parts.sealer, service, piece));
}
