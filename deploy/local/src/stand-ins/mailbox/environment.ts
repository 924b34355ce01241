import { z } from 'zod';
import { common } from '../stand-in.js';

const shape = z.object({
  ...common,
  SMTP_PORT: z.coerce.number().int(),
  /** Sent by notify with every SMS: `authorization: Bearer …`. */
  SMS_HOOK_SECRET: z.string().min(16),
});

export type MailboxEnvironment = z.infer<typeof shape>;

export function readMailboxEnvironment(): MailboxEnvironment {
  return shape.parse(process.env);
}
