import type { Database } from '@belgi/database';
import type { Health, Logger, Metrics } from '@belgi/runtime';
import { formatVerifierKey } from '@belgi/tlog';
import type { FastifyInstance } from 'fastify';
import type { Environment } from '../environment.js';
import { signerAt, witnessAt } from './notary-client.js';
import { serveLedger } from './serve-ledger.js';
import { startCheckpoints } from './start-checkpoints.js';
import { startSequencer } from './start-sequencer.js';
import type { TreeReader } from './tree-reader.js';

export interface LedgerParts {
  readonly database: Database;
  readonly reader: TreeReader;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
}

/** The public pages of the ledger, and, once started, its sequencer and its checkpoints. */
export async function openLedger(
  app: FastifyInstance,
  environment: Environment,
  parts: LedgerParts,
): Promise<{ start(): () => Promise<void> }> {
  const { DEPLOYMENT_SECRETS, LEDGER_KEY, SIGNER_URL, WITNESS_KEY, WITNESS_URL } = environment;
  const { database, reader, logger } = parts;
  const keys = [LEDGER_KEY, WITNESS_KEY].flatMap((key) => (key === undefined ? [] : [formatVerifierKey(key)]));
  await serveLedger(app, { database, deploymentSecrets: DEPLOYMENT_SECRETS, reader, keys });
  const [secret = ''] = DEPLOYMENT_SECRETS;
  return {
    start: () => {
      const running = [startSequencer(parts)];
      if (LEDGER_KEY === undefined || SIGNER_URL === undefined) {
        logger.warn('no signer is configured: the ledger publishes no checkpoints');
      } else {
        const hasWitness = WITNESS_KEY !== undefined && WITNESS_URL !== undefined;
        const witness = hasWitness ? { key: WITNESS_KEY, ask: witnessAt(WITNESS_URL) } : undefined;
        const signer = signerAt(SIGNER_URL, secret);
        running.push(startCheckpoints({ database, reader, logKey: LEDGER_KEY, signer, witness, logger }, parts));
      }
      return async () => void (await Promise.all(running.map((one) => one.stop())));
    },
  };
}
