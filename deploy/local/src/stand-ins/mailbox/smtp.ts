import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Messages } from './message.js';

/** A notice in three languages with headers is far below this. */
const MAX_MAIL_BYTES = 256 * 1024;

/** A real SMTP server that delivers to nobody: every mail becomes one message per recipient. */
export function createSmtpServer(messages: Messages): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_MAIL_BYTES,
    onData(stream, session, callback) {
      simpleParser(stream).then(
        (mail) => {
          for (const recipient of session.envelope.rcptTo) {
            messages.add({
              to: recipient.address,
              channel: 'email',
              subject: mail.subject ?? '',
              text: mail.text ?? '',
              at: new Date().toISOString(),
            });
          }
          callback();
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
}
