import { z } from 'zod';
import { common } from '../stand-in.js';

const shape = z.object({
  ...common,
  ISSUER: z.url(),
  CLIENT_ID: z.string(),
  CLIENT_SECRET: z.string().min(16),
  /** Comma separated. */
  REDIRECT_URIS: z.string().transform((list) => list.split(',')),
  COOKIE_SECRET: z.string().min(16),
});

export type PortalEnvironment = z.infer<typeof shape>;

export function readPortalEnvironment(): PortalEnvironment {
  return shape.parse(process.env);
}
