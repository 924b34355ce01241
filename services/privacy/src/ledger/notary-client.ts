import { DEPLOYMENT_SECRET_HEADER } from '@belgi/subgraph';
import { type NoteSignature, parseSignatures } from '@belgi/tlog';
import { request } from 'undici';

/** A signer or witness answers from memory and one small file. */
const DEADLINE_MS = 5_000;
/** Signature lines: far above what 64 of the longest take. */
const MAX_ANSWER_CHARS = 1 << 20;

/** A larger tree than ours was signed, or another one: the database was set back, or is another one. */
export class LedgerSetBackError extends Error {
  override readonly name = 'LedgerSetBackError';
}

/** What a notary made of a request; `size`: the size that it signed last, when that is not the one it was told. */
export type NotaryAnswer = { readonly signatures: readonly NoteSignature[] } | { readonly size: number };

/** Sends the body of a request to the ledger's signer or to a witness. @throws when it is away or refuses for good */
export type Notary = (body: string) => Promise<NotaryAnswer>;

/** The ledger's own signer: it knows us by the deployment's secret. */
export function signerAt(url: string, deploymentSecret: string): Notary {
  return (body) => ask(`${url}/sign-checkpoint`, body, { [DEPLOYMENT_SECRET_HEADER]: deploymentSecret });
}

/** A witness as tlog-witness has it: it knows the log by its signature. */
export function witnessAt(url: string): Notary {
  return (body) => ask(`${url}/add-checkpoint`, body, {});
}

async function ask(url: string, body: string, headers: Record<string, string>): Promise<NotaryAnswer> {
  const answer = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    body,
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  const text = (await answer.body.text()).slice(0, MAX_ANSWER_CHARS);
  if (answer.statusCode === 409 && /^(0|[1-9]\d{0,15})\n$/.test(text)) return { size: Number(text) };
  if (answer.statusCode === 422) throw new LedgerSetBackError('what was signed before is not a part of this tree');
  const signatures = answer.statusCode === 200 ? parseSignatures(text) : undefined;
  if (signatures === undefined) throw new Error(`answered ${answer.statusCode}`);
  return { signatures };
}
