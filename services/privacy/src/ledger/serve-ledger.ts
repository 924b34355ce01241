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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface LedgerEdge {
  readonly database: Database;
  readonly deploymentSecrets: readonly string[];
  readonly reader: TreeReader;
  /** Lines of the key file: verifier keys of log and witness, public keys of receipts and of the auction. */
  readonly keys: readonly string[];
  /** The proof file of a lot's closing protocol; null: there is none, or no checkpoint has it yet. */
  readonly proofOfProtocol: (lotId: string) => Promise<string | null>;
}

/** `/ledger/checkpoint`, `/ledger/tile/…` (C2SP tlog-tiles; hashes only, decision 0018), `/ledger/keys` and `/ledger/protocols/{lotId}`. */
export async function serveLedger(app: FastifyInstance, edge: LedgerEdge): Promise<void> {
  const { database, deploymentSecrets, reader, keys, proofOfProtocol } = edge;
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
    scope.get<{ Params: { lotId: string } }>('/ledger/protocols/:lotId', async (request, reply) => {
      const { lotId } = request.params;
      const proof = UUID.test(lotId) ? await proofOfProtocol(lotId) : null;
      reply.type('text/plain; charset=utf-8').header('x-content-type-options', 'nosniff');
      if (proof === null)
        return reply.code(404).header('cache-control', 'no-store').send('no proof of a protocol of this lot\n');
      reply.header('content-disposition', `inline; filename="protocol-${lotId.toLowerCase()}.tlog-proof"`);
      return reply.header('cache-control', CHECKPOINT_CACHE).send(proof);
    });
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
