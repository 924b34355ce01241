import {
  type Actor,
  ANONYMOUS,
  actorOf,
  IssuerUnavailableError,
  oneOfSecrets,
  TokenError,
  type TokenVerifier,
  verifyPresented,
} from '@belgi/access';
import type { Locale } from '@belgi/contracts';
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { FAULT_TEXTS } from './faults.js';
import { localeOf } from './locale.js';
import { textIn } from './texts.js';

export const DEPLOYMENT_SECRET_HEADER = 'belgi-deployment-secret';
export const CLIENT_ADDRESS_HEADER = 'x-belgi-client-address';

/**
 * Refuses whoever does not carry one of the deployment's secrets: only the gateway does. For every route of a
 * service but health, metrics and its JWKS. Two secrets are valid at a time while they are rotated.
 */
export function requireDeploymentSecret(secrets: readonly string[]): onRequestAsyncHookHandler {
  if (secrets.length === 0 || secrets.some((secret) => secret === '')) throw new Error('no deployment secret');
  return async (request, reply) => {
    const given = header(request, DEPLOYMENT_SECRET_HEADER);
    if (given === undefined || !oneOfSecrets(given, secrets)) {
      await sendError(request, reply, 403, 'NOT_FROM_GATEWAY');
    }
  };
}

/**
 * Who sends this request, from its access token; verified here, whatever the gateway has done. An agency's token needs a
 * proof by its key here too; that the proof was made for this request and is used once, only the gateway can know.
 * @returns undefined when the reply has been sent: 401 for a bad token, 503 when the issuer's keys cannot be had
 */
export async function authenticate(
  request: FastifyRequest,
  reply: FastifyReply,
  verifier: TokenVerifier,
): Promise<{ actor: Actor; token?: string } | undefined> {
  const authorization = header(request, 'authorization');
  if (authorization === undefined) return { actor: ANONYMOUS };
  try {
    const { claims, token } = await verifyPresented(verifier, { authorization, proof: header(request, 'dpop') });
    return { actor: actorOf(claims), token };
  } catch (error) {
    if (error instanceof TokenError) {
      await sendError(request, reply, 401, 'UNAUTHENTICATED', { reason: error.reason });
      return undefined;
    }
    if (error instanceof IssuerUnavailableError) {
      await sendError(request, reply, 503, 'UNAVAILABLE');
      return undefined;
    }
    throw error;
  }
}

/** An answer in GraphQL's shape from before GraphQL, in the caller's language. */
export async function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: keyof typeof FAULT_TEXTS & string,
  extensions: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const texts = FAULT_TEXTS[code] ?? { en: code };
  await reply.code(status).send({
    errors: [
      { message: textIn(requestLocale(request), texts), extensions: { ...extensions, code, requestId: request.id } },
    ],
  });
}

export function requestLocale(request: FastifyRequest): Locale {
  return localeOf(header(request, 'accept-language'));
}

/** The header's value; undefined when absent or sent more than once. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
