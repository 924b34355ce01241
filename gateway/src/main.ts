import { createHealth, createLogger, createMetrics, runProcess } from '@belgi/runtime';
import { readGatewayEnvironment, silenceTelemetry } from './environment.js';

const SERVICE = 'gateway';

silenceTelemetry();
// Only now: `@apollo/gateway` reads the environment, and what it reads must stand there first.
const { composeGateway } = await import('./compose.js');

const environment = readGatewayEnvironment();
const logger = createLogger({ service: SERVICE, level: environment.LOG_LEVEL });
const health = createHealth();

await runProcess({ service: SERVICE, logger, health }, async (lifecycle) => {
  const gateway = await composeGateway(environment, { logger, metrics: createMetrics(SERVICE), health });
  lifecycle.onStop('gateway', gateway.close);
  await gateway.app.listen({ host: environment.HOST, port: environment.PORT });
});
