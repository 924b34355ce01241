/**
 * Why nothing was signed: the answer's status, and how loudly the log says so. In the order in which they are found.
 * Statuses are those of tlog-witness, "add-checkpoint", where it has one.
 */
export const REFUSALS = {
  /** The signer only: the request does not bear the log's own secret. */
  NOT_THE_LOG: { status: 403, level: 'warn' },
  BODY_TOO_LARGE: { status: 413, level: 'warn' },
  MALFORMED: { status: 400, level: 'warn' },
  ORIGIN_UNKNOWN: { status: 404, level: 'warn' },
  /** The signer only: extension lines would be signed and mean nothing to anybody. */
  HAS_EXTENSIONS: { status: 400, level: 'warn' },
  /** The witness only: none of the log's keys has signed, or one of them something else. */
  NOT_SIGNED_BY_LOG: { status: 403, level: 'warn' },
  /** The checkpoint is smaller than the size that it says it extends. */
  SHRINKS: { status: 400, level: 'warn' },
  /** It extends another size than the last: the answer says which. Ordinary after an answer was lost. */
  OLD_SIZE_DIFFERS: { status: 409, level: 'info' },
  /** The last size with another root: the log shows two histories. */
  FORKED: { status: 409, level: 'error' },
  /** The path does not lead from the last tree to this one. */
  NOT_AN_EXTENSION: { status: 422, level: 'error' },
  /** The new state could not be written, so that nothing may be signed. */
  NOT_RECORDED: { status: 503, level: 'error' },
} as const satisfies Record<string, { status: number; level: 'info' | 'warn' | 'error' }>;

export type RefusalCode = keyof typeof REFUSALS;
