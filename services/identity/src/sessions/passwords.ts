import { Algorithm, hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { isStrongPassword, normalisedPassword } from './password.js';

/** OWASP Password Storage: Argon2id with at least 19 MiB and two passes. */
const ARGON2ID = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;
/** Hashes computed at once: 76 MiB at most, and the thread pool keeps a thread for the rest. */
const AT_ONCE = 3;

export interface Passwords {
  isStrong(password: string, personal: readonly string[]): boolean;
  hash(password: string): Promise<string>;
  /** Costs the same for `null` (nobody has that login) as for a hash: time must not tell who is registered. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** Takes about 100 ms: the dictionaries are ranked and one hash is computed that nothing matches. */
export async function createPasswords(): Promise<Passwords> {
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const nobody = await hash(crypto.randomUUID(), ARGON2ID);
  const gate = createGate(AT_ONCE);
  return {
    isStrong: (password, personal) => isStrongPassword(estimator, password, personal),
    hash: (password) => gate(() => hash(normalisedPassword(password), ARGON2ID)),
    verify: async (passwordHash, password) => {
      const matches = await gate(() => verify(passwordHash ?? nobody, normalisedPassword(password)));
      return matches && passwordHash !== null;
    },
  };
}

/** Lets `width` works run at once; the others wait in the order they came. */
function createGate(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = width;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
