import { oneOfSecrets } from '@belgi/access';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Answer, Notary } from './notary.js';
import { REFUSALS } from './refusals.js';
import type { Role } from './role.js';

/** A secret of the log's own: whoever else stands behind the gateway, or is taken over there, has nothing signed. */
const SIGNER_SECRET_HEADER = 'belgi-signer-secret';
/** 63 hashes and a checkpoint take 4 KB, sixteen post-quantum signatures under it another 110. */
export const MAX_REQUEST_BYTES = 128 * 1024;

/** The one route of a notary. Answers are text: signature lines, a size, or why not. */
export async function serveCheckpoints(app: FastifyInstance, role: Role, notary: Notary): Promise<void> {
  await app.register(async (scope) => {
    const secrets = role.secrets;
    if (secrets !== undefined) {
      // Before the body: strangers cannot make us read it.
      scope.addHook('onRequest', async (request, reply) => {
        const given = request.headers[SIGNER_SECRET_HEADER];
        if (typeof given === 'string' && oneOfSecrets(given, secrets)) return;
        await send(reply, notary.refuse('NOT_THE_LOG'));
      });
    }
    // Whatever the content type says: the specification gives none.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler(async (error, _request, reply) => {
      if (statusOf(error) === REFUSALS.BODY_TOO_LARGE.status) return send(reply, notary.refuse('BODY_TOO_LARGE'));
      if (statusOf(error) < 500) return send(reply, notary.refuse('MALFORMED'));
      throw error;
    });
    scope.post(role.route, { bodyLimit: MAX_REQUEST_BYTES }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return send(reply, await notary.answer(body));
    });
  });
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.signed) return reply.type('text/plain; charset=utf-8').send(answer.line);
  const { status } = REFUSALS[answer.why];
  // tlog-witness, "add-checkpoint": with 409 the last size is all that the body may be.
  if (status === 409) return reply.code(status).type('text/x.tlog.size').send(`${answer.size}\n`);
  return reply.code(status).type('text/plain; charset=utf-8').send(`${answer.why}\n`);
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
}
