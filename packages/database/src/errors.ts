/** Fields of driver errors that quote rows, parameters or SQL: they may hold personal data and would reach the log. */
const QUOTING_FIELDS = ['detail', 'where', 'internalQuery', 'query', 'parameters', 'hint', 'driverError'] as const;
/** SQLSTATE class 22, data exceptions: their messages quote the offending value. */
const DATA_EXCEPTION = /^22/;

interface DriverError extends Error {
  code?: string;
  constraint?: string;
  statement?: string;
  driverError?: DriverError;
}

/**
 * Strips a driver's error of everything that could quote a row, in place, and names the statement.
 * Keeps message, SQLSTATE `code`, `constraint`, `table`, `column`.
 */
export function scrubbed(error: unknown, statement?: string): unknown {
  if (!(error instanceof Error)) return error;
  const fault = error as DriverError;
  const inner = fault.driverError;
  if (inner) Object.assign(fault, { code: inner.code, constraint: inner.constraint });
  for (const field of QUOTING_FIELDS) if (field in fault) delete (fault as unknown as Record<string, unknown>)[field];
  if (fault.code && DATA_EXCEPTION.test(fault.code)) {
    fault.message = `data exception ${fault.code}`;
    fault.stack = `${fault.name}: ${fault.message}`;
  }
  if (statement) fault.statement = statement;
  return fault;
}

/** Name of the constraint that an insert or update violated (`bids_amount_rises`), to be mapped to a refusal. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, constraint } = error as DriverError;
  return code?.startsWith('23') ? constraint : undefined;
}

/** The server cannot be reached or is just starting or stopping: worth another try with the same input. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as DriverError).code ?? '';
  if (/^(08|57P0[1235])/.test(code)) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}
