import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { LIMITS } from '../operation/limits.js';
import type { Rejection } from '../pipeline/exchange.js';

/** Documents kept per graph, parsed: a front-end has some hundred of them, about 20 KB each. */
const MAX_DOCUMENTS = 1_000;

export interface ReadDocument {
  readonly document: DocumentNode;
  /** Set once validated against this graph. */
  errors?: readonly GraphQLError[];
}

/** Parses and validates the documents of one graph; each once while it is remembered. */
export interface Documents {
  read(source: string): ReadDocument | { readonly rejection: Rejection };
  validate(read: ReadDocument): readonly GraphQLError[];
  /** The validated document whose source has this SHA-256 in hex, if there is one. */
  validated(sha256: string): DocumentNode | undefined;
}

/** How graphql-js says that it stopped at `maxTokens`; its error has no code. */
const TOO_LONG = /more tha[tn] \d+ tokens/;
/** What graphql-js adds to be of help, and what maps a schema that does not want to be mapped. */
const SUGGESTION = / Did you mean .*\?$/s;

export function createDocuments(schema: GraphQLSchema, introspection: boolean): Documents {
  const known = new LRUCache<string, ReadDocument>({ max: MAX_DOCUMENTS });
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const quiet = (error: GraphQLError) =>
    introspection
      ? error
      : new GraphQLError(error.message.replace(SUGGESTION, ''), { ...(error.nodes && { nodes: error.nodes }) });
  return {
    read(source) {
      const key = createHash('sha256').update(source).digest('hex');
      const before = known.get(key);
      if (before !== undefined) return before;
      try {
        const read: ReadDocument = { document: parse(source, { maxTokens: LIMITS.tokens }) };
        known.set(key, read);
        return read;
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        if (TOO_LONG.test(error.message)) {
          return { rejection: { code: 'TOO_MANY_TOKENS', parameters: { limit: LIMITS.tokens } } };
        }
        return { rejection: { code: 'GRAPHQL_PARSE_FAILED', errors: [error] } };
      }
    },
    validate(read) {
      read.errors ??= validate(schema, read.document, rules, { maxErrors: LIMITS.validationErrors }).map(quiet);
      return read.errors;
    },
    validated(sha256) {
      const read = known.get(sha256);
      return read?.errors?.length === 0 ? read.document : undefined;
    },
  };
}
