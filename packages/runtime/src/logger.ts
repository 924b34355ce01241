import { type Logger, pino, stdTimeFunctions } from 'pino';
import { currentTrace } from './trace.js';

export type { Logger } from 'pino';

/** Names under which a secret or an attribute of a person could reach a log line; their values never do. */
const NEVER_LOGGED = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'ticket',
  'acceptance',
  'code',
  'pin',
  'phone',
  'email',
  'fullName',
  'idDocument',
  'address',
  'login',
];

const SECRET_HEADERS = ['belgi-deployment-secret', 'belgi-signer-secret'];

/** One JSON line per event, with service and trace id. */
export function createLogger(options: { service: string; level: string }): Logger {
  return pino({
    level: options.level,
    base: { service: options.service },
    timestamp: stdTimeFunctions.isoTime,
    redact: {
      paths: NEVER_LOGGED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]).concat(
        SECRET_HEADERS.flatMap((name) => [`*["${name}"]`, `*.*["${name}"]`]),
      ),
      censor: '[redacted]',
    },
    mixin: () => {
      const trace = currentTrace();
      return trace ? { traceId: trace.split('-')[1] } : {};
    },
  });
}
