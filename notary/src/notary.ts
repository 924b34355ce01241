import type { Logger, Metrics } from '@belgi/runtime';
import { encodeBase64 } from '@belgi/tlog';
import { judgeGrowth } from './growth.js';
import type { LastSigned } from './last-signed.js';
import { REFUSALS, type RefusalCode } from './refusals.js';
import type { Request, Role } from './role.js';

export type Answer =
  | { readonly signed: true; readonly line: string }
  /** `size` is the last one signed. */
  | { readonly signed: false; readonly why: RefusalCode; readonly size: number };

export interface NotaryParts {
  readonly role: Role;
  readonly last: LastSigned;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Signs what extends what it signed last. The record is on the disk before the signature exists. */
export class Notary {
  readonly #parts: NotaryParts;
  readonly #answers;
  readonly #size;
  /** Ends when the request before has ended; never rejects. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: NotaryParts) {
    this.#parts = parts;
    this.#answers = parts.metrics.counter('belgi_notary_answers_total', 'Requests, by what became of them', [
      'outcome',
    ]);
    this.#size = parts.metrics.gauge('belgi_notary_signed_entries', 'The largest size of the log that was signed');
    this.#size.set(parts.last.tree.size);
  }

  async answer(body: Uint8Array): Promise<Answer> {
    const request = this.#parts.role.read(body);
    if (typeof request === 'string') return this.refuse(request);
    // t0 one asks for N; t1 another for another N, or for N + K; t2 the first is recorded: one of them is not an
    // extension of what was signed last, and whoever judged it before t2 did not see that.
    const answer = this.#turn.then(() => this.#extend(request));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** Says so in log and metrics. */
  refuse(why: RefusalCode, details: object = {}): Answer {
    const { size } = this.#parts.last.tree;
    this.#answers.inc({ outcome: why });
    this.#parts.logger[REFUSALS[why].level]({ why, signedSize: size, ...details }, 'not signed');
    return { signed: false, why, size };
  }

  async #extend(request: Request): Promise<Answer> {
    const { role, last, logger } = this.#parts;
    const { from, to, text } = request;
    const before = last.tree;
    const verdict = await judgeGrowth(before, request);
    const sizes = { oldSize: from, size: to.size };
    if (!verdict.extends) {
      const roots = { signedRoot: encodeBase64(before.root), root: encodeBase64(to.root) };
      const loud = REFUSALS[verdict.why].level === 'error';
      return this.refuse(verdict.why, loud ? { ...sizes, ...roots, wrong: verdict.wrong } : sizes);
    }
    if (to.size > before.size) {
      try {
        await last.record({ size: to.size, root: to.root });
      } catch (error) {
        // Whatever the file says now, nothing larger than `before` has been signed.
        return this.refuse('NOT_RECORDED', { ...sizes, err: error });
      }
    }
    const line = role.sign(text);
    this.#answers.inc({ outcome: 'SIGNED' });
    this.#size.set(to.size);
    logger.info(sizes, 'signed');
    return { signed: true, line };
  }
}
