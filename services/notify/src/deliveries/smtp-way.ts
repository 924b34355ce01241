import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { languageTags } from '../templates/format.js';
import { mailText } from '../templates/mail.js';
import type { HandOver } from './delivery.js';
import { CONNECT_MS, HAND_OVER_MS, type Line, type OutgoingMessage, type Way } from './way.js';

export interface SmtpOptions {
  /** smtp://user:password@host:port, or smtps:// for TLS from the first byte. */
  readonly url: string;
  /** `Belgi <no-reply@example.kg>` */
  readonly from: string;
  /** Where optional messages can be switched off: https: or mailto: (RFC 2369). */
  readonly unsubscribeUrl: string;
  /** Refuse servers without TLS; off for the local mailbox. */
  readonly requireTls: boolean;
}

/** Connections kept for the next mail; more than senders would never be used. */
const MAX_IDLE = 8;

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * E-mail by SMTP. SMTP has no memory for ids (a Message-ID is a header like any other), so a repeat would arrive
 * twice: what may have arrived is never repeated.
 */
export function smtpWay(options: SmtpOptions): Way {
  const url = new URL(options.url);
  const idle: SMTPConnection[] = [];

  const connect = async (): Promise<SMTPConnection> => {
    const connection = new SMTPConnection({
      host: url.hostname,
      port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
      secure: url.protocol === 'smtps:',
      requireTLS: options.requireTls && url.protocol !== 'smtps:',
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: HAND_OVER_MS * 3,
      logger: false,
    });
    connection.on('end', () => forget(idle, connection));
    await new Promise<void>((resolve, reject) => {
      connection.on('error', (error) => {
        forget(idle, connection);
        reject(error);
      });
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (url.username !== '') await login(connection, url);
    return connection;
  };

  /** A kept connection that still answers, or a new one. */
  const take = async (): Promise<SMTPConnection> => {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) if (await answers(kept)) return kept;
    return connect();
  };

  return {
    channel: 'EMAIL',
    recognisesRepeats: false,
    draft: (message) => {
      const mail = compose(options, url.hostname, message);
      return { open: async () => lineOf(await built(mail), message.to, await take(), idle) };
    },
    close: async () => {
      for (const connection of idle.splice(0)) connection.quit();
    },
  };
}

function forget(idle: SMTPConnection[], connection: SMTPConnection): void {
  const at = idle.indexOf(connection);
  if (at >= 0) idle.splice(at, 1);
}

function login(connection: SMTPConnection, url: URL): Promise<void> {
  const credentials = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return new Promise((resolve, reject) => {
    connection.login(credentials, (error) => (error ? reject(error) : resolve()));
  });
}

/** RSET is answered with 250 by a live server, and clears what a broken conversation left. */
function answers(connection: SMTPConnection): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      connection.close();
      resolve(false);
    }, CONNECT_MS);
    connection.on('error', () => resolve(false));
    connection.reset((error) => {
      clearTimeout(timer);
      resolve(!error);
    });
  });
}

/** The Message-ID is made from the delivery's id, so that somebody who does find a repeat can tell it. */
function compose(options: SmtpOptions, fallbackDomain: string, message: OutgoingMessage): MailComposer {
  const text = mailText(message.kind, message.locale, message.params);
  const domain = /@([^>\s]+)/.exec(options.from)?.[1] ?? fallbackDomain;
  return new MailComposer({
    from: options.from,
    to: { name: '', address: message.to },
    subject: text.subject,
    text: text.text,
    html: text.html,
    messageId: `<${message.id}@${domain}>`,
    headers: {
      'Content-Language': languageTags[message.locale],
      // RFC 3834: no out-of-office replies to a machine.
      'Auto-Submitted': 'auto-generated',
      ...(text.unsubscribe ? { 'List-Unsubscribe': `<${options.unsubscribeUrl}>` } : {}),
    },
  });
}

interface Built {
  readonly from: string | undefined;
  readonly bytes: Buffer;
}

async function built(mail: MailComposer): Promise<Built> {
  const node = mail.compile();
  return { from: node.getEnvelope().from || undefined, bytes: await node.build() };
}

function lineOf(mail: Built, to: string, connection: SMTPConnection, idle: SMTPConnection[]): Line {
  // Kept for the next mail unless a hand-over went wrong: then nobody knows where the conversation stands.
  let sound = true;
  return {
    handOver: async () => {
      const result = await handOver(connection, mail, to);
      sound = result.outcome === 'accepted';
      return result;
    },
    release: () => {
      if (sound && idle.length < MAX_IDLE) idle.push(connection);
      else connection.close();
    },
  };
}

function handOver(connection: SMTPConnection, { from, bytes }: Built, to: string): Promise<HandOver> {
  let begun = false;
  // The stream is read once the server said 354 to DATA: until then nothing can have arrived.
  const body = Readable.from(
    (function* () {
      begun = true;
      yield bytes;
    })(),
  );
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(begun ? unknown('TIMED_OUT') : away('TIMED_OUT'));
      // Hung up at once: a late 354 must not let out what is about to be planned again.
      connection.close();
    }, HAND_OVER_MS);
    connection.send({ from, to: [to], size: bytes.length }, body, (error) => {
      clearTimeout(timer);
      resolve(error ? outcomeOf(error as SmtpError, begun) : { outcome: 'accepted' });
    });
  });
}

const unknown = (code: string): HandOver => ({ outcome: 'unknown', code: `SMTP_${code}` });
const away = (code: string): HandOver => ({ outcome: 'away', code: `SMTP_${code}` });
const refused = (code: string, permanent: boolean): HandOver => ({
  outcome: 'refused',
  permanent,
  code: `SMTP_${code}`,
});

/** The server is closing: no answer to the command (RFC 5321 §3.8). */
const CLOSING = 421;
/** Errors of the library itself without a word from the server: an address or a size that will not get better. */
const OWN_REFUSALS = ['EENVELOPE', 'EMESSAGE'];

/**
 * A reply code is a clear no; a lost connection is one only while the text had not begun to leave (RFC 5321
 * §4.5.3.2.6, §6.1). What is said for now before the relay has heard for whom is about the relay.
 */
export function outcomeOf(error: SmtpError, begun: boolean): HandOver {
  const { responseCode, command, code = '' } = error;
  if (responseCode !== undefined && (!begun || command === 'DATA')) {
    const permanent = responseCode >= 500;
    const aboutRelay = responseCode === CLOSING || (command === 'MAIL FROM' && !permanent);
    return aboutRelay ? away(String(responseCode)) : refused(String(responseCode), permanent);
  }
  const word = /^[A-Z]{1,20}$/.test(code) ? code : 'ERROR';
  if (begun) return unknown(word);
  return OWN_REFUSALS.includes(code) ? refused(word, true) : away(word);
}
