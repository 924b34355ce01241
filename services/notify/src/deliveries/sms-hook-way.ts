import { Pool } from 'undici';
import { smsText } from '../templates/mail.js';
import type { HandOver } from './delivery.js';
import { CONNECT_MS, HAND_OVER_MS, type OutgoingMessage, type Way } from './way.js';

export interface SmsHookOptions {
  /** Takes `POST {to, text, id}`; `to` in E.164. */
  readonly url: string;
  /** Sent as `authorization: Bearer …`. */
  readonly secret: string;
}

/** Not final although they are 4xx: asked too fast, or answered too slowly. */
const PASSING_STATUS = [408, 425, 429];

/**
 * SMS by an HTTP hook. The hook drops a second message with the same id (its contract), so what may have arrived is
 * simply sent again.
 */
export function smsHookWay(options: SmsHookOptions): Way {
  const url = new URL(options.url);
  const pool = new Pool(url.origin, {
    connections: 8,
    connectTimeout: CONNECT_MS,
    headersTimeout: HAND_OVER_MS,
    bodyTimeout: HAND_OVER_MS,
    keepAliveTimeout: 4_000,
  });
  const handOver = async (body: string): Promise<HandOver> => {
    try {
      const answer = await pool.request({
        method: 'POST',
        path: `${url.pathname}${url.search}`,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${options.secret}` },
        body,
        signal: AbortSignal.timeout(HAND_OVER_MS),
      });
      await answer.body.dump();
      return outcomeOf(answer.statusCode);
    } catch {
      // The error's message may hold the URL and with some clients the body: only the fact is kept.
      return { outcome: 'unknown', code: 'HTTP_NO_ANSWER' };
    }
  };
  return {
    channel: 'SMS',
    recognisesRepeats: true,
    draft: ({ id, to, kind, locale, params }: OutgoingMessage) => {
      const body = JSON.stringify({ to, text: smsText(kind, locale, params), id });
      return { open: async () => ({ handOver: () => handOver(body), release: () => undefined }) };
    },
    close: () => pool.destroy(),
  };
}

export function outcomeOf(status: number): HandOver {
  if (status >= 200 && status < 300) return { outcome: 'accepted' };
  const permanent = status >= 400 && status < 500 && !PASSING_STATUS.includes(status);
  return { outcome: 'refused', permanent, code: `HTTP_${status}` };
}
