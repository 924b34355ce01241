import type { Sealer } from '@belgi/access';
import { AuctionExportReadyV1, IdentityExportReadyV1, NotifyExportReadyV1 } from '@belgi/contracts';
import { exportHandlers } from '@belgi/export';
import { type Handler, on } from '@belgi/messaging';
import { keepPiece } from '../exports/keep-piece.js';
import { myData } from '../my-data/declaration.js';
import type { MyDataParts } from '../my-data/read-sections.js';

/** What the others hand in. */
export const exportPieceHandlers = (sealer: Sealer): Record<'identity' | 'auction' | 'notify', Handler[]> => ({
  identity: [on(IdentityExportReadyV1, (tx, { data }) => keepPiece(tx, sealer, 'identity', data))],
  auction: [on(AuctionExportReadyV1, (tx, { data }) => keepPiece(tx, sealer, 'auction', data))],
  notify: [on(NotifyExportReadyV1, (tx, { data }) => keepPiece(tx, sealer, 'notify', data))],
});

/** privacy.export.>: our own order, of which we write a part like everybody else, and keep it at once. */
export const ownExportHandlers = (parts: MyDataParts): Handler[] =>
  exportHandlers(myData, parts, (tx, piece) => keepPiece(tx, parts.sealer, 'privacy', piece));
