import type { AskType } from '@belgi/contracts';
import { currentTrace, type Logger, withTrace } from '@belgi/runtime';
import { errors, headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { Connection } from './connection.js';

/** A question answered by a queue group is answered in milliseconds; the asker's own request has a deadline too. */
const DEFAULT_TIMEOUT_MS = 2_000;
const ERROR_HEADER = 'belgi-error';

export type AskErrorCode =
  /** No answer in time. */
  | 'ASK_TIMED_OUT'
  /** NATS is away, or nobody answers this question. */
  | 'ASK_UNREACHABLE'
  /** Whoever answers failed; why stands in its log under the same trace. */
  | 'ASK_FAILED'
  /** The request or the answer is not of the agreed shape. */
  | 'ASK_MALFORMED';

/** Carries a code only: questions and answers hold personal data, so nothing of them is quoted. */
export class AskError extends Error {
  override readonly name = 'AskError';
  readonly code: AskErrorCode;
  constructor(code: AskErrorCode, subject: string) {
    super(`${subject}: ${code}`);
    this.code = code;
  }
}

function codeOf(error: unknown): AskErrorCode {
  if (error instanceof errors.TimeoutError) return 'ASK_TIMED_OUT';
  return 'ASK_UNREACHABLE';
}

function parsed<T>(
  ask: { subject: string },
  schema: { safeParse(value: unknown): { data?: T; success: boolean } },
  text: string,
): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AskError('ASK_MALFORMED', ask.subject);
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new AskError('ASK_MALFORMED', ask.subject);
  return result.data as T;
}

/**
 * Asks and waits for the answer; both are validated.
 * @throws AskError
 */
export async function askQuestion<Request, Answer>(
  connection: Connection,
  ask: AskType<Request, Answer>,
  request: Request,
  { timeoutMs = DEFAULT_TIMEOUT_MS }: { timeoutMs?: number } = {},
): Promise<Answer> {
  const question = ask.request.safeParse(request);
  if (!question.success) throw new AskError('ASK_MALFORMED', ask.subject);
  if (!connection.live) throw new AskError('ASK_UNREACHABLE', ask.subject);
  const sent = headers();
  const trace = currentTrace();
  if (trace) sent.set('traceparent', trace);
  let answer: Msg;
  try {
    const asking = connection.live.request(ask.subject, JSON.stringify(question.data), {
      timeout: timeoutMs,
      headers: sent,
    });
    answer = await connection.whileUp(asking, () => new AskError('ASK_UNREACHABLE', ask.subject));
  } catch (error) {
    throw new AskError(codeOf(error), ask.subject);
  }
  const code = answer.headers?.get(ERROR_HEADER);
  if (code) throw new AskError(code === 'ASK_MALFORMED' ? code : 'ASK_FAILED', ask.subject);
  return parsed(ask, ask.answer, answer.string());
}

type Answerer<Request, Answer> = (request: Request) => Promise<Answer>;

async function respond<Request, Answer>(
  ask: AskType<Request, Answer>,
  handler: Answerer<Request, Answer>,
  message: Msg,
  logger: Logger,
): Promise<void> {
  try {
    const request = parsed(ask, ask.request, message.string());
    const answer = await handler(request);
    const checked = ask.answer.safeParse(answer);
    if (!checked.success) throw new TypeError('the answer is not of the agreed shape');
    message.respond(JSON.stringify(checked.data));
  } catch (err) {
    const code: AskErrorCode = err instanceof AskError ? err.code : 'ASK_FAILED';
    logger.warn({ ask: ask.subject, code, err }, 'question not answered');
    const told = headers();
    told.set(ERROR_HEADER, code);
    message.respond('', { headers: told });
  }
}

/** Answers a question in a queue group: any number of replicas, one answers. Survives the loss of the connection. */
export function answerQuestion<Request, Answer>(
  connection: Connection,
  ask: AskType<Request, Answer>,
  handler: Answerer<Request, Answer>,
  logger: Logger,
): void {
  connection.onConnection((nc: NatsConnection) => {
    nc.subscribe(ask.subject, {
      queue: ask.answeredBy,
      callback: (error, message) => {
        if (error) return logger.error({ ask: ask.subject, err: error }, 'cannot listen to questions');
        void withTrace(message.headers?.get('traceparent') || undefined, () => respond(ask, handler, message, logger));
      },
    });
  });
}
