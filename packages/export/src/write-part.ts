import { ExportOrderedV1, type FactType, outgoing, type ServiceName } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type Handler, on } from '@belgi/messaging';
import { piecesOf, sealPart } from './envelope.js';
import { type ExportDeclaration, partOf } from './section.js';

/** One piece of a part on its way to privacy. */
export interface ExportPiece {
  readonly exportId: string;
  readonly piece: number;
  readonly pieces: number;
  readonly sealed: string;
  readonly at: string;
}

export type HandIn = (tx: Transaction, piece: ExportPiece) => Promise<void>;

/** Pieces as facts of the service: they leave with the commit, and a killed process leaves none or all. */
export const handInByFact =
  (fact: FactType<ExportPiece>): HandIn =>
  async (tx, piece) => {
    await tx.publish(outgoing(fact, piece.exportId, piece.piece, piece));
  };

/**
 * Writes the service's part of every export that is ordered: read, sealed to the export's key and handed in within the
 * transaction of the inbox row. What fails is tried again like any fact, and shown as failed meanwhile.
 */
export function exportHandlers<Parts>(
  declaration: Pick<ExportDeclaration<Parts>, 'service' | 'sections'>,
  parts: Parts,
  handIn: HandIn,
): Handler[] {
  const { service } = declaration;
  return [
    on(ExportOrderedV1, async (tx, { data }) => {
      const now = await tx.now();
      // A dead letter that was requeued too late: the key that would open the part is gone.
      if (now >= new Date(data.expiresAt)) return;
      const { exportId, publicKey } = data;
      const text = JSON.stringify(await partOf(declaration, tx, data.citizenId, parts));
      const pieces = piecesOf(await sealPart(publicKey, placeOf(exportId, service), text));
      const at = now.toISOString();
      for (const [index, sealed] of pieces.entries())
        await handIn(tx, { exportId, piece: index + 1, pieces: pieces.length, sealed, at });
    }),
  ];
}

const placeOf = (exportId: string, service: ServiceName) => ({ exportId, service });
