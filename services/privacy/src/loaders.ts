import type { Locale } from '@belgi/contracts';
import type { Database, Queryable } from '@belgi/database';
import type { SubgraphContext } from '@belgi/subgraph';
import DataLoader from 'dataloader';
import { findRequests, type KeptRequest } from './disclosures/requests.store.js';
import type { DocumentKind, Edition } from './editions/edition.js';
import { editionsNow, editionText } from './editions/editions.store.js';
import type { LedgerProof } from './ledger/ledger.type.js';
import { type ProofParts, proofFiles, type WantedProof } from './ledger/proof-files.js';
import { proveEntries } from './ledger/prove.js';
import { findDelays, type KeptDelay } from './notice-delays/notice-delays.store.js';
import { type RightsStep, stepsOf } from './rights/rights-requests.store.js';
import { type Look, openForStaff } from './staff-reads/open-for-staff.js';

/** What one request reads once, however many fields ask for it. */
export interface Loaders {
  /** All editions and the database's clock, read together. */
  editions(document?: DocumentKind): Promise<{ editions: Edition[]; now: Date }>;
  /** The Markdown of an edition in a language. */
  text: DataLoader<WantedText, string, string>;
  /** A disclosure request by id. */
  request: DataLoader<string, KeptRequest | null>;
  /** The delay of a request's notices. */
  delay: DataLoader<string, KeptDelay | null>;
  /** The proof of an entry of the ledger, by its id; null until a checkpoint has it. */
  proof: DataLoader<string, LedgerProof | null>;
  /** The same as a file that stands for itself. */
  proofFile: DataLoader<WantedProof, string | null, string>;
  /** How a request for a right came to its state, by its id, oldest first. */
  rightsSteps: DataLoader<string, RightsStep[]>;
  /** The person's wrapped key, once it is on record that an employee opens their text; null after an erasure. */
  openedForStaff: DataLoader<Look, Buffer | null, string>;
}

interface WantedText {
  /** Absent: the policy. */
  readonly document?: DocumentKind;
  readonly edition: number;
  readonly locale: Locale;
}

export type Context = SubgraphContext<Loaders>;

export function createLoaders(parts: ProofParts & { readonly database: Database }): Loaders {
  const { database, reader } = parts;
  const editions: Partial<Record<DocumentKind, Promise<{ editions: Edition[]; now: Date }>>> = {};
  return {
    editions: (document = 'POLICY') => {
      const known = editions[document] ?? editionsNow(database, document);
      editions[document] = known;
      return known;
    },
    text: new DataLoader((keys) => Promise.all(keys.map((key) => requiredText(database, key))), {
      cacheKeyFn: ({ document = 'POLICY', edition, locale }) => `${document}/${edition}/${locale}`,
    }),
    request: new DataLoader(async (ids) => {
      const found = new Map((await findRequests(database, ids)).map((request) => [request.id, request]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    delay: new DataLoader(async (ids) => {
      const found = new Map((await findDelays(database, ids)).map((delay) => [delay.requestId, delay]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    proof: new DataLoader((ids) => proveEntries(database, reader, ids)),
    proofFile: new DataLoader((wanted) => proofFiles(parts, wanted), { cacheKeyFn: ({ entryId }) => entryId }),
    rightsSteps: new DataLoader(async (ids) => {
      const steps = Map.groupBy(await stepsOf(database, ids), ({ requestId }) => requestId);
      return ids.map((id) => steps.get(id) ?? []);
    }),
    openedForStaff: new DataLoader((looks) => openForStaff(parts, looks), { cacheKeyFn: ({ subjectId }) => subjectId }),
  };
}

async function requiredText(database: Queryable, { document, edition, locale }: WantedText): Promise<string> {
  const text = await editionText(database, edition, locale, document);
  if (text === undefined) throw new Error(`edition ${edition} has no text`);
  return text;
}
