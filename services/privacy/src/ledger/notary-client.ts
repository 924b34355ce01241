import { type NoteSignature, parseSignatures } from '@belgi/tlog';
import { request } from 'undici';

/** A signer answers from memory and one small file: what takes longer is lost, and the next turn asks again. */
export const SIGNER_DEADLINE_MS = 1_500;
/** A witness is somebody else's: it must not hold up the next checkpoint, its cosignature may come with that one. */
export const WITNESS_DEADLINE_MS = 1_000;
/** Signature lines: far above what 64 of the longest take. */
const MAX_ANSWER_CHARS = 1 << 20;

/** A larger tree than ours was signed, or another one: the database was set back, or is another one. */
export class LedgerSetBackError extends Error {
  override readonly name = 'LedgerSetBackError';
}

/**
 * What a notary made of a request. `size`: the size that it signed last, when that is not the one it was told; `forked`: what it signed
 * is no part of this tree.
 */
export type NotaryAnswer =
  | { readonly signatures: readonly NoteSignature[] }
  | { readonly size: number }
  | { readonly forked: true };

/** Sends the body of a request to the ledger's signer or to a witness. @throws when it is away or refuses for good */
export type Notary = (body: string) => Promise<NotaryAnswer>;

/** As the signer (notary) names it. */
const SIGNER_SECRET_HEADER = 'belgi-signer-secret';

/** The ledger's own signer: it knows us by a secret that nobody else has. @param stopping ends the wait for an answer */
export function signerAt(url: string, secret: string, stopping: AbortSignal): Notary {
  const headers = { [SIGNER_SECRET_HEADER]: secret };
  return (body) => ask(`${url}/sign-checkpoint`, body, { headers, deadlineMs: SIGNER_DEADLINE_MS, stopping });
}

/** A witness as tlog-witness has it: it knows the log by its signature. @param stopping ends the wait for an answer */
export function witnessAt(url: string, stopping: AbortSignal): Notary {
  return (body) => ask(`${url}/add-checkpoint`, body, { headers: {}, deadlineMs: WITNESS_DEADLINE_MS, stopping });
}

async function ask(
  url: string,
  body: string,
  { headers, deadlineMs, stopping }: { headers: Record<string, string>; deadlineMs: number; stopping: AbortSignal },
): Promise<NotaryAnswer> {
  const answer = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    body,
    signal: AbortSignal.any([AbortSignal.timeout(deadlineMs), stopping]),
  });
  const text = (await answer.body.text()).slice(0, MAX_ANSWER_CHARS);
  if (answer.statusCode === 409 && /^(0|[1-9]\d{0,15})\n$/.test(text)) return { size: Number(text) };
  if (answer.statusCode === 422) return { forked: true };
  const signatures = answer.statusCode === 200 ? parseSignatures(text) : undefined;
  if (signatures === undefined) throw new Error(`answered ${answer.statusCode}`);
  return { signatures };
}
