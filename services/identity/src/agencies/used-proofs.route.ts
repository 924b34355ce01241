import type { Database } from '@belgi/database';
import { requireDeploymentSecret } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { insertPayload } from './oauth-payload.store.js';

/** Bytes: a digest and a number. */
const BODY_LIMIT = 1_024;
/** Nobody needs a proof remembered for longer than ten minutes. */
const MAX_SECONDS = 600;
/** `id`: SHA-256 of key and `jti`, in hex. */
const usedProof = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  seconds: z.number().int().min(1).max(MAX_SECONDS),
});

/**
 * `POST /dpop-proofs`, for the gateway alone: 201 when nobody has used this proof of possession yet, 409 when somebody has.
 * Of two replicas that were sent the same proof at once: t0 both ask, t1 one inserts, t2 the other's insert finds the row.
 */
export async function usedProofRoutes(
  app: FastifyInstance,
  options: { database: Database; deploymentSecrets: readonly string[] },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(options.deploymentSecrets));
    scope.post('/dpop-proofs', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const body = usedProof.safeParse(request.body);
      if (!body.success) return reply.code(400).send();
      const { id, seconds } = body.data;
      const entry = { model: 'UsedProof', id, payload: {}, expiresInSeconds: seconds };
      return reply.code((await insertPayload(options.database, entry)) ? 201 : 409).send();
    });
  });
}
