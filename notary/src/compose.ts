import { createHttpServer, createMetrics, type Health, type Lifecycle, type Logger } from '@belgi/runtime';
import { serveCheckpoints } from './checkpoint.route.js';
import type { Environment } from './environment.js';
import { openLastSigned } from './last-signed.js';
import { Notary } from './notary.js';
import type { Role } from './role.js';
import { signer } from './signer.js';
import { witness } from './witness.js';

export interface Process {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly health: Health;
  readonly lifecycle: Pick<Lifecycle, 'onStop'>;
}

/** Everything this process is made of. @returns where it listens */
export async function compose({ environment, logger, health, lifecycle }: Process): Promise<string> {
  const role = roleOf(environment);
  const last = await openLastSigned(environment.DATA_FILE, environment.ORIGIN);
  lifecycle.onStop('last signed', () => last.close());
  health.addCheck('last signed', () => last.check());
  const { size } = last.tree;
  if (last.isNew) logger.warn({ file: environment.DATA_FILE }, 'no file yet: starts from an empty log');
  else logger.info({ size }, 'goes on from what was signed last');

  const metrics = createMetrics(environment.NOTARY_ROLE);
  const app = createHttpServer({ logger, health, metrics });
  lifecycle.onStop('http', () => app.close());
  await serveCheckpoints(app, role, new Notary({ role, last, logger, metrics }));
  return app.listen({ host: environment.HOST, port: environment.PORT });
}

function roleOf({ NOTARY_ROLE, ORIGIN: origin, SIGNING_KEY: key, LOG_KEYS, SIGNER_SECRETS }: Environment): Role {
  return NOTARY_ROLE === 'signer'
    ? signer({ origin, key, secrets: SIGNER_SECRETS })
    : witness({ origin, key, logKeys: LOG_KEYS });
}
