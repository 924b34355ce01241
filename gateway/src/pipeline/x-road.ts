import { randomUUID } from 'node:crypto';
import type { Logger } from '@belgi/runtime';
import { readXRoad } from '../x-road/headers.js';
import { requestHash } from '../x-road/request-hash.js';
import type { Step } from './pipeline.js';

/** Reads what the exchange layer says of a request. A malformed header ends it: nobody guesses who was meant. */
export function xRoadStep(): Step {
  return {
    name: 'x-road',
    run(exchange) {
      const read = readXRoad(exchange.headers);
      if (read === undefined) return undefined;
      if ('malformed' in read) return { code: 'X_ROAD_HEADER_INVALID', parameters: { header: read.malformed } };
      exchange.xRoad = { ...read, id: read.id ?? randomUUID() };
      return undefined;
    },
  };
}

/**
 * Says back what the protocol asks for, and notes in the log for which letter an agency asked. The officer behind
 * `X-Road-UserId` is a person, so that header is neither noted nor passed on.
 */
export function xRoadAnswerStep(logger: Logger): Step {
  return {
    name: 'x-road-answer',
    closing: true,
    run(exchange) {
      const { xRoad, replyHeaders, actor, requestId, body } = exchange;
      if (xRoad === undefined) return undefined;
      const { client, service, id, issue } = xRoad;
      replyHeaders['x-road-client'] = client;
      if (service !== undefined) replyHeaders['x-road-service'] = service;
      if (id !== undefined) replyHeaders['x-road-id'] = id;
      if (xRoad.requestId !== undefined) replyHeaders['x-road-request-id'] = xRoad.requestId;
      // A request that was refused before its body was read has no hash: one of half a message would prove nothing.
      if (exchange.method === 'GET' || body !== undefined) {
        const { method, target, raw } = exchange;
        replyHeaders['x-road-request-hash'] = requestHash({ method, target, rawHeaders: raw.rawHeaders, body });
      }
      const agency = actor.kind === 'agency' ? actor.id : undefined;
      logger.info(
        { requestId, agency, refused: exchange.rejection?.code, xRoad: { client, service, id, issue } },
        'asked over the exchange layer',
      );
      return undefined;
    },
  };
}
