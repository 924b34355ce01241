/** A message as `GET /messages` lists it. */
export interface Message {
  /** An e-mail address, or a phone number in E.164. */
  readonly to: string;
  readonly channel: 'email' | 'sms';
  /** null for SMS. */
  readonly subject: string | null;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Enough for days of trying out; the oldest go first, so that memory stays bounded. */
export const MAX_MESSAGES = 2_000;
/** What one message may hold; longer texts are cut. */
export const MAX_TEXT_CHARACTERS = 20_000;

/**
 * Addresses are compared without case, blanks and the plus sign: in a URL a plus means a blank unless it is
 * written %2B, and everybody forgets that.
 */
export function addressKey(address: string): string {
  return address.toLowerCase().replace(/[\s+]/g, '');
}

export class Messages {
  /** Newest first. */
  #messages: Message[] = [];
  #seen = new Set<string>();

  /** `id`: the sender's own name for this message; a second one under the same id is the same message again. */
  add(message: Message, id?: string): boolean {
    if (id !== undefined) {
      if (this.#seen.has(id)) return false;
      this.#seen.add(id);
      if (this.#seen.size > MAX_MESSAGES) this.#seen.delete(this.#seen.values().next().value as string);
    }
    this.#messages.unshift({ ...message, text: message.text.slice(0, MAX_TEXT_CHARACTERS) });
    this.#messages.length = Math.min(this.#messages.length, MAX_MESSAGES);
    return true;
  }

  list(to?: string): readonly Message[] {
    if (to === undefined || to.trim() === '') return this.#messages;
    const key = addressKey(to);
    return this.#messages.filter((message) => addressKey(message.to) === key);
  }
}
