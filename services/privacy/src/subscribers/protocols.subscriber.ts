import type { Sealer } from '@belgi/access';
import { ProtocolSignedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { anchorProtocol } from '../protocols/anchor-protocol.js';

/** Closing protocols of the auction, held to their words by a leaf of the ledger. */
export const protocolHandlers = (sealer: Sealer): Handler[] => [
  on(ProtocolSignedV1, (tx, { data }) => anchorProtocol(tx, sealer, { ...data, signedAt: new Date(data.signedAt) })),
];
