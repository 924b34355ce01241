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
export { formatKeys, parseKeys, type ReceiptKey, type TrustedKeys } from './keys.js';
export { type ReceiptWrong, verifyReceipt } from './receipt.js';
export { type Language, languageOf, languages, type Told, tell } from './tell.js';
