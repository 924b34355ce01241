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

/** Not about the message although they are 4xx: our secret or our account is not good now; too slow, too early, too fast. */
const PASSING_STATUS = [401, 402, 408, 425, 429];

/**
 * SMS by an HTTP hook. The hook drops a second message with the same id (its contract), so what may have arrived is
 * simply sent again, as long as it is news: an outage costs no attempt.
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

/** Only a 4xx is a word about the message; a redirect is as often a page that says "maintenance". */
export function outcomeOf(status: number): HandOver {
  if (status >= 200 && status < 300) return { outcome: 'accepted' };
  const code = `HTTP_${status}`;
  const isRefused = status >= 400 && status < 500 && !PASSING_STATUS.includes(status);
  return isRefused ? { outcome: 'refused', permanent: true, code } : { outcome: 'away', code };
}
