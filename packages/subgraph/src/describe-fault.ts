/** A cause deeper than this adds nothing. */
const MAX_CAUSES = 5;
const POSTGRES_DATA_EXCEPTION = /^22/;

export interface FaultDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly stack?: string;
  readonly cause?: FaultDescription;
}

/**
 * A fault for the log, with its causes: what broke and where, never what was in it. Only named properties pass:
 * database errors carry the statement's parameters and the offending row, which are a person's data.
 */
export function describeFault(error: unknown, depth = 0): FaultDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: 'thrown value is not an Error' };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: error.name,
    // PostgreSQL's data exceptions quote the value that would not parse.
    message: typeof code === 'string' && POSTGRES_DATA_EXCEPTION.test(code) ? `data exception ${code}` : error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(frames?.length ? { stack: frames.join('\n') } : {}),
    ...(error.cause !== undefined && depth < MAX_CAUSES ? { cause: describeFault(error.cause, depth + 1) } : {}),
  };
}
