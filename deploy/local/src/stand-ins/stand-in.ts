import formBody from '@fastify/formbody';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { z } from 'zod';

/** A stand-in gets small JSON and small forms only. */
const BODY_LIMIT_BYTES = 64 * 1024;

export const common = {
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int(),
  LOG_LEVEL: z.string().default('info'),
};

export function createStandIn(logLevel: string): FastifyInstance {
  // Requests are not logged: their addresses hold phones and e-mails.
  const logController = new LogController({ disableRequestLogging: true });
  const app = Fastify({ logger: { level: logLevel }, logController, bodyLimit: BODY_LIMIT_BYTES });
  app.register(formBody);
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', () => ({ status: 'ready' }));
  return app;
}

/** Serves until SIGTERM or SIGINT, then closes in order and ends with 0. */
export async function serve(
  app: FastifyInstance,
  at: { HOST: string; PORT: number },
  close: () => Promise<void>,
): Promise<void> {
  await app.listen({ host: at.HOST, port: at.PORT });
  const stop = async (): Promise<void> => {
    app.server.closeAllConnections();
    await app.close();
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}
