export { decodeBase64, encodeBase64, equalBytes, HASH_BYTES, type Hash } from './bytes.js';
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.js';
export * from './cosignature.js';
export * from './frontier.js';
export * from './hash.js';
export {
  formatSigningKey,
  generateSigningKey,
  noteKeyId,
  parseSigningKey,
  parseVerifierKey,
  type SigningKey,
  signNote,
  verifyNote,
} from './note.js';
export { formatNote, formatSignature, type Note, type NoteSignature, parseNote, parseSignatures } from './note-text.js';
export { formatProof, MAX_PATH_LENGTH, type ProofFile, parseProof } from './proof-file.js';
export * from './tiles.js';
export { consistencyPath, inclusionPath, type NodeReader, rootOf, treeRoot } from './tree.js';
export { formatVerifierKey, SIGNATURE_TYPE, type SignatureType, type VerifierKey } from './verifier-key.js';
export * from './witness-request.js';
