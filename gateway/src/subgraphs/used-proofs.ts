import { PROOF_WINDOW_SECONDS } from '@belgi/access';
import type { Logger } from '@belgi/runtime';
import type { Pool } from 'undici';

/** A proof may be a window old or a window early; afterwards it is refused for its time. */
const KEPT_SECONDS = 2 * PROOF_WINDOW_SECONDS;
/** One insert; an agency waits for it before anything of its request is done. */
const ANSWER_MS = 2_000;

/** Which proofs of possession were used, for all replicas: the gateway has no store, identity's database is the referee. */
export interface UsedProofs {
  /** UNKNOWN: identity could not be asked, so nobody may be let in on it. */
  use(proofId: string): Promise<'FIRST_USE' | 'USED_BEFORE' | 'UNKNOWN'>;
}

export function createUsedProofs(options: { pool: Pool; deploymentSecret: string; logger: Logger }): UsedProofs {
  const { pool, deploymentSecret, logger } = options;
  return {
    async use(proofId) {
      try {
        const { statusCode, body } = await pool.request({
          path: '/dpop-proofs',
          method: 'POST',
          headers: { 'content-type': 'application/json', 'belgi-deployment-secret': deploymentSecret },
          body: JSON.stringify({ id: proofId, seconds: KEPT_SECONDS }),
          signal: AbortSignal.timeout(ANSWER_MS),
        });
        await body.dump();
        if (statusCode === 201) return 'FIRST_USE';
        if (statusCode === 409) return 'USED_BEFORE';
        throw new Error(`identity answered ${statusCode}`);
      } catch (err) {
        logger.error({ err }, 'a proof could not be noted as used');
        return 'UNKNOWN';
      }
    },
  };
}
