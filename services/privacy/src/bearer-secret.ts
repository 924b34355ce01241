import { createHash, randomBytes } from 'node:crypto';

/** 256 bits: guessing is no attack, so a hash without salt finds it again. */
const SECRET_BYTES = 32;

/** What opens something for whoever brings it; told once, kept as a hash. */
export const newBearerSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
