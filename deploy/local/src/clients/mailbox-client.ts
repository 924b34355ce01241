import { request } from 'undici';
import type { Message } from '../stand-ins/mailbox/message.js';

const WAIT_MS = 20_000;
const POLL_MS = 40;

/** Reads what the mailbox stand-in received. */
export class MailboxClient {
  constructor(readonly url: string) {}

  /** Newest first. */
  async messages(to?: string): Promise<readonly Message[]> {
    const search = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    const response = await request(`${this.url}/messages${search}`);
    return (await response.body.json()) as Message[];
  }

  /** The newest message to somebody that fits, as soon as there is one. @throws after 20 s */
  async waitFor(to: string, pattern: RegExp, since = ''): Promise<Message> {
    const deadline = Date.now() + WAIT_MS;
    for (;;) {
      const found = (await this.messages(to)).find((message) => message.at >= since && fits(message, pattern));
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`No message that fits ${pattern} came in ${WAIT_MS} ms`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** The newest six-digit code that came by SMS. */
  async code(phone: string, since = ''): Promise<string> {
    const message = await this.waitFor(phone, /(?<!\d)\d{6}(?!\d)/, since);
    return /(?<!\d)\d{6}(?!\d)/.exec(message.text)?.[0] as string;
  }
}

function fits(message: Message, pattern: RegExp): boolean {
  return pattern.test(`${message.subject ?? ''}\n${message.text}`);
}
