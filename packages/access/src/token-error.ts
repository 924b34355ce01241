export type TokenFault = 'EXPIRED' | 'INVALID' | 'NOT_YOURS' | 'PROOF_REQUIRED' | 'PROOF_INVALID';

/** The token or ticket is not one we accept. The message never quotes it: a token in a log is a token lost. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  constructor(
    readonly reason: TokenFault,
    options?: { cause?: unknown },
  ) {
    super(`token refused: ${reason}`, options);
  }
}

/** We hold no key of the issuer and cannot fetch one: a fault of ours, not of the caller's token. */
export class IssuerUnavailableError extends Error {
  override readonly name = 'IssuerUnavailableError';
}
