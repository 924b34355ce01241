import { z } from 'zod';
import { common } from '../stand-in.js';

const shape = z.object({
  ...common,
  /** Where people reach this bank. */
  BANK_URL: z.url(),
  /** What the merchant sends: `authorization: Bearer …`. */
  BANK_API_KEY: z.string().min(16),
  /** Where payments are reported. */
  WEBHOOK_URL: z.url(),
  WEBHOOK_SECRET: z.string().min(16),
  /** Orders are kept here, so that a restart forgets none. */
  DATA_FILE: z.string(),
});

export type BankEnvironment = z.infer<typeof shape>;

export function readBankEnvironment(): BankEnvironment {
  return shape.parse(process.env);
}
