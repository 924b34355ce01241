import type { Database } from '@belgi/database';
import { requireDeploymentSecret } from '@belgi/subgraph';
import { parseTileRequest } from '@belgi/tlog';
import type { FastifyInstance } from 'fastify';
import { latestCheckpoint } from './checkpoints.store.js';
import type { TreeReader } from './tree-reader.js';

/** Long enough that a crowd costs one query, short beside the seconds between two checkpoints. */
const CHECKPOINT_CACHE = 'public, max-age=5';
/** A tile never changes: a partial one has its width in its name. */
const TILE_CACHE = 'public, max-age=31536000, immutable';

export interface LedgerEdge {
  readonly database: Database;
  readonly deploymentSecrets: readonly string[];
  readonly reader: TreeReader;
  /** Lines of the key file: verifier keys of log and witness, public keys of receipts. */
  readonly keys: readonly string[];
}

/** `/ledger/checkpoint`, `/ledger/tile/…` (C2SP tlog-tiles; hashes only, decision 0018) and `/ledger/keys`. */
export async function serveLedger(app: FastifyInstance, edge: LedgerEdge): Promise<void> {
  const { database, deploymentSecrets, reader, keys } = edge;
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(deploymentSecrets));
    scope.get('/ledger/checkpoint', async (_request, reply) => {
      const latest = await latestCheckpoint(database);
      const text = reply.type('text/plain; charset=utf-8');
      if (latest === undefined) return text.code(404).header('cache-control', 'no-store').send('no checkpoint yet\n');
      return text.header('cache-control', CHECKPOINT_CACHE).send(latest.note);
    });
    scope.get('/ledger/keys', async (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .header('cache-control', CHECKPOINT_CACHE)
        .send(keys.map((key) => `${key}\n`).join('')),
    );
    scope.get<{ Params: { '*': string } }>('/ledger/tile/*', async (request, reply) => {
      const size = (await latestCheckpoint(database))?.size ?? 0;
      const tile = parseTileRequest(`/tile/${request.params['*']}`, size);
      if (tile === undefined) {
        reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8');
        return reply.send('no such tile\n');
      }
      const hashes = await reader.tile(tile.level, tile.index, tile.width);
      return reply.type('application/octet-stream').header('cache-control', TILE_CACHE).send(Buffer.concat(hashes));
    });
  });
}
