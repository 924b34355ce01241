export { canonicalJson, type JsonValue } from './canonical-json.js';
export {
  type Checked,
  checkProof,
  type FileWrong,
  type ProvedFile,
  TRUST_WRONG_CODES,
  WRONG_FILE_CODES,
} from './check.js';
export { type Entry, parseEntry } from './entry.js';
export { type Evidence, formatEvidence, parseEvidence } from './evidence.js';
export { formatKeys, parseKeys, parsePublicKeys, type ReceiptKey, type TrustedKeys } from './keys.js';
export {
  type CheckedProtocol,
  checkProtocol,
  PROTOCOL_WRONG_CODES,
  type ProtocolWrong,
  type ProvedProtocol,
  type SealClaims,
} from './protocol/check-protocol.js';
export type { LineBody, LinePlace, Placed, ProtocolPolicy } from './protocol/lines.js';
export { lineText } from './protocol/lines.js';
export { formatProtocol, looksLikeProtocol, parseProtocol, SEAL_TYPE } from './protocol/protocol-file.js';
export { type Replay, type Replayed, replay } from './protocol/replay.js';
export type { RuleCode } from './protocol/rules.js';
export { type ReceiptWrong, verifyReceipt } from './receipt.js';
export { type Language, languageOf, languages, type Told, tell } from './tell.js';
