import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { FAULT_TEXTS, Fault } from './faults.js';
import type { Texts } from './texts.js';

/** Faults of the request itself, found by Apollo Server before a resolver ran. */
const PROTOCOL_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]);

/** What the caller is told, and whether it is our fault (log it) or expected (count it). */
export interface MaskedError {
  readonly code: string;
  readonly fault: boolean;
  readonly message: string;
  readonly texts?: Texts | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * One place decides what leaves the process. Errors that carry a code of ours keep code and extensions; what is wrong
 * with the request keeps its code, without the caller's value in the message; all else is INTERNAL and says nothing.
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown): MaskedError {
  const original = unwrapResolverError(error);
  if (original instanceof Fault) {
    // `http` is for Apollo Server (status of the answer), not for the caller.
    const { code, http: _http, ...extensions } = original.extensions;
    return {
      code: String(code),
      fault: code === 'INTERNAL',
      message: original.message,
      texts: original.texts,
      extensions,
    };
  }
  const invalid = validationErrorsOf(original);
  if (invalid !== undefined) return badInput({ fields: invalid });
  if (original === error || original === undefined) {
    const code = formatted.extensions?.['code'];
    if (code === 'BAD_USER_INPUT')
      return { ...badInput({}), message: withoutValue(formatted.message), texts: undefined };
    if (typeof code === 'string' && PROTOCOL_CODES.has(code)) {
      return { code, fault: false, message: formatted.message, extensions: {} };
    }
  }
  const own = (original as { extensions?: Record<string, unknown>; message?: string } | undefined)?.extensions;
  if (typeof own?.['code'] === 'string' && own['code'] !== 'INTERNAL_SERVER_ERROR') {
    const { code, stacktrace: _, ...extensions } = own;
    return { code: String(code), fault: false, message: String((original as Error).message), extensions };
  }
  const texts = FAULT_TEXTS['INTERNAL'];
  return { code: 'INTERNAL', fault: true, message: texts?.en ?? 'INTERNAL', texts, extensions: {} };
}

function badInput(extensions: Readonly<Record<string, unknown>>): MaskedError {
  const texts = FAULT_TEXTS['BAD_USER_INPUT'];
  return { code: 'BAD_USER_INPUT', fault: false, message: texts?.en ?? 'BAD_USER_INPUT', texts, extensions };
}

interface InvalidField {
  readonly path: string;
  readonly rules: readonly string[];
}
interface ClassValidatorError {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly ClassValidatorError[];
}

/** type-graphql's ArgumentValidationError, as paths and names of rules: its own form repeats the values. */
function validationErrorsOf(error: unknown): InvalidField[] | undefined {
  const found = (error as { extensions?: { validationErrors?: unknown } } | undefined)?.extensions?.validationErrors;
  return Array.isArray(found) ? flatten(found as ClassValidatorError[], '') : undefined;
}

function flatten(errors: readonly ClassValidatorError[], prefix: string): InvalidField[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const path = `${prefix}${property}`;
    const own = constraints === undefined ? [] : [{ path, rules: Object.keys(constraints) }];
    return [...own, ...flatten(children ?? [], `${path}.`)];
  });
}

/**
 * graphql-js quotes the value it refuses: `Variable "$input" got invalid value "2170…" at "input.pin"; …`.
 * Only the variable's name and the path may pass.
 */
export function withoutValue(message: string): string {
  const variable = /^Variable "(\$\w+)"/.exec(message)?.[1];
  if (variable === undefined) return 'A value that was sent is not valid.';
  const path = / at "([\w.[\]]{1,200})"(?=;|$)/.exec(message)?.[1];
  return `Variable "${variable}" is not valid${path === undefined ? '' : ` at "${path}"`}.`;
}
