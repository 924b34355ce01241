import { canonicalJson } from '../canonical-json.js';
import { checkProof, type FileWrong } from '../check.js';
import { openJws } from '../jws.js';
import { parseKeys, type ReceiptKey, type TrustedKeys } from '../keys.js';
import { type ProtocolFile, parseProtocol, SEAL_TYPE } from './protocol-file.js';
import { type Replayed, replay } from './replay.js';
import type { RuleCode } from './rules.js';

/** What can be wrong with a protocol, in the order in which it is told. */
export const PROTOCOL_WRONG_CODES = [
  'PROTOCOL_MALFORMED',
  /** Neither were keys given nor does the file name any. */
  'PROTOCOL_KEYS_MISSING',
  'SEAL_MALFORMED',
  'SEAL_KEY_UNKNOWN',
  'SEAL_SIGNATURE_INVALID',
  'ED25519_UNSUPPORTED',
  /** A true seal, and of another protocol. */
  'SEAL_OF_ANOTHER',
  /** The list of the lines' hashes is not the one that was signed: a line is named where the lines themselves disagree. */
  'HASHES_ALTERED',
  /** This line is not the one that was signed. */
  'LINE_ALTERED',
  'LINE_MISSING',
  'LINE_ADDED',
  /** Signed like this, and the next line was written after another one: it was altered before the signing. */
  'LINE_UNCHAINED',
  'RULE_BROKEN',
  /** The proof of the ledger that came along is wrong, or is of something else. */
  'PROOF_WRONG',
  'PROOF_OF_ANOTHER',
] as const;
export type ProtocolWrong = (typeof PROTOCOL_WRONG_CODES)[number];

/** The protocol is the one that was signed, and leads to this outcome. */
export interface ProvedProtocol {
  readonly lotId: string;
  readonly lines: number;
  readonly sha256: string;
  readonly signedAt: string;
  readonly replayed: Replayed;
  /** Where it stands in the ledger; null: no proof came along. */
  readonly ledger: {
    readonly origin: string;
    readonly index: number;
    readonly size: number;
    readonly witnesses: number;
  } | null;
  /** FILE: by the keys that stand in the file, which whoever forged it could have written there as well. */
  readonly keysFrom: 'GIVEN' | 'FILE';
}

export type CheckedProtocol =
  | { readonly ok: true; readonly proved: ProvedProtocol }
  | {
      readonly ok: false;
      readonly wrong: ProtocolWrong;
      /** The first line that was altered, from 1; null where no line can be named. */
      readonly line: number | null;
      readonly rule: RuleCode | null;
      readonly proof: FileWrong | null;
    };

/** What the seal says. All hashes are SHA-256, lower-case hexadecimal. */
export interface SealClaims {
  readonly lot_id: string;
  readonly lines: number;
  readonly last_sequence: number;
  /** Of the lines' texts, each with a line feed after it. */
  readonly protocol_sha256: string;
  /** Of the last line as the lot's row had it when it was written. */
  readonly chain_sha256: string;
  /** Of the lines' hashes, each with a line feed after it. */
  readonly hashes_sha256: string;
  readonly signed_at: string;
}

/**
 * Checks a closing protocol from the outside in, asking nobody: its seal, each line against its signed hash, the chain, the rules, and
 * the proof of the ledger where there is one. The first line that was altered is named.
 * @param proof a tlog-proof beside it; else the one in the file
 */
export async function checkProtocol(
  bytes: Uint8Array,
  trusted?: TrustedKeys,
  proof?: string | Uint8Array,
): Promise<CheckedProtocol> {
  const file = parseProtocol(bytes);
  if (file === undefined) return wrong('PROTOCOL_MALFORMED');
  const keys = trusted?.protocols ?? protocolKeys(file);
  if (keys === undefined) return wrong('PROTOCOL_KEYS_MISSING');
  const texts = file.lines.map(canonicalJson);
  const hashes = await Promise.all(texts.map(sha256));
  const seal = await openJws(file.seal, SEAL_TYPE, keys);
  // Of a file whose seal is worth nothing, the first line that disagrees with the others is named all the same.
  if (!seal.ok)
    return wrong(seal.wrong === 'ED25519_UNSUPPORTED' ? seal.wrong : `SEAL_${seal.wrong}`, disagreeing(file, hashes));
  const claims = seal.claims as Partial<Record<keyof SealClaims, unknown>>;
  if (claims.lot_id !== file.lotId) return wrong('SEAL_OF_ANOTHER');
  const fault = (await altered(file, hashes, claims)) ?? (await unchained(file, texts, hashes, claims));
  if (fault !== undefined) return fault;
  const outcome = replay(file.lines);
  if (!outcome.ok) return { ...wrong('RULE_BROKEN', outcome.line), rule: outcome.rule };
  const given = proof ?? file.proof;
  const sha = String(claims.protocol_sha256);
  const ledger =
    given === undefined
      ? null
      : await inLedger(given, trusted, { lotId: file.lotId, sha, head: String(claims.chain_sha256) });
  if (ledger !== null && 'ok' in ledger) return ledger;
  const signedAt = String(claims.signed_at);
  return {
    ok: true,
    proved: {
      ...{ lotId: file.lotId, lines: file.lines.length, sha256: sha, signedAt, replayed: outcome.replayed, ledger },
      keysFrom: trusted === undefined ? 'FILE' : 'GIVEN',
    },
  };
}

type Wrong = Extract<CheckedProtocol, { ok: false }>;
type Claims = Partial<Record<keyof SealClaims, unknown>>;

/** The first line whose hash is not the signed one: exact, whatever was done to the lines, as long as the list of hashes stands. */
async function altered(file: ProtocolFile, hashes: readonly string[], claims: Claims): Promise<Wrong | undefined> {
  if ((await sha256(withFeeds(file.hashes))) !== claims.hashes_sha256)
    return wrong('HASHES_ALTERED', disagreeing(file, hashes));
  const at = file.hashes.findIndex((hash, index) => hash !== hashes[index]);
  if (at >= 0) return wrong(at < hashes.length ? 'LINE_ALTERED' : 'LINE_MISSING', at + 1);
  return hashes.length > file.hashes.length ? wrong('LINE_ADDED', file.hashes.length + 1) : undefined;
}

/** The lines are those that were signed: whether each was written after the one before it, from the first on. */
async function unchained(
  file: ProtocolFile,
  texts: readonly string[],
  hashes: readonly string[],
  claims: Claims,
): Promise<Wrong | undefined> {
  const at = disagreeing(file, hashes);
  if (at !== null) return wrong('LINE_UNCHAINED', at);
  const { lines } = file;
  if (hashes.at(-1) !== claims.chain_sha256) return wrong('LINE_UNCHAINED', lines.length);
  const isWhole = claims.lines === lines.length && (await sha256(withFeeds(texts))) === claims.protocol_sha256;
  const terms = lines[0]?.['lotId'] === file.lotId;
  return isWhole && terms ? undefined : wrong('SEAL_OF_ANOTHER');
}

/** The first line that the one after it does not follow; null: each follows the one before it. */
function disagreeing({ lines }: ProtocolFile, hashes: readonly string[]): number | null {
  for (const [index, line] of lines.entries()) {
    if (line['previous'] !== (hashes[index - 1] ?? null)) return Math.max(index, 1);
    if (line['number'] !== index + 1) return index + 1;
  }
  return null;
}

async function inLedger(
  proof: string | Uint8Array,
  trusted: TrustedKeys | undefined,
  protocol: { readonly lotId: string; readonly sha: string; readonly head: string },
): Promise<Wrong | NonNullable<ProvedProtocol['ledger']>> {
  const checked = await checkProof(proof, trusted);
  if (!checked.ok) return { ...wrong('PROOF_WRONG'), proof: checked.wrong };
  const { entry, origin, index, size, cosigners } = checked.proved;
  const { lotId, protocolSha256, chainSha256 } = entry.data;
  const isOurs = lotId === protocol.lotId && protocolSha256 === protocol.sha && chainSha256 === protocol.head;
  return entry.kind === 'PROTOCOL_SIGNED' && isOurs
    ? { origin, index, size, witnesses: cosigners.length }
    : wrong('PROOF_OF_ANOTHER');
}

const wrong = (code: ProtocolWrong, line: number | null = null): Wrong => ({
  ...{ ok: false, wrong: code, line, rule: null, proof: null },
});

function protocolKeys({ keys }: ProtocolFile): readonly ReceiptKey[] | undefined {
  const named = parseKeys(keys.join('\n'), { logs: false })?.protocols ?? [];
  return named.length === 0 ? undefined : named;
}

const withFeeds = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
