import { pageLanguage, requireDeploymentSecret } from '@belgi/subgraph';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { headers } from '../pages/serve-policy-pages.js';
import { CERTIFICATE_SECURITY_POLICY, secretPage, takenPage } from './certificate-page.js';
import { type Taken, type TakingParts, takeCertificate } from './take-certificate.js';

export const CERTIFICATE_PATH = '/policy/erasure';
/** A form with one field; the secret has 43 characters. */
const BODY_BYTES = 4_096;
const secretBody = z.object({ secret: z.string().min(1).max(200) });

const statusOf: Readonly<Record<Taken['state'], number>> = {
  UNKNOWN: 404,
  ASKED: 202,
  UNDER_WAY: 202,
  REFUSED: 409,
  TAKEN: 410,
  CERTIFIED: 200,
};

/**
 * `/policy/erasure`: the certificate of an erasure, for whoever has no account any more. The secret comes in the body, never
 * in an address: addresses are written down by every machine between. JSON where the caller accepts no HTML.
 */
export async function serveCertificates(
  app: FastifyInstance,
  parts: TakingParts & { readonly deploymentSecrets: readonly string[] },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(parts.deploymentSecrets));
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_BYTES },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    const asPage = (reply: FastifyReply, locale: ReturnType<typeof pageLanguage>) =>
      headers(reply, locale)
        .header('content-security-policy', CERTIFICATE_SECURITY_POLICY)
        .header('cache-control', 'no-store');
    scope.get(CERTIFICATE_PATH, (request, reply) => {
      const locale = pageLanguage(request);
      return asPage(reply, locale).send(secretPage(locale));
    });
    scope.post(CERTIFICATE_PATH, { bodyLimit: BODY_BYTES }, async (request, reply) => {
      const body = secretBody.safeParse(request.body);
      const taken: Taken = body.success ? await takeCertificate(parts, body.data.secret.trim()) : { state: 'UNKNOWN' };
      reply.code(statusOf[taken.state]);
      const locale = pageLanguage(request);
      if (request.headers.accept?.includes('text/html')) return asPage(reply, locale).send(takenPage(locale, taken));
      return reply.header('cache-control', 'no-store').send(taken);
    });
  });
}
