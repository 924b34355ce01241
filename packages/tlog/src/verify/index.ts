// Stands on nothing but the language and Web Crypto, so that a browser's bundle takes only it (see index.test.ts).
export { decodeBase64, encodeBase64, HASH_BYTES, type Hash } from '../bytes.js';
export { type Checkpoint, parseCheckpoint } from '../checkpoint.js';
export { type Note, type NoteSignature, parseNote } from '../note-text.js';
export { type ProofFile, parseProof } from '../proof-file.js';
export { type ConsistencyClaim, verifyConsistency } from './consistency.js';
export { type InclusionClaim, verifyInclusion } from './inclusion.js';
export { type Outcome, WRONG_CODES, type WrongCode } from './outcome.js';
export { type ProofPolicy, type ProvedEntry, verifyProof } from './proof.js';
export { type Cosigner, verifyCheckpoint, verifyCosignatures, verifyNote, type WitnessPolicy } from './signatures.js';
export { type SignatureVerdict, webEd25519 as verifyEd25519, webLeafHash as leafHash } from './web-crypto.js';
