import { requestLocale, requireDeploymentSecret, type Texts, textIn } from '@belgi/subgraph';
import type { FastifyInstance } from 'fastify';
import { type FetchRefusal, fetchExport } from './fetch-export.js';
import type { ExportParts } from './request-export.js';

const FAULTS = {
  EXPORT_LINK_UNKNOWN: {
    ky: 'Мындай шилтеме жок.',
    ru: 'Такой ссылки нет.',
    en: 'There is no such link.',
  },
  EXPORT_LINK_GONE: {
    ky: 'Бул шилтеме колдонулган же мөөнөтү бүткөн. Аккаунтуңуздан жаңысын алыңыз.',
    ru: 'Эта ссылка уже использована или истекла. Получите новую в своём аккаунте.',
    en: 'This link was used or has expired. Get a new one in your account.',
  },
} as const satisfies Record<FetchRefusal, Texts>;

const STATUS = { EXPORT_LINK_UNKNOWN: 404, EXPORT_LINK_GONE: 410 } as const satisfies Record<FetchRefusal, number>;

/** `GET /exports/{token}`: the archive, once. Nothing of it may be kept by anything on the way. */
export async function serveExports(
  app: FastifyInstance,
  parts: ExportParts & { readonly deploymentSecrets: readonly string[] },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(parts.deploymentSecrets));
    scope.route<{ Params: { token: string } }>({
      method: 'GET',
      url: '/exports/:token',
      // A HEAD, which asks what is there, would use the link up.
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
        const outcome = await fetchExport(parts, request.params.token);
        if (typeof outcome !== 'string')
          return reply
            .type('application/zip')
            .header('content-disposition', 'attachment; filename="belgi-my-data.zip"')
            .header('x-content-type-options', 'nosniff')
            .send(outcome);
        const message = textIn(requestLocale(request), FAULTS[outcome]);
        return reply
          .code(STATUS[outcome])
          .send({ errors: [{ message, extensions: { code: outcome, requestId: request.id } }] });
      },
    });
  });
}
