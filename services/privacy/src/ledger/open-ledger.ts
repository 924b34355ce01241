import { type KeySet, parseMasterKeys, sealer } from '@belgi/access';
import type { Database } from '@belgi/database';
import { formatKeys } from '@belgi/proof';
import type { Health, Logger, Metrics } from '@belgi/runtime';
import { formatVerifierKey, type VerifierKey } from '@belgi/tlog';
import type { FastifyInstance } from 'fastify';
import type { Environment } from '../environment.js';
import { proofOfProtocol } from '../protocols/anchor-protocol.js';
import { signerAt, witnessAt } from './notary-client.js';
import { serveLedger } from './serve-ledger.js';
import { startCheckpoints } from './start-checkpoints.js';
import { startSequencer } from './start-sequencer.js';
import type { TreeReader } from './tree-reader.js';

export interface LedgerParts {
  readonly database: Database;
  readonly reader: TreeReader;
  /** Lines of the key file. */
  readonly keys: readonly string[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
}

/** The key file that goes with proofs: the ledger's vkey, the witness's, the keys that sign receipts, and the auction's. */
export function publishedKeys({ LEDGER_KEY, WITNESS_KEY, PROTOCOL_KEYS }: Environment, keys: KeySet): string[] {
  const vkeys = (key: VerifierKey | undefined) => (key === undefined ? [] : [formatVerifierKey(key)]);
  const receipts = keys.publicJwks().keys.map(({ kid, x }) => ({ kid, x }));
  return formatKeys({ logs: vkeys(LEDGER_KEY), witnesses: vkeys(WITNESS_KEY), receipts, protocols: PROTOCOL_KEYS });
}

/** The public pages of the ledger, and, once started, its sequencer and its checkpoints. */
export async function openLedger(
  app: FastifyInstance,
  environment: Environment,
  parts: LedgerParts,
): Promise<{ start(): () => Promise<void> }> {
  const { DEPLOYMENT_SECRETS, LEDGER_KEY, SIGNER_URL, SIGNER_SECRET, WITNESS_KEY, WITNESS_URL } = environment;
  const { database, reader, keys, logger } = parts;
  const seals = sealer(parseMasterKeys(environment.MASTER_KEYS));
  await serveLedger(app, {
    ...{ database, deploymentSecrets: DEPLOYMENT_SECRETS, reader, keys },
    proofOfProtocol: (lotId) => proofOfProtocol({ database, reader, sealer: seals, keys }, lotId),
  });
  return {
    start: () => {
      const running = [startSequencer(parts)];
      const stopping = new AbortController();
      if (LEDGER_KEY === undefined || SIGNER_URL === undefined || SIGNER_SECRET === undefined) {
        logger.warn('no signer is configured: the ledger publishes no checkpoints');
      } else {
        const hasWitness = WITNESS_KEY !== undefined && WITNESS_URL !== undefined;
        const witness = hasWitness ? { key: WITNESS_KEY, ask: witnessAt(WITNESS_URL, stopping.signal) } : undefined;
        const signer = signerAt(SIGNER_URL, SIGNER_SECRET, stopping.signal);
        running.push(
          startCheckpoints(
            {
              ...{ database, reader, logger, sealer: seals, seen: { id: 0 } },
              ...{ logKey: LEDGER_KEY, signer, witness },
            },
            parts,
          ),
        );
      }
      return async () => {
        // Whoever waits for a notary that hangs is not waited for: nothing was kept yet.
        stopping.abort();
        await Promise.all(running.map((one) => one.stop()));
      };
    },
  };
}
