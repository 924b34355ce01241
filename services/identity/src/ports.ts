import type { AcceptanceVerifier, DisclosureVerifier, KeySet } from '@belgi/access';
import type { Database } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import type { Vault } from './people/vault.js';
import type { Passwords } from './sessions/passwords.js';
import type { Portal } from './verification/portal.js';

/** What the use cases work with; made once in compose.ts. */
export interface Ports {
  readonly database: Database;
  readonly vault: Vault;
  readonly passwords: Passwords;
  /** Our signing keys: access tokens. */
  readonly keys: KeySet;
  readonly acceptances: AcceptanceVerifier;
  readonly disclosures: DisclosureVerifier;
  readonly portal: Portal;
  readonly logger: Logger;
  readonly settings: Settings;
}

export interface Settings {
  /** `${PUBLIC_URL}/oauth`: issuer of every access token. */
  readonly issuer: string;
  readonly publicUrl: string;
  /** SMS codes that one client address may order in an hour. */
  readonly codesPerAddress: number;
}
