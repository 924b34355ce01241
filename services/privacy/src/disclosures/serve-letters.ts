import { type Actor, authorize, type Sealer, type TokenVerifier } from '@belgi/access';
import type { Database } from '@belgi/database';
import { authenticate, requestLocale, requireDeploymentSecret, type Texts, textIn } from '@belgi/subgraph';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { idOf } from '../demand.js';
import { policy } from '../policy.js';
import { MAX_LETTER_BYTES, storeLetter } from './store-letter.js';

const FAULTS = {
  LETTER_MISSING: {
    ky: 'Катты "file" деген талаада PDF файлы катары жөнөтүңүз.',
    ru: 'Пришлите письмо как файл PDF в поле "file".',
    en: 'Send the letter as a PDF file in the field "file".',
  },
  LETTER_TOO_LARGE: {
    ky: 'Кат өтө чоң: эң көбү 10 МиБ.',
    ru: 'Письмо слишком большое: не более 10 МиБ.',
    en: 'The letter is too large: 10 MiB at most.',
  },
  LETTER_NOT_PDF: {
    ky: 'Кат PDF файлы болушу керек.',
    ru: 'Письмо должно быть файлом PDF.',
    en: 'The letter must be a PDF file.',
  },
  FORBIDDEN: {
    ky: 'Катты орган же купуялуулук боюнча кызматкер гана жүктөй алат.',
    ru: 'Письмо может загрузить только орган или сотрудник по защите данных.',
    en: 'Only an agency or a privacy officer may upload a letter.',
  },
} as const satisfies Record<string, Texts>;

/** The sender took longer or broke off, or the form is no form. */
const BAD_FORM = 400;

export interface LetterRoutes {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly verifier: TokenVerifier;
  readonly deploymentSecrets: readonly string[];
}

/** `POST /letters`, multipart with one file: 201 `{ letterFileId, sha256 }`. What was sent is judged by its content. */
export async function serveLetters(app: FastifyInstance, parts: LetterRoutes): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(parts.deploymentSecrets));
    const actors = new WeakMap<FastifyRequest, Actor>();
    // Who it is comes before the body: strangers cannot make us read 10 MiB.
    scope.addHook('onRequest', async (request, reply) => {
      const caller = await authenticate(request, reply, parts.verifier);
      if (caller === undefined) return;
      const verdict = authorize(policy, caller.actor, 'letter.upload');
      if (!verdict.allowed) {
        const status = verdict.reason === 'SIGN_IN_REQUIRED' ? 401 : 403;
        await sendFault(request, reply, status, 'FORBIDDEN', { reason: verdict.reason });
        return;
      }
      actors.set(request, caller.actor);
    });
    await scope.register(multipart, {
      limits: { fileSize: MAX_LETTER_BYTES, files: 1, fields: 4, parts: 5, headerPairs: 20 },
    });
    scope.post('/letters', { bodyLimit: MAX_LETTER_BYTES + 64 * 1024 }, async (request, reply) => {
      const letter = await letterOf(request);
      if (typeof letter === 'string')
        return sendFault(request, reply, letter === 'LETTER_TOO_LARGE' ? 413 : BAD_FORM, letter);
      const actor = actors.get(request);
      if (actor === undefined) throw new Error('the request passed no authorisation');
      const uploader = { kind: actor.kind === 'agency' ? 'AGENCY' : 'STAFF', id: idOf(actor) } as const;
      const kept = await storeLetter(parts, letter, uploader);
      return kept === undefined ? sendFault(request, reply, 415, 'LETTER_NOT_PDF') : reply.code(201).send(kept);
    });
  });
}

async function letterOf(request: FastifyRequest): Promise<Buffer | 'LETTER_MISSING' | 'LETTER_TOO_LARGE'> {
  if (!request.isMultipart()) return 'LETTER_MISSING';
  try {
    const file = await request.file();
    const bytes = await file?.toBuffer();
    return bytes === undefined || bytes.length === 0 ? 'LETTER_MISSING' : bytes;
  } catch (error) {
    const { code, statusCode } = error as { code?: string; statusCode?: number };
    if (code === 'FST_REQ_FILE_TOO_LARGE' || statusCode === 413) return 'LETTER_TOO_LARGE';
    return 'LETTER_MISSING';
  }
}

function sendFault(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: keyof typeof FAULTS,
  extensions: Readonly<Record<string, string>> = {},
): FastifyReply {
  const message = textIn(requestLocale(request), FAULTS[code]);
  return reply.code(status).send({ errors: [{ message, extensions: { ...extensions, code, requestId: request.id } }] });
}
